import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { ytt, yttArgs } from "./ytt.ts";

const input = { files: ["/t/a.yaml", "/t/ytt"], document: { name: "values.yaml", text: "---\na: 1\n" } };
const options = { binary: "ytt", doing: "Rendering the cluster cheetah" };

describe("yttArgs", () => {
  it("keeps the order of the files, and takes the document from standard input, last", () => {
    expect(yttArgs(input)).toEqual([
      ...["--file", "/t/a.yaml", "--file", "/t/ytt", "--file", "values.yaml=-"],
    ]);
  });
});

describe("ytt", () => {
  it.each(["a: 1\n", "a: |+\n  1\n\n", ""])("gives every byte of %j", async (stdout) => {
    await using _ytt = await fakeProgram("ytt", [{ when: "*", stdout }]);
    expect(await ytt(input, options)).toBe(stdout);
  });

  it("refuses what no cluster is made of", async () => {
    await using _ytt = await fakeProgram("ytt", [{ when: "*", stdout: "x".repeat(4 * 2 ** 20 + 1) }]);
    await expect(ytt(input, options)).rejects.toMatchObject({
      code: "bad-input",
      message: "Rendering the cluster cheetah: ytt has printed more than 4 MiB",
    });
  });

  it("says what ytt said", async () => {
    await using _ytt = await fakeProgram("ytt", [{ when: "*", stderr: "ytt: Error: boom\n", exitCode: 1 }]);
    await expect(ytt(input, options)).rejects.toMatchObject({
      code: "bad-input",
      message: "Rendering the cluster cheetah: ytt: boom",
    });
  });
});
