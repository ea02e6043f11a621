import type { Toolbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { logIn } from "../images/log-in.ts";

/** Where the toolbox has what an operator has in a folder. */
const folder = "/root/resolving";

/** Where Carvel's tools look for credentials, as Docker's do. */
const authFile = "/root/.docker/config.json";

export interface ResolveImagesInput {
  readonly toolbox: Toolbox;
  readonly harbor: HarborEndpoint;
  /** By a tag: those with a digest need no registry. */
  readonly image: string;
  /** kbld is told of no CA unless there is one. */
  readonly caPem?: string | undefined;
}

/** `kbld -f pod.yaml --registry-ca-cert-path harbor-ca.pem` (seed 002) of a manifest that names an image by its tag. */
export async function resolveImages({ toolbox, harbor, image, caPem }: ResolveImagesInput): Promise<Attempt> {
  const files = { manifest: `${folder}/pod.yaml`, ca: `${folder}/harbor-ca.pem` };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "pod" } };
  await toolbox.writeFile(
    files.manifest,
    JSON.stringify({ ...pod, spec: { containers: [{ name: "container", image }] } }),
  );
  await toolbox.writeFile(files.ca, caPem ?? "");
  await logIn(toolbox, harbor, authFile);
  const trust = (file: string) => (caPem === undefined ? [] : ["--registry-ca-cert-path", file]);
  const said = await toolbox.run(["kbld", "-f", files.manifest, ...trust(files.ca)]);
  return attemptOf(["kbld", "-f", "pod.yaml", ...trust("harbor-ca.pem")].join(" "), said);
}
