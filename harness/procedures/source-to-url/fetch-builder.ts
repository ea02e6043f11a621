import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import { HarnessError } from "../../core/errors.ts";
import { imageId, imageLabels, pullImage } from "../../tools/docker/images.ts";

/** Labels by which the buildpacks' specification has images say what they are. */
const labels = { stack: "io.buildpacks.stack.id", layers: "io.buildpacks.buildpack.layers" } as const;

export interface FetchBuilderInput {
  /** Named as this host's Docker names them. */
  readonly builder: BuilderParts;
  readonly signal: AbortSignal | undefined;
}

/**
 * Has this host's Docker fetch the images of a builder that it does not have yet, and checks that they fit together: kpack
 * would only say so when everything else stands.
 * @throws HarnessError `bad-input` naming the field that is wrong; `tool-failed` with Docker's words for an image that
 * cannot be had
 */
export async function fetchBuilder({ builder, signal }: FetchBuilderInput): Promise<BuilderParts> {
  const { store, stack } = builder;
  const fetched = async (field: string, image: string) => {
    await fetchImage(field, image, signal);
    return { field, image, labels: await imageLabels(image, { signal }) };
  };
  // One after the other: they share layers, which then are fetched once.
  for (const part of ["run", "build"] as const)
    checkStack(await fetched(`stack.${part}`, stack[part]), stack.id);
  const buildpacks = new Map<string, ReadonlySet<string>>();
  for (const [at, image] of store.entries()) {
    for (const [id, versions] of buildpacksIn(await fetched(`store[${at}]`, image)))
      buildpacks.set(id, new Set([...(buildpacks.get(id) ?? []), ...versions]));
  }
  checkOrder(builder, buildpacks);
  return builder;
}

/** An image of the builder, the field that names it, and what it says of itself. */
interface Fetched {
  readonly field: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
}

async function fetchImage(field: string, image: string, signal: AbortSignal | undefined): Promise<void> {
  if ((await imageId(image, { signal })) !== undefined) return;
  try {
    await pullImage(image, { signal });
  } catch (cause) {
    if (!(cause instanceof HarnessError) || cause.code !== "tool-failed") throw cause;
    throw new HarnessError({
      code: "tool-failed",
      message: `Fetching ${field} of the builder: ${cause.message}`,
      hint: `docker pull ${image}; where it needs a login, docker login before; without a network, docker load`,
      cause,
    });
  }
}

function checkStack({ field, image, labels: said }: Fetched, id: string): void {
  const of = said[labels.stack];
  if (of === id) return;
  throw unfit(
    of === undefined
      ? `${field}: ${image} is no image of a stack: it has no label ${labels.stack}`
      : `${field}: ${image} is of the stack ${of}, and stack.id is ${id}`,
  );
}

/** The buildpacks in an image with their versions. */
function buildpacksIn({
  field,
  image,
  labels: said,
}: Fetched): readonly (readonly [string, readonly string[]])[] {
  const text = said[labels.layers];
  if (text === undefined) throw unfit(`${field}: ${image} is no buildpack: it has no label ${labels.layers}`);
  // as: the specification says so.
  const layers = JSON.parse(text) as Readonly<Record<string, object>>;
  return Object.entries(layers).map(([id, versions]) => [id, Object.keys(versions)]);
}

function checkOrder({ order }: BuilderParts, buildpacks: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [at, { group }] of order.entries()) {
    for (const [inGroup, { id, version }] of group.entries()) {
      const field = `order[${at}].group[${inGroup}]`;
      const versions = buildpacks.get(id);
      if (versions === undefined)
        throw unfit(
          `${field}.id: the store has no buildpack ${id}; it has ${[...buildpacks.keys()].join(", ")}`,
        );
      if (version !== undefined && !versions.has(version))
        throw unfit(`${field}.version: the store has ${id} ${[...versions].join(", ")}, and no ${version}`);
    }
  }
}

function unfit(what: string): HarnessError {
  return new HarnessError({ code: "bad-input", message: `Checking the builder: ${what}` });
}
