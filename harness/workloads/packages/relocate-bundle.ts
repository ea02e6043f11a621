import { join } from "node:path";
import type { Toolbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { logIn } from "../images/log-in.ts";

/** Where the toolbox has what an operator of seed 000 has in a folder. */
const folder = "/root/relocation";

/** Where Carvel's tools look for credentials, as Docker's do. */
const authFile = "/root/.docker/config.json";

export interface RelocateBundleInput {
  readonly toolbox: Toolbox;
  readonly harbor: HarborEndpoint;
  /** The folder of a bundle from the catalogue: bundle.tar and the manifests of its package. */
  readonly bundle: string;
  /** `library/cartographer-bundle`. */
  readonly repository: string;
  /** What harbor-ca.pem holds; imgpkg is told of no CA unless there is one. */
  readonly caPem?: string | undefined;
  /** How much of the tar has arrived: all of it, 1, unless told. */
  readonly part?: number;
}

/**
 * `imgpkg copy --tar bundle.tar --to-repo HARBOR/library/... --registry-ca-cert-path harbor-ca.pem` from the toolbox, as
 * the registry's admin (seed 000), and what imgpkg says. What is there already is not sent again.
 */
export async function relocateBundle(input: RelocateBundleInput): Promise<Attempt> {
  const { toolbox, harbor, bundle, repository, caPem, part = 1 } = input;
  const tar = `${folder}/${repository.replaceAll("/", "-")}.tar`;
  const ca = `${folder}/harbor-ca.pem`;
  // First, for its folder: docker cp makes none.
  await toolbox.writeFile(ca, caPem ?? "");
  await Promise.all([toolbox.copyIn(join(bundle, "bundle.tar"), tar), logIn(toolbox, harbor, authFile)]);
  if (part < 1) await cutOff(toolbox, tar, part);
  const copy = (from: string, trusted: string) => [
    ...["--tar", from, "--to-repo", `${harbor.host}/${repository}`],
    ...(caPem === undefined ? [] : ["--registry-ca-cert-path", trusted]),
  ];
  // Without a terminal imgpkg keeps its words to itself.
  const said = await toolbox.run(["imgpkg", "copy", "--tty", ...copy(tar, ca)]);
  return attemptOf(["imgpkg", "copy", ...copy("bundle.tar", "harbor-ca.pem")].join(" "), said);
}

async function cutOff(toolbox: Toolbox, file: string, part: number): Promise<void> {
  const doing = `Cutting off ${file}`;
  const size = Number(await toolbox.runOk(doing, ["stat", "--format", "%s", file]));
  await toolbox.runOk(doing, ["truncate", "--size", String(Math.floor(size * part)), file]);
}
