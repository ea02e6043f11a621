import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { discoverScenarios } from "./discover.ts";

const definition = join(import.meta.dirname, "definition.ts");

/** A scenario file with an id, as one writes it. */
function scenarioFile(id: string): string {
  const header = { id, title: id, seed: "003", product: "TKG", tags: [], differs: [], uses: [] };
  return `import { Scenario } from ${JSON.stringify(definition)};\nexport default new Scenario(${JSON.stringify(header)});\n`;
}

async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), text);
  }
  return folder;
}

const messages = (unreadable: readonly { readonly error: Error }[]) =>
  unreadable.map(({ error }) => error.message);

describe("discoverScenarios", () => {
  it("finds every scenario below a folder, by id, and nothing else", async () => {
    await using folder = await folderWith({
      "z/deep/er/a.scenario.ts": scenarioFile("a/z"),
      "a.scenario.ts": scenarioFile("b/Upper"),
      "b/c.scenario.js": scenarioFile("b/c"),
      "b/helper.ts": "throw new Error('nobody imports this')",
      "b/c.test.ts": "throw new Error('nobody imports this')",
    });
    const { found, unreadable } = await discoverScenarios(folder.path);
    expect(unreadable).toEqual([]);
    expect(found.map(({ file, scenario }) => [scenario.header.id, file])).toEqual([
      ["a/z", join(folder.path, "z/deep/er/a.scenario.ts")],
      // By code unit, so that shards on machines of any language split alike.
      ["b/Upper", join(folder.path, "a.scenario.ts")],
      ["b/c", join(folder.path, "b/c.scenario.js")],
    ]);
  });

  it("names a file that throws, and reads the others", async () => {
    await using folder = await folderWith({
      "good.scenario.ts": scenarioFile("a/good"),
      "bad.scenario.ts": "throw new Error('no such module');\nexport {};\n",
    });
    const { found, unreadable } = await discoverScenarios(folder.path);
    const file = join(folder.path, "bad.scenario.ts");
    expect(found.map(({ scenario }) => scenario.header.id)).toEqual(["a/good"]);
    expect(unreadable).toMatchObject([
      {
        file,
        error: {
          code: "internal",
          message: `Reading ${file}: it throws when it is imported: no such module`,
          hint: `node ${file}`,
        },
      },
    ]);
  });

  it.each([
    ["has no default export", "export const scenario = 1;\n"],
    ["exports something else", "export default { header: { id: 'a/b' }, steps: [] };\n"],
  ])("names a file that %s", async (_what, text) => {
    await using folder = await folderWith({ "bad.scenario.ts": text });
    const { found, unreadable } = await discoverScenarios(folder.path);
    expect(found).toEqual([]);
    expect(messages(unreadable)).toEqual([
      `Reading ${join(folder.path, "bad.scenario.ts")}: its default export is no scenario()`,
    ]);
  });

  it("names a file whose id another one has, the later by its path", async () => {
    await using folder = await folderWith({
      "b.scenario.ts": scenarioFile("a/same"),
      "a.scenario.ts": scenarioFile("a/same"),
      "c.scenario.ts": scenarioFile("a/other"),
    });
    const { found, unreadable } = await discoverScenarios(folder.path);
    expect(messages(unreadable)).toEqual([
      `Reading ${join(folder.path, "b.scenario.ts")}: its id a/same is that of ${join(folder.path, "a.scenario.ts")} too`,
    ]);
    expect(found.map(({ file }) => file)).toEqual([
      join(folder.path, "c.scenario.ts"),
      join(folder.path, "a.scenario.ts"),
    ]);
  });

  it("finds nothing where there is nothing", async () => {
    await using folder = await temporaryFolder();
    expect(await discoverScenarios(folder.path)).toEqual({ found: [], unreadable: [] });
  });
});
