import type { DockerHost } from "../../cluster/index.ts";
import { failed } from "../../tools/exec.ts";

export interface TrustDockerHostInput {
  readonly dockerHost: DockerHost;
  /** The registry's host name. */
  readonly host: string;
  /** The CA that Harbor hands out, PEM. */
  readonly caPem: string;
}

/**
 * Lets a Docker daemon trust a registry by `/etc/docker/certs.d/<host>/ca.crt`; it reads that folder anew for every
 * connection, so nothing is restarted (https://docs.docker.com/engine/security/certificates/).
 */
export async function trustDockerHost({ dockerHost, host, caPem }: TrustDockerHostInput): Promise<void> {
  const file = `/etc/docker/certs.d/${host}/ca.crt`;
  const write = ["sh", "-c", 'mkdir -p "$(dirname "$1")" && cat > "$1"', "sh", file];
  const result = await dockerHost.run(write, caPem);
  if (result.exitCode !== 0) throw failed(`Writing ${file}`, result);
}
