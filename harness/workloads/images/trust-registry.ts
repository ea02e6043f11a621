import type { Toolbox } from "../../cluster/index.ts";
import type { HarborEndpoint } from "../../registry/index.ts";

/** Writes the registry's CA where skopeo of the toolbox reads it, if it has one of its own; gives the folder. */
export async function trustRegistry(
  toolbox: Toolbox,
  { host, caPem }: Pick<HarborEndpoint, "host" | "caPem">,
): Promise<string> {
  const folder = `/etc/containers/certs.d/${host}`;
  if (caPem !== undefined) await toolbox.writeFile(`${folder}/ca.crt`, caPem);
  return folder;
}
