import { dockerOk, docker, type DockerOptions } from "./docker.ts";
import { explainDockerFailure, isNotFound } from "./errors.ts";

export interface BuildImageInput {
  /** The folder that holds the Dockerfile and all it copies. */
  readonly context: string;
  readonly tag: string;
  readonly labels?: readonly string[];
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Only a build that installs packages gets a network. */
  readonly network: "host" | "none";
}

/** The arguments of `docker build`. */
export function buildArgs(input: BuildImageInput): string[] {
  return [
    "build",
    "--force-rm",
    "--network",
    input.network,
    "--tag",
    input.tag,
    ...(input.labels ?? []).flatMap((label) => ["--label", label]),
    ...Object.entries(input.buildArgs ?? {}).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    input.context,
  ];
}

/** Builds an image with the classic builder. */
export async function buildImage(input: BuildImageInput, options: DockerOptions = {}): Promise<void> {
  await dockerOk(`Building the image ${input.tag}`, buildArgs(input), options);
}

/** Makes another name for an image whose containers carry the given labels from their first moment. */
export async function labelImage(
  input: { readonly image: string; readonly tag: string; readonly labels: readonly string[] },
  options: DockerOptions = {},
): Promise<void> {
  const labels = input.labels.flatMap((label) => ["--label", label]);
  await dockerOk(
    `Labelling the image ${input.image}`,
    ["build", "--quiet", ...labels, "--tag", input.tag, "-"],
    {
      ...options,
      input: `FROM ${input.image}\n`,
    },
  );
}

/** The id of an image, as `sha256:<hex>`; undefined when it is not there. */
export async function imageId(image: string, options: DockerOptions = {}): Promise<string | undefined> {
  const result = await docker(["image", "inspect", "--format", "{{.Id}}", image], options);
  if (result.exitCode === 0) return result.stdout;
  if (isNotFound(result)) return undefined;
  throw explainDockerFailure(`Looking for the image ${image}`, result);
}

/** The labels of an image that is there. @throws HarnessError `tool-failed` with Docker's words */
export async function imageLabels(
  image: string,
  options: DockerOptions = {},
): Promise<Readonly<Record<string, string>>> {
  const format = ["--format", "{{json .Config.Labels}}"];
  const said = await dockerOk(
    `Reading the labels of ${image}`,
    ["image", "inspect", ...format, image],
    options,
  );
  // as: labels are texts; an image without any says null.
  return (JSON.parse(said) as Readonly<Record<string, string>> | null) ?? {};
}

/** Fetches an image from its registry, as whoever this host's Docker is logged in as. @throws HarnessError `tool-failed` */
export async function pullImage(image: string, options: DockerOptions = {}): Promise<void> {
  await dockerOk(`Pulling ${image}`, ["pull", "--quiet", image], options);
}

/** Removes names of images; those that are gone already are fine. */
export async function removeImages(images: readonly string[], options: DockerOptions = {}): Promise<void> {
  if (images.length === 0) return;
  const result = await docker(["image", "rm", "--force", ...images], options);
  if (result.exitCode !== 0 && !isNotFound(result)) throw explainDockerFailure("Removing images", result);
}
