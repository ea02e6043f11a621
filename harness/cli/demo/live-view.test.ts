import { describe, expect, it } from "vitest";
import { building, delivered } from "../../cluster/supply-chain/fake-chain.ts";
import { fakeSight } from "../../cluster/supply-chain/fake-sights.ts";
import type { WorkloadSight } from "../../cluster/supply-chain/look-at-workloads.ts";
import { fakeClock } from "../../core/clock.ts";
import { liveView } from "./live-view.ts";

const atWork = await fakeSight(building);
const done = await fakeSight(delivered);

/** Shows what is seen, look by look, and leaves when there is nothing more to see. */
async function view(
  seen: readonly (WorkloadSight | Error)[],
  stream: { readonly isTTY: boolean; readonly columns?: number; readonly rows?: number },
): Promise<readonly string[]> {
  const written: string[] = [];
  const stop = new AbortController();
  const left = [...seen];
  await liveView({
    stream: { ...stream, write: (text) => written.push(text) },
    look: () => {
      const next = left.shift();
      if (next instanceof Error) return Promise.reject(next);
      if (next === undefined) stop.abort();
      return Promise.resolve(next === undefined ? [] : [next]);
    },
    urlOf: (host) => `http://${host}`,
    footer: ["Ctrl-C removes all of it"],
    signal: stop.signal,
    colours: false,
    clock: fakeClock(),
  });
  return written;
}

/** What a terminal shows after these were written: lines, a cursor that goes up, and what clears. */
function screenAfter(written: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let row = 0;
  for (const text of written) {
    const up = /^\u001b\[(\d+)A/.exec(text);
    row -= Number(up?.[1] ?? 0);
    const shown = text.slice(up?.[0].length ?? 0).replace(/^\r/, "");
    for (const line of shown.replace("\u001b[J", "").split("\u001b[K\n").slice(0, -1)) lines[row++] = line;
    if (text.endsWith("\u001b[J")) lines.length = row;
  }
  return lines;
}

describe("on a terminal", () => {
  const terminal = { isTTY: true, columns: 121, rows: 40 };

  it("draws the table again in its place, however its height changes", async () => {
    const first = screenAfter(await view([atWork], terminal));
    expect(first.map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      ...["OBJECT", "Workload/hello-golang", "GitRepository/hello-golang", "Image/hello-golang"],
      ...["Build/hello-golang-build-1", "Pod/hello-golang-build-1-build-pod", "", "Ctrl-C removes all of it"],
    ]);
    const second = screenAfter(await view([atWork, done], terminal));
    expect(second).toHaveLength(11);
    expect(second[1]).toMatch(/^Workload\/hello-golang +ready .*http:\/\/hello-golang-127-0-0-1\.sslip\.io$/);
    expect(screenAfter(await view([atWork, done, atWork], terminal))).toEqual(first);
  });

  it("stays within the terminal", async () => {
    const lines = screenAfter(await view([atWork], { ...terminal, columns: 60, rows: 7 }));
    expect(lines.length).toBeLessThan(7);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(60);
  });

  it("begins at the top when the terminal has got another size, which breaks lines anew", async () => {
    const written: string[] = [];
    const stop = new AbortController();
    const size = { isTTY: true, columns: 121, rows: 40 };
    let looks = 0;
    await liveView({
      stream: Object.assign(size, { write: (text: string) => written.push(text) }),
      look: () => {
        if (looks++ > 0) size.columns = 60;
        if (looks > 3) stop.abort();
        return Promise.resolve([atWork]);
      },
      ...{ urlOf: String, footer: [], signal: stop.signal, colours: false, clock: fakeClock() },
    });
    expect(written.map((text) => /^(?:\u001b\[\w+)*/.exec(text)?.[0])).toEqual([
      ...["", "\u001b[H\u001b[J", "\u001b[7A"],
    ]);
  });

  it("goes on showing what it saw when the cluster does not answer, and says so", async () => {
    const lines = screenAfter(await view([done, new Error("connect ECONNREFUSED 127.0.0.1:6443")], terminal));
    expect(lines[1]).toMatch(/^Workload\/hello-golang +ready/);
    expect(lines.slice(-2)).toEqual([
      "the cluster does not answer: connect ECONNREFUSED 127.0.0.1:6443",
      "Ctrl-C removes all of it",
    ]);
    expect(screenAfter(await view([new Error("x"), done], terminal)).join("\n")).not.toContain(
      "does not answer",
    );
  });
});

describe("elsewhere", () => {
  it("adds a line for each change, and moves no cursor", async () => {
    const written = await view([atWork, atWork, done], { isTTY: false });
    expect(written.slice(0, 2)).toEqual([
      "hello-golang: Workload/hello-golang running: waiting to read value [.status.latestImage] from resource [images.kpack.io/hello-golang] in namespace [default]\n",
      "hello-golang: GitRepository/hello-golang ready: stored artifact for revision 'main@sha1:4f0e3c1'\n",
    ]);
    expect(written.at(-1)).toBe("hello-golang: ready: http://hello-golang-127-0-0-1.sslip.io\n");
    expect(written).toHaveLength(6 + 9);
    expect(written.join("")).not.toContain("\u001b");
  });

  it("says once that the cluster does not answer", async () => {
    const gone = new Error("gone");
    expect(await view([gone, gone, gone], { isTTY: false })).toEqual(["the cluster does not answer: gone\n"]);
  });
});

it("ends at once, in the middle of a look too", async () => {
  const stop = new AbortController();
  const never = liveView({
    stream: { isTTY: false, write: () => undefined },
    look: () => {
      stop.abort();
      return new Promise(() => undefined);
    },
    ...{ urlOf: String, footer: [], signal: stop.signal },
  });
  await expect(never).resolves.toBeUndefined();
});
