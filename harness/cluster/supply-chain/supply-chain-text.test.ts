import { describe, expect, it } from "vitest";
import type { ChainScreen } from "./chain-rows.ts";
import { building, delivered, fakeBuild, fakeBuildPod, fakeImage } from "./fake-chain.ts";
import { fakeSight } from "./fake-sights.ts";
import { changesText } from "./supply-chain-changes.ts";
import { supplyChainText } from "./supply-chain-text.ts";

const screen: ChainScreen = {
  columns: 140,
  rows: 40,
  colours: false,
  urlOf: (host) => `http://${host}:8080`,
};
const atWork = await fakeSight(building);
const done = await fakeSight(delivered);
const broken = await fakeSight(
  {
    ...building,
    images: [
      fakeImage({ type: "Ready", status: "False", reason: "BuildFailed", message: "Error: it\nfailed" }),
    ],
    builds: [fakeBuild(1, { type: "Succeeded", status: "False" })],
    pods: [fakeBuildPod(1, "build", { terminated: { exitCode: 51 } })],
  },
  {
    "hello-golang-build-1-build-pod/build":
      "./main.go:3:4: undefined: x\nERROR: failed to build: exit status 1",
  },
);

describe("supplyChainText", () => {
  it("shows object, state, age and last message, and the steps of the build", () => {
    expect(supplyChainText([atWork], screen)).toEqual([
      "OBJECT                                    STATE       AGE  LAST MESSAGE",
      "Workload/hello-golang                     running   2 min  waiting to read value [.status.latestImage] from resource [images.kpack.io/hello…",
      "  GitRepository/hello-golang              ready     2 min  stored artifact for revision 'main@sha1:4f0e3c1'",
      "  Image/hello-golang                      running   2 min  Build 'hello-golang-build-1' is executing",
      "    Build/hello-golang-build-1            running   2 min",
      "      Pod/hello-golang-build-1-build-pod  running   2 min  ✓prepare 2s ✓analyze 2s ✓detect 2s ✓restore 2s ▸build 30s ·export ·completion",
    ]);
  });

  it("shows where an application is, with the port that this host has for it", () => {
    const lines = supplyChainText([done], screen);
    expect(lines).toHaveLength(9);
    expect(lines[1]).toMatch(
      /^Workload\/hello-golang +ready +2 min {2}http:\/\/hello-golang-127-0-0-1\.sslip\.io:8080$/,
    );
    expect(lines[6]).toMatch(/^ {4}Pod\/hello-golang-566c6c75c7-b6tdr +ready /);
  });

  it("says below a failure which object knows why, in its words, and what to do", () => {
    const lines = supplyChainText([broken], screen);
    expect(lines[1]).toMatch(/^Workload\/hello-golang +failed +2 min {2}\.\/main\.go:3:4: undefined: x$/);
    expect(lines.slice(-5)).toEqual([
      "  ! Pod/hello-golang-build-1-build-pod/build:",
      "    ./main.go:3:4: undefined: x",
      "    ERROR: failed to build: exit status 1",
      "    likely: the source does not compile, or wants what is not there offline",
      "    try:    mend what the message says, commit and push: the next revision is built by itself",
    ]);
  });

  it.each([60, 80, 200])("has no line wider than %i columns, with colours or without", (columns) => {
    const plain = supplyChainText([atWork, broken], { ...screen, columns });
    expect(Math.max(...plain.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    const painted = supplyChainText([atWork, broken], { ...screen, columns, colours: true });

    expect(painted.map((line) => line.replaceAll(/\u001b\[\d+m/g, ""))).toEqual(plain);
    expect(painted.join("")).toContain("\u001b[31mfailed \u001b[39m");
  });

  it("breaks on a narrow screen what is to be done, and cuts nothing of it", () => {
    const lines = supplyChainText([broken], { ...screen, columns: 60 });
    expect(lines.slice(-7)).toEqual([
      "  ! Pod/hello-golang-build-1-build-pod/build:",
      "    ./main.go:3:4: undefined: x",
      "    ERROR: failed to build: exit status 1",
      "    likely: the source does not compile, or wants what is",
      "            not there offline",
      "    try:    mend what the message says, commit and push: the",
      "            next revision is built by itself",
    ]);
  });

  it("leaves out on a narrow screen what stands above already, and all steps but the one that matters", () => {
    const lines = supplyChainText([atWork], { ...screen, columns: 100 });
    expect(lines[2]).toMatch(/^ {2}GitRepository /);
    expect(lines[4]).toMatch(/^ {4}Build\/…-build-1 /);
    expect(lines[5]).toMatch(/^ {6}Pod\/…-build-pod +running +2 min {2}▸build 30s, 4 of 7 steps done$/);
    expect(supplyChainText([done], { ...screen, columns: 100 })[6]).toMatch(/^ {4}Pod\/…-b6tdr /);
  });

  it("has room for a URL on 80 columns, if need be without what a browser adds by itself", () => {
    const narrow = { ...screen, columns: 80 };
    const usual = supplyChainText([done], { ...narrow, urlOf: (host) => `http://${host}` });
    expect(usual[1]).toMatch(/ http:\/\/hello-golang-127-0-0-1\.sslip\.io$/);
    const other = supplyChainText([done], { ...narrow, urlOf: (host) => `http://${host}:18080` });
    expect(other[1]).toMatch(/ hello-golang-127-0-0-1\.sslip\.io:18080$/);
  });

  const first = (lines: readonly string[]) => lines.map((line) => line.trim().split(" ")[0]);

  it("folds first what is in order where there is no room, and says so", () => {
    const folded = supplyChainText([done, atWork], { ...screen, rows: 8 });
    expect(first(folded)).toEqual([
      ...["OBJECT", "Workload/hello-golang", "Workload/hello-golang", "GitRepository/hello-golang"],
      ...["Image/hello-golang", "Build/hello-golang-build-1", "Pod/hello-golang-build-1-build-pod", "..."],
    ]);
    expect(folded.at(-1)).toBe("... 1 of 2 Workloads in one line: a higher terminal shows the objects");
  });

  it("folds then what is at work, one by one, and says of each what it does", () => {
    const folded = supplyChainText([atWork, atWork, atWork], { ...screen, rows: 10 });
    expect(folded).toHaveLength(9);
    expect(folded.slice(-3)).toEqual([
      expect.stringMatching(/^Workload\/hello-golang +running +2 min {2}build: step build runs$/),
      expect.stringMatching(/^Workload\/hello-golang +running +2 min {2}build: step build runs$/),
      "... 2 of 3 Workloads in one line: a higher terminal shows the objects",
    ]);
  });

  it("folds last what has failed, which then has its message in its line", () => {
    const folded = supplyChainText([broken, atWork], { ...screen, columns: 80, rows: 4 });
    expect(folded).toEqual([
      expect.stringMatching(/^OBJECT /),
      expect.stringMatching(/^Workload\/hello-golang +failed +2 min {2}\.\/main\.go:3:4: undefined: x$/),
      expect.stringMatching(/^Workload\/hello-golang +running +2 min {2}build: step build runs$/),
      "... every Workload in one line: a higher terminal shows the objects",
    ]);
  });

  it("says how much it leaves out where nothing helps", () => {
    const short = supplyChainText([atWork, atWork, atWork, atWork], { ...screen, rows: 4 });
    expect(short).toHaveLength(4);
    expect(short.at(-1)).toBe("... 2 lines more: a higher terminal shows them");
  });

  it("shows the two latest Builds, and not the history", async () => {
    const builds = [1, 2, 3].map((n) => fakeBuild(n, { type: "Succeeded", status: "True" }));
    const lines = supplyChainText([await fakeSight({ ...delivered, builds })], screen);
    expect(lines.filter((line) => line.includes("Build/")).map((line) => line.trim().split(" ")[0])).toEqual([
      "Build/hello-golang-build-3",
      "Build/hello-golang-build-2",
    ]);
  });
});

describe("changesText", () => {
  it("says what is new, what is gone, and how far it has come, a line each", () => {
    expect(changesText([atWork], [done], screen)).toEqual([
      "hello-golang: Workload/hello-golang ready",
      "hello-golang: Image/hello-golang ready: harbor.tkg.test/demo/hello-golang@sha256:9cfb82e4",
      "hello-golang: Build/hello-golang-build-1 ready: harbor.tkg.test/demo/hello-golang@sha256:9cfb82e4",
      "hello-golang: Deployment/hello-golang ready: 1 of 1 available, 1 up to date",
      "hello-golang: Pod/hello-golang-566c6c75c7-b6tdr ready: it takes requests",
      "hello-golang: Service/hello-golang ready: 1 Pod behind it",
      "hello-golang: Ingress/hello-golang ready: hello-golang-127-0-0-1.sslip.io",
      "hello-golang: Pod/hello-golang-build-1-build-pod is gone",
      "hello-golang: ready: http://hello-golang-127-0-0-1.sslip.io:8080",
    ]);
  });

  it("says nothing where nothing has changed", () => {
    expect(changesText([atWork], [atWork], screen)).toEqual([]);
  });

  it("explains a failure once", () => {
    expect(changesText([atWork], [broken], screen).at(-1)).toBe(
      "hello-golang: failed: Pod/hello-golang-build-1-build-pod/build: ./main.go:3:4: undefined: x\nERROR: failed to build: exit status 1\n  likely: the source does not compile, or wants what is not there offline\n  try: mend what the message says, commit and push: the next revision is built by itself",
    );
    expect(changesText([broken], [broken], screen)).toEqual([]);
  });
});
