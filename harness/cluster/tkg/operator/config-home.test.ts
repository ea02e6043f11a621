import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../core/package-root.ts";
import { temporaryFolder } from "../../../core/temporary-folder.ts";
import {
  addCustomCa,
  addCustomizations,
  addNodesOnlyCa,
  createConfigHome,
  openConfigHome,
} from "./config-home.ts";

const ofFixtures = (path: string) => readFile(join(packageRoot, "fixtures/ytt", path), "utf8");

describe("createConfigHome", () => {
  it.each([
    ["1.3", ".tanzu/tkg"],
    ["1.4", ".config/tanzu/tkg"],
    ["1.10", ".config/tanzu/tkg"],
  ] as const)("is, for TKG %s, %s with the tree of the providers", async (version, root) => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version });
    expect(home).toEqual({
      root: join(dir.path, root),
      providers: join(dir.path, root, "providers"),
      customizations: join(dir.path, root, "providers/ytt/03_customizations"),
      clusterConfigs: join(dir.path, root, "clusterconfigs"),
    });
    expect(await readdir(dir.path)).toEqual([root.split("/")[0]]);
    expect(await readdir(home.clusterConfigs)).toEqual([]);
    expect(await readdir(home.customizations)).toEqual(["README.md"]);
    const template = "infrastructure-docker/v1.3.8/ytt/base-template.yaml";
    expect(await readFile(join(home.providers, template), "utf8")).toBe(
      await ofFixtures(`providers/${template}`),
    );
  });

  it("is never in your own home folder", async () => {
    await expect(createConfigHome({ dir: `${homedir()}/`, version: "1.4" })).rejects.toMatchObject({
      code: "internal",
      message: `Making a TKG configuration folder in ${homedir()}/: it is your own home folder`,
    });
  });
});

describe("openConfigHome", () => {
  it("leaves what the operator has written", async () => {
    await using dir = await temporaryFolder();
    const place = { dir: dir.path, version: "1.4" } as const;
    expect(openConfigHome(place)).toBeUndefined();
    const home = await createConfigHome(place);
    const edited = join(home.providers, "config_default.yaml");
    await writeFile(edited, "# mine\n");
    expect(openConfigHome(place)).toEqual(home);
    expect(await readFile(edited, "utf8")).toBe("# mine\n");
    expect(openConfigHome({ ...place, version: "1.3" })).toBeUndefined();
  });
});

describe("addCustomizations", () => {
  it("takes every file, behind links within the folder and in folders too", async () => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    const mine = join(dir.path, "mine");
    await mkdir(join(mine, "more"), { recursive: true });
    await writeFile(join(mine, "b.yaml"), "b: 1\n");
    await writeFile(join(mine, "more", "c.pem"), "c\n");
    await writeFile(join(mine, "more", "elsewhere"), "a\n");
    await symlink(join("more", "elsewhere"), join(mine, "a.pem"));
    expect(await addCustomizations(home, mine)).toEqual(["a.pem", "b.yaml", "more"]);
    const taken = (name: string) => readFile(join(home.customizations, name), "utf8");
    expect([await taken("a.pem"), await taken("b.yaml"), await taken("more/c.pem")]).toEqual([
      ...["a\n", "b: 1\n", "c\n"],
    ]);
  });

  it("takes nothing from outside of the folder", async () => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    const mine = join(dir.path, "mine");
    await mkdir(mine);
    await writeFile(join(mine, "a.yaml"), "a: 1\n");
    await symlink("/etc/passwd", join(mine, "z.pem"));
    await expect(addCustomizations(home, mine)).rejects.toMatchObject({
      code: "usage",
      message: `Taking customizations from ${mine}: z.pem is a link that leads out of the folder, to /etc/passwd`,
      hint: "put a copy of the file in place of z.pem",
    });
    expect(await readdir(home.customizations)).toEqual(["README.md"]);
  });

  it.each([
    ["missing", "it is no folder"],
    ["file", "it is no folder"],
    ["empty", "it is empty"],
    ["folders", "it is empty"],
  ])("says of one that is %s: %s", async (name, reason) => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    await writeFile(join(dir.path, "file"), "");
    await mkdir(join(dir.path, "empty"));
    await mkdir(join(dir.path, "folders/in/folders"), { recursive: true });
    const folder = join(dir.path, name);
    await expect(addCustomizations(home, folder)).rejects.toMatchObject({
      code: "usage",
      message: `Taking customizations from ${folder}: ${reason}`,
      hint: "put custom-ca.yaml and what it reads into it",
    });
  });
});

describe("addCustomCa", () => {
  it.each(["photon", "ubuntu"] as const)("puts the overlay for %s beside the CA", async (os) => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    await addCustomCa(home, os, "a CA\n");
    expect(await readFile(join(home.customizations, "custom-ca.yaml"), "utf8")).toBe(
      await ofFixtures(`overlays/${os}/custom-ca.yaml`),
    );
    expect(await readFile(join(home.customizations, "harbor-ca.pem"), "utf8")).toBe("a CA\n");
  });

  it("leaves the CA out where the operator forgets it", async () => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    await addCustomCa(home, "photon", undefined);
    expect(await readdir(home.customizations)).toEqual(["README.md", "custom-ca.yaml"]);
  });
});

describe("addNodesOnlyCa", () => {
  it("puts the shorter overlay beside the CA, until the whole one takes its place", async () => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    const overlay = () => readFile(join(home.customizations, "custom-ca.yaml"), "utf8");
    await addNodesOnlyCa(home, "a CA\n");
    expect(await overlay()).toBe(await ofFixtures("overlays/photon/nodes-only.yaml"));
    expect(await readFile(join(home.customizations, "harbor-ca.pem"), "utf8")).toBe("a CA\n");
    await addCustomCa(home, "photon", "a CA\n");
    expect(await overlay()).toBe(await ofFixtures("overlays/photon/custom-ca.yaml"));
    expect((await readdir(home.customizations)).toSorted()).toEqual([
      ...["README.md", "custom-ca.yaml", "harbor-ca.pem"],
    ]);
  });
});
