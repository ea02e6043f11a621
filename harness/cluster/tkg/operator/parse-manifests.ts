import { parseAllDocuments } from "yaml";
import { HarnessError } from "../../../core/errors.ts";

/** A Kubernetes object as it stands in a manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/**
 * The objects of a YAML text, in their order.
 * @throws HarnessError `bad-input` when a document is no YAML, or no object with kind and name.
 */
export function parseManifests(text: string): readonly Manifest[] {
  return [...parseAllDocuments(text)].map((document, at) => {
    const content: unknown = document.errors.length > 0 ? undefined : document.toJS();
    if (isManifest(content)) return content;
    throw new HarnessError({
      code: "bad-input",
      message: `Reading manifests: document ${at + 1} is no Kubernetes object: ${document.errors[0]?.message ?? JSON.stringify(content)}`,
    });
  });
}

/**
 * The one object of a kind and name.
 * @throws HarnessError `bad-input` naming the objects that are there.
 */
export function manifestOf(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  if (found !== undefined) return found;
  const there = manifests.map((one) => `${one.kind} ${one.metadata.name}`).join(", ");
  throw new HarnessError({
    code: "bad-input",
    message: `Looking for ${kind} ${name} among the manifests: it is not there; there are: ${there}`,
  });
}

function isManifest(content: unknown): content is Manifest {
  if (typeof content !== "object" || content === null) return false;
  const { apiVersion, kind, metadata } = content as Partial<Record<string, unknown>>; // as: any YAML map
  return (
    typeof apiVersion === "string" &&
    typeof kind === "string" &&
    typeof metadata === "object" &&
    metadata !== null &&
    "name" in metadata &&
    typeof metadata.name === "string"
  );
}
