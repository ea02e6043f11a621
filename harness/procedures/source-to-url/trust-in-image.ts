import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { labelPairs } from "../../core/labels.ts";
import type { RunContext } from "../../core/run-context.ts";
import { buildImage, removeImages } from "../../tools/docker/images.ts";

/** Go reads every file of this folder, OpenSSL only those with a hash link. */
const file = "/etc/ssl/certs/harbor-ca.crt";

export interface TrustInImageInput {
  /** The image that does not know the CA yet. */
  readonly image: string;
  readonly caPem: string;
  readonly context: Pick<RunContext, "ownership" | "labId" | "secretsDir" | "signal">;
}

/** An image that trusts a CA. Disposing takes it away again: the one that it was made of is as it was. */
export interface TrustingImage extends AsyncDisposable {
  readonly image: string;
}

/**
 * Puts a CA into an image by one more layer, as kpack's and the buildpacks' documentation have it for the images of build
 * Pods: what runs there takes no CA from outside.
 * @throws HarnessError `tool-failed` with Docker's words
 */
export async function trustInImage({ image, caPem, context }: TrustInImageInput): Promise<TrustingImage> {
  const { signal } = context;
  const folder = await mkdtemp(join(context.secretsDir, "image-"));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  await Promise.all([
    // Whoever the image runs as has to be able to read it.
    writeFile(join(folder, "ca.crt"), caPem, { mode: 0o644 }),
    writeFile(join(folder, "Dockerfile"), dockerfile(image)),
  ]);
  const tag = trustingName({ image, caPem, context });
  const labels = labelPairs(context.ownership);
  await buildImage({ context: folder, tag, labels, network: "none" }, { signal });
  return { image: tag, [Symbol.asyncDispose]: () => removeImages([tag]) };
}

function dockerfile(image: string): string {
  return `FROM ${image}\nCOPY ca.crt ${file}\n`;
}

/** A name that no other image and no other CA has. */
function trustingName({
  image,
  caPem,
  context,
}: Pick<TrustInImageInput, "image" | "caPem"> & {
  readonly context: Pick<RunContext, "labId">;
}): string {
  const key = createHash("sha256").update(`${image} ${caPem}`).digest("hex").slice(0, 12);
  return `tkglab.test/trusting-${context.labId}:${key}`;
}
