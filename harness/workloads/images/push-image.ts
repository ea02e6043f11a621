import type { Toolbox } from "../../cluster/index.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { logIn } from "./log-in.ts";
import { trustRegistry } from "./trust-registry.ts";

export interface PushImageInput {
  readonly toolbox: Toolbox;
  readonly harbor: HarborEndpoint;
  /** A file of this host with the image, as `docker save` writes it. */
  readonly archive: string;
  /** `library/hello-app:1.0`. */
  readonly name: string;
}

/** Pushes an image into the registry from the toolbox, as its admin, and gives the name by which nodes pull it. */
export async function pushImage({ toolbox, harbor, archive, name }: PushImageInput): Promise<string> {
  const reference = `${harbor.host}/${name}`;
  const file = `/tmp/${name.replaceAll(/[^a-z0-9.]/g, "-")}.tar`;
  const [authFile, trustDir] = await Promise.all([
    logIn(toolbox, harbor, "/root/.config/tkglab/auth.json"),
    trustRegistry(toolbox, harbor),
    toolbox.copyIn(archive, file),
  ]);
  await toolbox.runOk(`Pushing ${reference}`, [
    ...["skopeo", "copy", "--quiet", "--dest-cert-dir", trustDir, "--dest-authfile", authFile],
    `docker-archive:${file}`,
    `docker://${reference}`,
  ]);
  // A platform pushes more than a gigabyte, and its toolbox stays as long as it does.
  await toolbox.runOk(`Removing ${file}`, ["rm", file]);
  return reference;
}
