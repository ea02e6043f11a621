import { describe, expect, it } from "vitest";
import { explainYttFailure } from "./errors.ts";

function explain(stderr: string) {
  const result = { command: "ytt --file x", exitCode: 1, stdout: "", stderr, ms: 1 };
  return explainYttFailure("Rendering the cluster cheetah", result, 1024);
}

const unmatched = `Overlaying (in following order: 01_plans/dev.yaml, 03_customizations/custom-ca.yaml):
  Document on line 03_customizations/custom-ca.yaml:51:
    Expected number of matched nodes to be >= 1, but was 0`;

const unread = `- data.read: Expected to find file 'harbor-ca.pem' (hint: only files included via -f flag are available)
    in <toplevel>
      03_customizations/custom-ca.yaml:9 | #@ ca = data.read("harbor-ca.pem")`;

describe("explainYttFailure", () => {
  it.each([
    [
      unmatched,
      "the overlay at 03_customizations/custom-ca.yaml:51 looks for what is not there, or not that often: compare with a dry run without it",
    ],
    [unread, "put harbor-ca.pem into the folder of the file that reads it"],
    [
      "Unmarshaling YAML template 'file p/03_customizations/bad.yaml': yaml: line 1: did not find expected ','",
      "p/03_customizations/bad.yaml is no YAML: look at its indentation and quotes",
    ],
    [
      "- struct has no .NOPE field or method\n    in <toplevel>\n      03_customizations/x.yaml:3 | a: #@ data.values.NOPE",
      "no data value is called NOPE: see config_default.yaml",
    ],
    [
      "Listing files '/p/ytt':\n  Checking symlink file '/p/ytt/a.yaml':\n    Expected symlink file to be allowed",
      "put a copy of the file in place of the link /p/ytt/a.yaml",
    ],
    ["- undefined: data\n    03_customizations/x.yaml:2 | a: #@ data.values.X", undefined],
  ])("keeps ytt's own words: %j", (reason, hint) => {
    expect(explain(`ytt: Error: \n${reason}\n`)).toMatchObject({
      code: "bad-input",
      message: `Rendering the cluster cheetah: ytt: ${reason}`,
      hint,
    });
  });

  it.each([
    "runtime: out of memory: cannot allocate 268435456-byte block (272334848 in use)\nfatal error: out of memory\n\ngoroutine 1",
    "fatal error: runtime: cannot allocate memory\n\nruntime stack:\n",
    "fatal error: out of memory allocating heap arena metadata\n",
    "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n",
  ])("knows a ytt that gets no more memory: %j", (stderr) => {
    expect(explain(stderr)).toMatchObject({
      code: "bad-input",
      message: "Rendering the cluster cheetah: ytt wants more than 1024 MiB of memory",
      hint: "an overlay counts or calls itself without end, or its YAML multiplies by anchors: take files out of 03_customizations until ytt ends",
    });
  });

  it("does not blame the operator for a ytt that breaks", () => {
    expect(explain("panic: runtime error\n")).toMatchObject({
      code: "tool-failed",
      message: "Rendering the cluster cheetah: ytt --file x ended with exit code 1: panic: runtime error",
    });
  });
});
