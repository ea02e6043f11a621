import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../core/errors.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

export interface OfferPackageInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** The folder with package.yaml and package-metadata.yaml. */
  readonly manifests: string;
  /** Where the bundle is now: `<registry host>/library/cartographer-bundle`. */
  readonly repository: string;
  readonly namespace: string;
}

/**
 * Names the relocated bundle in package.yaml and applies it with its metadata: `sed`, then `kubectl apply -f package.yaml
 * -f package-metadata.yaml` (seed 000). The namespace is made where it is missing. Gives kubectl's words.
 * @throws HarnessError what relocated() and kubectlOk() throw
 */
export async function offerPackage(input: OfferPackageInput): Promise<string> {
  const { cluster, manifests, repository, namespace } = input;
  const [packages, metadata] = await Promise.all([
    readFile(join(manifests, "package.yaml"), "utf8"),
    readFile(join(manifests, "package-metadata.yaml"), "utf8"),
  ]);
  const offered = relocated(packages, repository);
  await kubectlOk(
    `Creating namespace ${namespace}`,
    ["apply", "--filename", "-"],
    cluster.kubectl,
    JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }),
  );
  return kubectlOk(
    `Offering the package of ${repository}`,
    ["apply", "--namespace", namespace, "--filename", "-"],
    cluster.kubectl,
    `${offered}\n---\n${metadata}`,
  );
}

/**
 * The same package with its bundle taken from another repository; the digest stays.
 * @throws HarnessError `bad-input` when it names no bundle by digest
 */
export function relocated(packageYaml: string, repository: string): string {
  const image = /(\bimage: )[^\s@]+(@sha256:[0-9a-f]{64})/g;
  if (packageYaml.search(image) === -1) {
    throw new HarnessError({
      code: "bad-input",
      message: `Naming ${repository} in package.yaml: it holds no image with a digest`,
    });
  }
  return packageYaml.replaceAll(image, `$1${repository}$2`);
}
