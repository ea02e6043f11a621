import type { Toolbox } from "../../cluster/index.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { logIn } from "../images/log-in.ts";
import { trustRegistry } from "../images/trust-registry.ts";
import { appImage } from "./app-image.ts";

/** The label with which the lifecycle says what it has exported. */
const label = "io.buildpacks.lifecycle.metadata";

/** The configuration of an image, as far as it is looked at. */
interface ImageConfig {
  readonly config?: { readonly Labels?: Readonly<Record<string, string>> };
  readonly rootfs?: { readonly diff_ids?: readonly string[] };
}

export interface BillOfMaterialsInput {
  readonly platform: {
    readonly kubectl: KubectlOptions;
    readonly harbor: HarborEndpoint;
    readonly jumpbox: Toolbox;
  };
  readonly name: string;
}

/**
 * What an application's image says of itself: the layer that its label names as bill of materials, as the registry has it,
 * and the package URLs in there, as its own container finds them. Fails when the label is missing or names no layer.
 */
export async function billOfMaterials({ platform, name }: BillOfMaterialsInput): Promise<Attempt> {
  const { jumpbox, harbor, kubectl: options } = platform;
  const image = await appImage({ cluster: { kubectl: options }, name });
  const [authFile, trustDir] = await Promise.all([
    logIn(jumpbox, harbor, "/root/.config/tkglab/auth.json"),
    trustRegistry(jumpbox, harbor),
  ]);
  const config = await jumpbox.runOk(`Reading the configuration of ${image}`, [
    ...["skopeo", "inspect", "--config", "--cert-dir", trustDir, "--authfile", authFile, `docker://${image}`],
  ]);
  const command = `skopeo inspect --config docker://${image}`;
  const layer = layerNamed(JSON.parse(config) as ImageConfig); // as: skopeo prints one
  if (layer === undefined) return { command, succeeded: false, text: `${label} names no layer with it` };
  const exec = [
    ...["exec", `deployment/${name}`, "--namespace", namespaces.workloads, "--"],
    ...["sh", "-c", "cat /layers/sbom/launch/*/sbom.cdx.json"],
  ];
  const said = attemptOf(`kubectl ${exec.join(" ")}`, await kubectl(exec, options));
  if (!said.succeeded) return said;
  return { command, succeeded: true, text: [`${label}: sbom ${layer}`, ...partsIn(said.text)].join("\n") };
}

/** The layer that the label names, if the image has it; by the digest of what it holds. */
export function layerNamed({ config, rootfs }: ImageConfig): string | undefined {
  const text = config?.Labels?.[label];
  if (text === undefined) return undefined;
  // as: the lifecycle writes it.
  const { sbom } = JSON.parse(text) as { readonly sbom?: { readonly sha?: string } };
  return rootfs?.diff_ids?.find((id) => id === sbom?.sha);
}

/** The package URLs of a CycloneDX document. @throws HarnessError `check` when it is none */
export function partsIn(document: string): string[] {
  // as: an object of this format has these; anything else shows by having no format.
  const { bomFormat, components = [] } = JSON.parse(document) as {
    readonly bomFormat?: string;
    readonly components?: readonly { readonly purl?: string }[];
  };
  if (bomFormat !== "CycloneDX")
    throw new HarnessError({
      code: "check",
      message: `Reading a bill of materials: its format is ${bomFormat}`,
    });
  return components.flatMap(({ purl }) => purl ?? []);
}
