import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { packageTree, programFiles, programStart } from "./program-files.ts";

describe("programFiles", () => {
  it("has what a program imports, and what that imports; no types, no tests", () => {
    const { own, packages } = programFiles("page/main");
    const names = [...own.keys()];
    expect(names).toEqual(expect.arrayContaining(["page/main.ts", "page/script-graph.ts", "core/clock.ts"]));
    // Only types come from there.
    expect(names).not.toContain("cluster/supply-chain/chain-objects.ts");
    expect(names.filter((name) => /test|^(?:assets|cli|scenario|tools)\//.test(name))).toEqual([]);
    // Imported when it is needed, by a dynamic import.
    expect([...packages.keys()]).toEqual(expect.arrayContaining(["@kubernetes/client-node", "undici"]));
    expect([...packages.keys()].filter((name) => name.startsWith("@types/"))).toEqual([]);
  });

  it("is started by its main file", () => {
    expect(programStart("page/main")).toBe('import "./harness/page/main.js";\n');
  });

  it("says which program is not there", () => {
    expect(() => programFiles("page/mian")).toThrow(
      /^Looking for the program page\/mian in .*: it is not there$/,
    );
  });
});

describe("packageTree", () => {
  /** Packages by the folder that they lie in: each needs others. */
  async function installed(packages: Readonly<Record<string, Readonly<Record<string, string>>>>) {
    const folder = await temporaryFolder();
    for (const [place, dependencies] of Object.entries(packages)) {
      const path = join(folder.path, "node_modules", place);
      await mkdir(path, { recursive: true });
      await writeFile(join(path, "package.json"), JSON.stringify({ dependencies }));
    }
    return folder;
  }

  it("keeps two versions of a package apart, wherever npm has put them", async () => {
    await using folder = await installed({
      a: { shared: "1", b: "1" },
      "a/node_modules/shared": { deep: "1" },
      b: { shared: "2", "@types/b": "1" },
      shared: {},
      deep: { b: "1" },
    });
    const tree = packageTree(["a", "b"], folder.path);
    const at = (place: string) => join(folder.path, "node_modules", place);
    expect(Object.fromEntries(tree)).toEqual({
      a: at("a"),
      b: at("b"),
      shared: at("a/node_modules/shared"),
      "b/node_modules/shared": at("shared"),
      deep: at("deep"),
    });
  });

  it("says which package is missing, and what to do", async () => {
    await using folder = await installed({ a: { gone: "1" } });
    expect(() => packageTree(["a"], folder.path)).toThrow(
      expect.objectContaining({
        code: "internal",
        message: `Looking for the npm package gone above ${join(folder.path, "node_modules/a")}: it is not there`,
        hint: "npm ci",
      }),
    );
  });
});
