import { kubectlOk, type KubectlOptions } from "../tools/kubectl/kubectl.ts";

/** Applies rendered manifests with their custom resource definitions. @throws HarnessError what kubectlOk() throws */
export async function installManifests(
  what: string,
  manifests: string,
  options: KubectlOptions,
): Promise<void> {
  await kubectlOk(
    `Installing ${what}`,
    // Server side: custom resource definitions are too large for the annotation of a client-side apply.
    ["apply", "--server-side", "--force-conflicts", "--filename", "-"],
    options,
    manifests,
  );
}
