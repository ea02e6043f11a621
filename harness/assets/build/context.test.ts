import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { filesBelow } from "../sources.ts";
import { assembleContext } from "./context.ts";

describe("assembleContext", () => {
  it("puts the Dockerfile's folder down first and every entry over it", async () => {
    await using folder = await temporaryFolder();
    const place = (name: string) => join(folder.path, name);
    await mkdir(place("package/sub"), { recursive: true });
    await mkdir(place("asset"));
    await mkdir(place("context"));
    await writeFile(place("package/main.ts"), "main");
    await writeFile(place("package/sub/main.test.ts"), "a test");
    await writeFile(place("asset/tool"), "tool", { mode: 0o755 });
    await writeFile(place("asset/record.json"), "{}");
    await assembleContext(
      place("context"),
      "static-binary",
      [
        { from: "package", path: relative(packageRoot, place("package")), to: "api" },
        { from: "asset", asset: "tools", path: ".", to: "bin" },
        { from: "asset", asset: "tools", path: "tool", to: "deep/er/binary" },
        { from: "text", text: "v1\n", to: "files/etc/version" },
      ],
      (asset) => place(asset === "tools" ? "asset" : "unknown"),
    );
    const files = (await filesBelow(place("context"))).map(({ name }) => name);
    expect(files).toEqual(["Dockerfile", "api/main.ts", "bin/tool", "deep/er/binary", "files/etc/version"]);
    expect(await readFile(place("context/files/etc/version"), "utf8")).toBe("v1\n");
    expect(await readFile(place("context/deep/er/binary"), "utf8")).toBe("tool");
  });
});
