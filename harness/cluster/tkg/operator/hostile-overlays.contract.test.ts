import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../core/budgets.ts";
import { ytt } from "../../../tools/ytt/ytt.ts";
import { type Operator, operatorUnderTest, testImages, yttBinary } from "./operator-under-test.ts";
import { renderInput } from "./render-cluster.ts";

const soon: Budget = { name: "soon", limit: 1_000, every: 250 };
const hint = expect.stringMatching(/^an overlay counts or calls itself without end/) as string;

/** Renders with a time that a test has. */
function renderSoon({ home, config }: Operator): Promise<string> {
  const options = { binary: yttBinary(), doing: "Rendering the cluster cheetah", budget: soon };
  return ytt(renderInput(home, config, testImages), options);
}

/** A function in Starlark, as ytt has it in comments, and a document that calls it. */
function calling(...lines: readonly string[]): string {
  return `${["def f():", ...lines.map((line) => `  ${line}`), "end"].map((line) => `#@ ${line}\n`).join("")}---\na: #@ f()\n`;
}

/** Each level holds the one before nine times. */
function yamlBomb(): string {
  const names = Array.from("abcdefghij");
  const levels = names.map((name, at) => {
    const item = at === 0 ? "lol" : `*${names[at - 1] ?? ""}`;
    return `${name}: &${name} [${Array<string>(9).fill(item).join(", ")}]\n`;
  });
  return `---\n${levels.join("")}`;
}

describe("an overlay that never ends", () => {
  it.each([
    ["counts", calling("x = 0", "while True:", "  x = x + 1", "end")],
    ["is YAML whose anchors multiply", yamlBomb()],
    ["is YAML of a hundred thousand lists in each other", `---\na: ${"[".repeat(100_000)}\n`],
  ])("is ended, and said to be: it %s", async (_what, text) => {
    await using operator = await operatorUnderTest();
    await operator.customize("overlay.yaml", text);
    await expect(renderSoon(operator)).rejects.toMatchObject({
      code: "bad-input",
      message: "Rendering the cluster cheetah: ytt has not ended within 1 s (budget soon)",
      hint,
    });
  });
});

describe("an overlay that wants all memory", () => {
  it.each([
    ["calls itself", "#@ def f(n):\n#@   return f(n + 1)\n#@ end\n---\na: #@ f(1)\n"],
    ["doubles a text", calling('x = "abcdefgh"', "for i in range(60):", "  x = x + x", "end")],
  ])("does not get it: it %s", async (_what, text) => {
    await using operator = await operatorUnderTest();
    await operator.customize("overlay.yaml", text);
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: "Rendering the cluster cheetah: ytt wants more than 1024 MiB of memory",
      hint,
    });
  });

  it("nor may it print without end", async () => {
    await using operator = await operatorUnderTest();
    await operator.customize(
      "overlay.yaml",
      calling("for i in range(1000000):", '  print("x" * 1000)', "end"),
    );
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Rendering the cluster cheetah: Running prlimit .*: ended by us: it says too much; it last said: … x{1,500}/,
      ) as string,
      hint,
    });
  });

  it("nor give more than a cluster is made of", async () => {
    await using operator = await operatorUnderTest();
    await operator.customize("overlay.yaml", '---\na: #@ "abcdefgh" * 600000\n');
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: "Rendering the cluster cheetah: ytt has printed more than 4 MiB",
    });
  });
});

describe("an overlay that reads what is not its own", () => {
  const data = '#@ load("@ytt:data", "data")\n---\n';
  it.each([
    [`${data}a: #@ data.read("/etc/passwd")\n`, "data.read: Expected to find file 'etc/passwd'"],
    [
      `${data}a: #@ data.read("../../../../../../../../etc/passwd")\n`,
      "data.read: Expected to find file '../",
    ],
    [
      `${data}a: #@ data.read("harbor-ca.pem/../../../../clusterconfigs/cheetah.yaml")\n`,
      "data.read: Expected",
    ],
    ['#@ load("/etc/passwd", "root")\n---\n', "cannot load /etc/passwd: Expected to find file 'etc/passwd'"],
    [
      '#@ load("@ytt:library", "library")\n--- #@ library.get("../../../etc").eval()\n',
      "library.get: Could not find private library",
    ],
  ])("gets nothing: %j", async (text, words) => {
    await using operator = await operatorUnderTest();
    await operator.customize("overlay.yaml", text);
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(`Rendering the cluster cheetah: ytt: - ${words}`) as string,
    });
  });

  it("gets nothing by a link, not even one within the folder: ytt reads none", async () => {
    await using operator = await operatorUnderTest();
    await operator.customize("real.pem", "x");
    await symlink("real.pem", join(operator.home.customizations, "harbor-ca.pem"));
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("symlinks are disallowed as a security feature") as string,
      hint: `put a copy of the file in place of the link ${join(operator.home.customizations, "harbor-ca.pem")}`,
    });
  });
});

describe("files that are no overlays", () => {
  it("are no trouble beside one, unless they are called YAML", async () => {
    await using operator = await operatorUnderTest();
    await operator.customize("ca.der", "\u0000\u0001\ufffd");
    const text = await operator.dryRun();
    await operator.customize("ca.yaml", "\u0000\u0001\ufffd");
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("yaml: control characters are not allowed") as string,
      hint: expect.stringContaining("ca.yaml is no YAML: look at its indentation and quotes") as string,
    });
    expect(text).not.toBe("");
  });
});
