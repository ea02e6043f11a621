import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { budgets } from "../../core/budgets.ts";
import { packageRoot } from "../../core/package-root.ts";
import { kubectlOk, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { applyObjects, deploymentsReady, listOf } from "./apply.ts";
import { namespaces } from "./names.ts";

/** Folders of rendered manifests, from the catalogue. */
export interface ComponentManifests {
  readonly certManager: string;
  readonly kpack: string;
  readonly sourceController: string;
}

/** Hands all that comes without an order to the cluster: it starts side by side (seed 002). */
export async function applyComponents(folders: ComponentManifests, options: KubectlOptions): Promise<void> {
  const rendered = (folder: string) => join(folder, "manifests.yaml");
  const components = [
    { name: "cert-manager", file: rendered(folders.certManager) },
    { name: "Flux", file: rendered(folders.sourceController) },
    { name: "Traefik", file: join(packageRoot, "fixtures/manifests/traefik/traefik.yaml") },
    { name: "kpack", file: rendered(folders.kpack) },
  ];
  // One after the other: two cores, and the API server is one of those who use them.
  for (const { name, file } of components) await applyObjects(name, await readFile(file, "utf8"), options);
}

/** Waits for those that need nothing of the registry. */
export async function componentsReady(options: KubectlOptions): Promise<void> {
  const { certManager, flux, ingress } = namespaces;
  await Promise.all([certManager, flux, ingress].map((namespace) => deploymentsReady(namespace, options)));
}

/** The images of kpack that run in build Pods, and its lifecycle: names in the registry. */
export interface KpackImages {
  readonly buildInit: string;
  readonly completion: string;
  readonly rebase: string;
  readonly lifecycle: string;
}

/** The ConfigMaps in which kpack looks its own images up. */
export const kpackImageConfigMaps = {
  buildInit: "build-init-image",
  completion: "completion-image",
  rebase: "rebase-image",
  lifecycle: "lifecycle-image",
} as const satisfies Record<keyof KpackImages, string>;

/** On the controller's Pod: it reads where its images are at its start only. */
const imagesAnnotation = "tkglab.test/images";

/** Tells kpack where its own images are; its controller is replaced where they are others than before. */
export async function configureKpackImages(images: KpackImages, options: KubectlOptions): Promise<void> {
  const { kpack: namespace, workloads } = namespaces;
  const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data },
  });
  const account = { "serviceAccountRef.name": "default", "serviceAccountRef.namespace": workloads };
  const items = [
    configMap(kpackImageConfigMaps.buildInit, { image: images.buildInit }),
    configMap(kpackImageConfigMaps.completion, { image: images.completion }),
    configMap(kpackImageConfigMaps.rebase, { image: images.rebase }),
    // The controller fetches it itself, from a private project.
    configMap(kpackImageConfigMaps.lifecycle, { image: images.lifecycle, ...account }),
  ];
  await applyObjects("the images of kpack", listOf(items), options);
  const key = createHash("sha256").update(Object.values(images).join()).digest("hex").slice(0, 16);
  const template = { metadata: { annotations: { [imagesAnnotation]: key } } };
  await kubectlOk(
    "Telling kpack's controller of its images",
    [
      ...["patch", "deployment/kpack-controller", "--namespace", namespace],
      ...["--patch", JSON.stringify({ spec: { template } })],
    ],
    options,
  );
}

/** Waits until kpack's controller is the one that its Deployment describes. */
export async function kpackControllerRolledOut(options: KubectlOptions): Promise<void> {
  const limit = timeoutArg(budgets.controllersReady);
  const status = ["rollout", "status", "deployment/kpack-controller", "--namespace", namespaces.kpack, limit];
  await kubectlOk("Waiting for kpack's controller", status, options);
}

/** What runs, as seed 002 shows it. */
export function listPods(options: KubectlOptions): Promise<string> {
  return kubectlOk("Listing Pods", ["get", "pod", "--all-namespaces"], options);
}
