import { chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { operatorKubeconfig } from "../../../cluster/supervisor/operator-kubeconfig.ts";
import type { Supervisor } from "../../../cluster/supervisor/supervisor.ts";
import { tkcFile } from "../../../cluster/supervisor/tkc-manifest.ts";
import { tksManifest } from "../../../cluster/supervisor/tks-manifest.ts";
import { jumpboxFile } from "../../../procedures/supervisor/jumpbox-manifest.ts";
import {
  registrationScript,
  registrationSettings,
  registrationSettingsFile,
} from "../../../procedures/supervisor/registration-script.ts";
import { nginxFile, nginxManifest } from "../../../workloads/nginx.ts";
import { site } from "./site.ts";

export interface SupervisorFilesInput {
  /** Where they go; it is made. */
  readonly folder: string;
  readonly supervisor: Pick<Supervisor, "kubeconfig" | "address" | "administrator">;
  readonly harbor: { readonly caPem: string };
  /** nginx in Harbor's private project. */
  readonly image: string;
}

/** The files that an operator has at hand in the seeds, under their names there. Gives what KUBECONFIG is to be. */
export async function writeSupervisorFiles(input: SupervisorFilesInput): Promise<string> {
  const { folder, supervisor, harbor, image } = input;
  const at = (name: string) => join(folder, name);
  await mkdir(folder, { mode: 0o700 });
  const data = Buffer.from(harbor.caPem).toString("base64");
  const kubeconfig = operatorKubeconfig({
    kind: await readFile(supervisor.kubeconfig, "utf8"),
    address: supervisor.address,
    namespaces: site.namespaces,
    clusters: site.clusters.map(({ name }) => name),
  });
  await Promise.all([
    ...site.clusters.map((cluster) => writeFile(at(`${cluster.name}.yaml`), tkcFile(cluster))),
    writeFile(at("tks.yaml"), tksManifest([{ name: "harbor-ca", data }])),
    writeFile(at(nginxFile), await nginxManifest(image)),
    copyFile(jumpboxFile, at("jumpbox-ubuntu.yaml")),
    copyFile(registrationScript, at("register-registry.sh")).then(() =>
      chmod(at("register-registry.sh"), 0o755),
    ),
    writeFile(at(registrationSettingsFile), registrationSettings(supervisor), { mode: 0o600 }),
    writeFile(at("administrator-password"), supervisor.administrator.password.reveal(), { mode: 0o600 }),
    writeFile(at("config"), kubeconfig, { mode: 0o600 }),
  ]);
  // kubectl passes over those that are not there yet.
  return ["config", ...site.clusters.map(({ name }) => `${name}-kubeconfig`)].map(at).join(":");
}
