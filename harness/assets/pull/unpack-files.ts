import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { HarnessError } from "../../core/errors.ts";
import { removeContainers } from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { imageLabels } from "../../tools/docker/images.ts";
import type { BuildProduct, BuildRequest } from "../build/builder.ts";
import { sha256OfFile } from "../sources.ts";
import { programsLabel } from "./pack-files.ts";

const programsSchema = z.record(z.string().regex(/^[\w.-]+$/), z.string().regex(/^[0-9a-f]{64}$/));

/**
 * Takes the files of an asset out of the image that pack-files.ts has made of them.
 * @throws HarnessError `unverified` when a program is not the one that was built
 */
export async function unpackFiles(
  image: string,
  { key, work, labels, signal }: Pick<BuildRequest, "key" | "work" | "labels" | "signal">,
): Promise<BuildProduct> {
  const doing = `Taking the files out of ${image}`;
  const labelled = labels.flatMap((label) => ["--label", label]);
  // It is never started; Docker wants a command all the same.
  const container = await dockerOk(doing, ["create", ...labelled, image, "nothing"], { signal });
  try {
    await dockerOk(doing, ["cp", `${container}:/${key}/.`, work], { signal });
  } finally {
    await removeContainers([container]);
  }
  const said = (await imageLabels(image, { signal }))[programsLabel];
  if (said === undefined) return {};
  const programs = programsSchema.parse(JSON.parse(said));
  for (const [name, built] of Object.entries(programs)) {
    const path = join(work, name);
    const digest = existsSync(path) ? await sha256OfFile(path) : undefined;
    if (digest === built) continue;
    const state = digest === undefined ? "it is not there" : `its digest is ${digest}`;
    throw new HarnessError({
      code: "unverified",
      message: `Checking ${name} of ${image}: ${state}, built was ${built}`,
      hint: `have ${image} removed from its registry, then published anew`,
    });
  }
  return { programs };
}
