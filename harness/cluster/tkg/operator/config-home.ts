import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { HarnessError } from "../../../core/errors.ts";
import { packageRoot } from "../../../core/package-root.ts";
import type { NodeSystem } from "../../node.ts";
import { checkFolder } from "./check-folder.ts";

/** A version of TKG 1.x, as operators name it: `1.3`, `1.4`. */
export type TkgVersion = `1.${number}`;

/** The folder that TKG keeps on an operator's machine, made for a run. */
export interface ConfigHome {
  readonly root: string;
  /** The templates of clusters. */
  readonly providers: string;
  /** Where the operator's own overlays go. */
  readonly customizations: string;
  /** Where the operator's cluster configurations go: `<cluster>.yaml`. */
  readonly clusterConfigs: string;
}

export interface CreateConfigHomeInput {
  /** Stands in for the operator's home folder; it belongs to the run. */
  readonly dir: string;
  readonly version: TkgVersion;
}

/** The file names of seed 000. */
export const customCaFiles = { overlay: "custom-ca.yaml", pem: "harbor-ca.pem" } as const;

/**
 * Makes a TKG configuration folder as `tanzu` does at its first start: `.config/tanzu/tkg`, before TKG 1.4
 * `.tanzu/tkg`.
 * @throws HarnessError `internal` when it would be the home folder of whoever runs this.
 */
export async function createConfigHome({ dir, version }: CreateConfigHomeInput): Promise<ConfigHome> {
  if (resolve(dir) === resolve(homedir())) {
    throw new HarnessError({
      code: "internal",
      message: `Making a TKG configuration folder in ${dir}: it is your own home folder`,
      hint: "give it a folder of the run",
    });
  }
  const home = configHomeIn({ dir, version });
  await cp(join(packageRoot, "fixtures/ytt/providers"), home.providers, { recursive: true });
  await mkdir(home.clusterConfigs, { recursive: true });
  return home;
}

/** The TKG configuration folder that is there, as the operator has left it; undefined when there is none. */
export function openConfigHome(input: CreateConfigHomeInput): ConfigHome | undefined {
  const home = configHomeIn(input);
  return existsSync(home.providers) ? home : undefined;
}

/**
 * What lies in an operator's folder of customizations.
 * @throws HarnessError `usage` when the folder is not there, holds nothing, or what checkFolder() refuses.
 */
export async function customizationsIn(folder: string): Promise<readonly string[]> {
  const doing = `Taking customizations from ${folder}`;
  const hint = `put ${customCaFiles.overlay} and what it reads into it`;
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new HarnessError({ code: "usage", message: `${doing}: it is no folder`, hint, cause });
  });
  const problem = await checkFolder(folder);
  if (problem !== undefined) {
    throw new HarnessError({ ...problem, code: "usage", message: `${doing}: ${problem.message}` });
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.every((entry) => entry.isDirectory())) {
    throw new HarnessError({ code: "usage", message: `${doing}: it is empty`, hint });
  }
  return names.toSorted();
}

/**
 * Copies everything of an operator's folder into the customizations (`--customizations`), and says what.
 * @throws HarnessError `usage` as customizationsIn() does
 */
export async function addCustomizations(home: ConfigHome, folder: string): Promise<readonly string[]> {
  const names = await customizationsIn(folder);
  // ytt reads no links.
  await cp(folder, home.customizations, { recursive: true, dereference: true });
  return names;
}

/** Puts the overlay of seed 000 for an operating system in place, and the CA unless the operator forgets it. */
export async function addCustomCa(
  home: ConfigHome,
  os: NodeSystem,
  caPem: string | undefined,
): Promise<void> {
  const overlay = await readFile(join(packageRoot, "fixtures/ytt/overlays", os, customCaFiles.overlay));
  await writeFile(join(home.customizations, customCaFiles.overlay), overlay);
  if (caPem !== undefined) await putCa(home, caPem);
}

/**
 * Puts the overlay in place that stops where the documentation of TKG does: nodes trust the CA, kapp-controller does
 * not. For Photon; under the same name, so that the whole overlay takes its place.
 */
export async function addNodesOnlyCa(home: ConfigHome, caPem: string): Promise<void> {
  const overlay = await readFile(join(packageRoot, "fixtures/ytt/overlays/photon/nodes-only.yaml"));
  await writeFile(join(home.customizations, customCaFiles.overlay), overlay);
  await putCa(home, caPem);
}

/** Puts the CA where overlays read it, in place of one that may be there. */
export async function putCa(home: ConfigHome, caPem: string): Promise<void> {
  await writeFile(join(home.customizations, customCaFiles.pem), caPem);
}

function configHomeIn({ dir, version }: CreateConfigHomeInput): ConfigHome {
  const minor = Number(version.slice("1.".length));
  const root = join(dir, ...(minor < 4 ? [".tanzu"] : [".config", "tanzu"]), "tkg");
  const providers = join(root, "providers");
  return {
    root,
    providers,
    customizations: join(providers, "ytt", "03_customizations"),
    clusterConfigs: join(root, "clusterconfigs"),
  };
}
