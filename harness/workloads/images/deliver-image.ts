import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Toolbox } from "../../cluster/index.ts";
import { HarnessError } from "../../core/errors.ts";
import type { RunContext } from "../../core/run-context.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { imageId } from "../../tools/docker/images.ts";
import { saveImage } from "../../tools/docker/save-image.ts";
import { pushImage } from "./push-image.ts";

export interface DeliverImageInput {
  readonly toolbox: Toolbox;
  readonly harbor: HarborEndpoint;
  readonly context: Pick<RunContext, "secretsDir" | "signal">;
  /** An image of this host's Docker. */
  readonly image: string;
  /** Where it goes, with its project: `demo/stack/run`. */
  readonly repository: string;
  /** What goes there in its place. */
  readonly derived?: DerivedImage;
}

/** An image that is made of another one for as long as it is needed. */
export interface DerivedImage {
  /** What tells it from others that are made of the same. */
  readonly by: string;
  readonly make: () => Promise<AsyncDisposable & { readonly image: string }>;
}

/**
 * Pushes an image of this host's Docker into the registry, unless it is there already, and gives its name there. The tag
 * says what it was made of, so that another image never comes under the same name.
 * @throws HarnessError `internal` when Docker has no such image; what pushing meets
 */
export async function deliverImage(input: DeliverImageInput): Promise<string> {
  const { toolbox, harbor, context, image, repository, derived } = input;
  const { signal } = context;
  const id = await imageId(image, { signal });
  if (id === undefined) {
    throw new HarnessError({ code: "internal", message: `Delivering ${image}: Docker has no such image` });
  }
  const tag = createHash("sha256")
    .update(`${id} ${derived?.by ?? ""}`)
    .digest("hex")
    .slice(0, 12);
  const name = `${repository}:${tag}`;
  if (await isThere(harbor, repository, tag)) return `${harbor.host}/${name}`;
  const folder = await mkdtemp(join(context.secretsDir, "deliver-"));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const pushed = derived === undefined ? image : cleanup.use(await derived.make()).image;
  const archive = join(folder, "image.tar");
  await saveImage(pushed, archive, { signal });
  return await pushImage({ toolbox, harbor, archive, name });
}

async function isThere({ api }: HarborEndpoint, repository: string, tag: string): Promise<boolean> {
  const [project = ""] = repository.split("/");
  const repositories = await api.listRepositories(project);
  if (!repositories.some(({ name }) => name === repository)) return false;
  return (await api.listArtifacts(repository)).some(({ tags }) => tags.includes(tag));
}
