import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import { systemNamespace } from "../../supervisor/api/names.ts";
import type { LabSettings } from "../../supervisor/objects/lab-settings.ts";
import type { Administrator } from "./supervisor.ts";

const fixtures = join(packageRoot, "fixtures/manifests/supervisor");

/** What makes a management cluster a Supervisor: the API, its controller, and what that one reads. It holds a password. */
export async function supervisorManifests(
  lab: LabSettings,
  { user, password }: Administrator,
): Promise<string> {
  const [crds, controller] = await Promise.all([
    readFile(join(fixtures, "crds.yaml"), "utf8"),
    readFile(join(fixtures, "controller.yaml"), "utf8"),
  ]);
  const metadata = (name: string) => ({ name, namespace: systemNamespace });
  const objects = [
    {
      ...{ apiVersion: "v1", kind: "ConfigMap", metadata: metadata("tkg-controller") },
      data: { "lab.json": JSON.stringify(lab) },
    },
    {
      ...{ apiVersion: "v1", kind: "Secret", metadata: metadata("tkg-accounts") },
      stringData: { "accounts.json": JSON.stringify({ [user]: password.reveal() }) },
    },
  ];
  // The namespace comes first in the controller's own manifests.
  return [crds, controller, ...objects.map((object) => `${JSON.stringify(object)}\n`)].join("---\n");
}

/** The TkgServiceConfiguration that a Supervisor begins with. */
export function firstConfiguration(): Promise<string> {
  return readFile(join(fixtures, "configuration.yaml"), "utf8");
}
