import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dependencyRoot, packageRoot } from "./package-root.ts";

describe("packageRoot", () => {
  it("is the folder of the package called tkglab, with its fixtures", () => {
    expect(JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"))).toMatchObject({
      name: "tkglab",
    });
    expect(existsSync(join(packageRoot, "fixtures/modules"))).toBe(true);
  });
});

describe("dependencyRoot", () => {
  it.each(["hono", "@kubernetes/client-node"])("is the folder of %s", (name) => {
    expect(JSON.parse(readFileSync(join(dependencyRoot(name), "package.json"), "utf8"))).toMatchObject({
      name,
    });
  });

  it("says what is missing and what to do where a package is not installed", () => {
    expect(() => dependencyRoot("no-such-package")).toThrow(
      expect.objectContaining({
        code: "internal",
        message: `Looking for node_modules/no-such-package above ${packageRoot}: it is not there`,
        hint: "npm ci",
      }),
    );
  });
});
