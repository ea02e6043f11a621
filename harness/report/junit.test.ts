import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { toJunit } from "./junit.ts";
import { readResults, type Results } from "./results.ts";
import { sampleResults } from "./sample-results.ts";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  isArray: (name) => ["testsuite", "testcase", "property"].includes(name),
  parseTagValue: false,
  trimValues: false,
});

/** The XML as an object; `true` makes the parser refuse what is not well formed. */
function written(results: Results) {
  const xml = toJunit(results);
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor fast-xml-validator is not a dependency of ours yet
  const parsed = parser.parse(xml, true) as { readonly testsuites: Suites }; // the parser's answer has no type
  return parsed.testsuites;
}

type Attributes = Readonly<Record<string, string>>;
interface Suites {
  readonly testsuite: readonly { readonly name: string; readonly testcase: readonly Case[] }[];
}
interface Case {
  readonly classname: string;
  readonly name: string;
  readonly time: string;
  readonly properties: { readonly property: readonly Attributes[] };
  readonly failure?: Attributes;
  readonly error?: Attributes;
  readonly skipped?: Attributes;
}

function casesOf(results: Results): readonly Case[] {
  return written(results).testsuite.flatMap(({ testcase }) => testcase);
}

describe("toJunit", () => {
  it("tells rows of the matrix apart, and says what they ran with", () => {
    const sample = sampleResults();
    const [first] = sample.scenarios;
    const id = "containerd/a@kubernetes-1.29,containerd-2.2";
    Object.assign(first ?? {}, { id, cell: { kubernetes: "1.29", containerd: "2.2" } });
    const [row] = casesOf(readResults(sample));
    expect(row).toMatchObject({ classname: "containerd", name: "a@kubernetes-1.29,containerd-2.2" });
    expect(row?.properties.property).toContainEqual({ name: "cell.containerd", value: "2.2" });
  });

  it("counts errors, failures and skips of the whole and of each area", () => {
    const suites = written(sampleResults());
    expect(suites).toMatchObject({
      name: "tkglab",
      tests: "5",
      failures: "1",
      errors: "1",
      skipped: "2",
      time: "556.480",
    });
    expect(suites.testsuite).toMatchObject([
      { name: "containerd", tests: "1", failures: "0", errors: "0", skipped: "0", time: "148.310" },
      { name: "kapp-controller", tests: "1", failures: "1", errors: "0", skipped: "0", time: "92.480" },
      { name: "tkg", tests: "1", failures: "0", errors: "1", skipped: "0", time: "251.020" },
      { name: "supervisor", tests: "1", failures: "0", errors: "0", skipped: "1", time: "0.000" },
      { name: "source-to-url", tests: "1", failures: "0", errors: "0", skipped: "1", time: "0.000" },
    ]);
  });

  it("puts the scenarios of one area into one suite", () => {
    const sample = sampleResults();
    for (const scenario of sample.scenarios) scenario.id = scenario.id.replace(/^[^/]+/, "containerd");
    expect(written(sample).testsuite).toMatchObject([
      { name: "containerd", tests: "5", failures: "1", errors: "1" },
    ]);
  });

  it("names a scenario by area and name, with seconds, seed, product and versions", () => {
    const [passed] = casesOf(sampleResults());
    expect(passed).toMatchObject({ classname: "containerd", name: "photon-node-by-ssh", time: "148.310" });
    expect(passed).not.toHaveProperty("failure");
    expect(passed?.properties.property).toEqual([
      { name: "title", value: "A Photon node trusts Harbor after its CA is registered over SSH" },
      { name: "seed", value: "003" },
      { name: "product", value: "vSphere with Tanzu" },
      { name: "version.Kubernetes", value: "v1.34.2" },
      {
        name: "version.node image (photon)",
        value: "photon-3f9c1e sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      },
      { name: "version.containerd", value: "v2.2.0" },
      {
        name: "version.distribution",
        value: "v3.0.0 sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      },
    ]);
  });

  it("says failed, broken, skipped and not run each in its own way", () => {
    const [, failed, broken, skipped, notRun] = casesOf(sampleResults());
    expect(failed?.failure).toEqual({
      type: "check",
      message:
        "PackageRepository tkglab/sample status.friendlyDescription: expected /^Reconcile succeeded/; " +
        'actual "Reconcile failed: Fetching resources: Error (see .status.usefulErrorMessage for details)"',
      "#text": [
        "PackageRepository tkglab/sample status.friendlyDescription: expected /^Reconcile succeeded/; " +
          'actual "Reconcile failed: Fetching resources: Error (see .status.usefulErrorMessage for details)"',
        "what to do: kubectl logs -n kapp-controller deploy/kapp-controller -c kapp-controller",
        "evidence: kapp-controller log: kapp-controller/ca-in-config/kapp-controller.log",
        "evidence: certificate chain that the registry served: kapp-controller/ca-in-config/served chain.pem",
      ].join("\n"),
    });
    expect(failed).not.toHaveProperty("error");
    expect(broken?.error).toMatchObject({ type: "timeout" });
    expect(broken).not.toHaveProperty("failure");
    expect(skipped?.skipped).toEqual({ message: "needs 4 CPUs; this host has 2" });
    expect(notRun?.skipped).toEqual({ message: "not run: the run stopped at the first failure (--bail)" });
  });

  it("uses a step's error where the scenario has none, and says so where nobody has one", () => {
    const sample = sampleResults();
    for (const scenario of sample.scenarios) delete scenario.error;
    expect(casesOf(sample)[2]?.error).toMatchObject({ type: "timeout" });
    for (const scenario of sample.scenarios) scenario.steps = [];
    expect(casesOf(sample)[2]?.error).toEqual({ type: "broken", message: "no error was recorded" });
  });

  it("survives hostile text", () => {
    const sample = sampleResults();
    const hostile = `\u001b[31m]]> "quoted" <b>&amp; 'x' & \u0000\u0008\ud800 증명서 😀\u001b[0m`;
    const plain = `]]> "quoted" <b>&amp; 'x' &  증명서 😀`;
    for (const scenario of sample.scenarios) {
      scenario.title = hostile;
      scenario.product = "true";
      scenario.reason = hostile;
      if (scenario.error !== undefined)
        scenario.error = { code: hostile, message: `${hostile}\nsecond line`, stack: hostile };
    }
    const [, failed, , skipped] = casesOf(readResults(sample));
    expect(failed?.failure?.message).toBe(plain);
    expect(failed?.failure?.type).toBe(plain);
    expect(failed?.failure?.["#text"]?.split("\n").slice(0, 2)).toEqual([plain, "second line"]);
    expect(failed?.properties.property.slice(0, 3)).toEqual([
      { name: "title", value: plain },
      { name: "seed", value: "000" },
      { name: "product", value: "true" },
    ]);
    expect(skipped?.skipped).toEqual({ message: plain });
  });

  it("is well formed without any scenario", () => {
    const empty = { ...sampleResults(), scenarios: [] };
    expect(written(empty)).toMatchObject({ tests: "0", failures: "0", errors: "0", skipped: "0" });
  });
});
