import { budgets } from "../core/budgets.ts";
import { HarnessError, messageOf } from "../core/errors.ts";
import { labelRecord, type Ownership } from "../core/labels.ts";
import { randomPassword, type Secret } from "../core/secret.ts";
import { waitFor } from "../core/wait-for.ts";
import { containerPort, harborFiles } from "./container-files.ts";
import { readContainerLog } from "./container-log.ts";
import { connectToDocker, type DockerHost, lastWordsOf, removeContainer } from "./docker-host.ts";
import type { Harbor, ServedCertificate } from "./harbor.ts";
import { harborClient } from "./harbor-client.ts";
import { HarborContainer } from "./harbor-container.ts";
import type { HttpsTarget } from "./https-request.ts";
import { lookForHealth } from "./readiness.ts";
import { replaceCertificate } from "./replace-certificate.ts";

export interface StartHarborInput {
  /** The reference of an image built from fixtures/images/harbor; it is never pulled. */
  readonly image: string;
  /** The DNS name on the Docker network, and the container's name: `harbor-a1b2c3.tkg.test`. */
  readonly host: string;
  /** The Docker network that the clusters are on: `kind`. */
  readonly network: string;
  readonly ownership: Ownership;
  readonly certificate: ServedCertificate;
  /** The CA that verifies the certificate, PEM. */
  readonly caPem: string;
  /** Whether getcert serves the CA; yes unless told. */
  readonly publishCa?: boolean;
  /** A new one unless told. */
  readonly adminPassword?: Secret;
  /** RSA, PKCS#8: signs the tokens. */
  readonly tokenKeyPem: Secret;
  /** What the token realm is made of; `https://<host>` unless told. A wrong one is a failure of the field (N25). */
  readonly externalUrl?: string;
  /** Another DNS name that it has on the network. */
  readonly alias?: string;
  /** Whether Harbor 1.x's `/api/systeminfo/getcert` answers too (seed 003); no unless told. */
  readonly legacyApi?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Starts the registry and resolves when it answers over TLS, verified against its CA.
 * @throws HarnessError with the container's last words; nothing is left behind then.
 */
export async function startHarbor(input: StartHarborInput): Promise<Harbor> {
  const { host, signal } = input;
  signal?.throwIfAborted();
  const docker = await connectToDocker(`Starting the registry ${host}`);
  const adminPassword = input.adminPassword ?? randomPassword();
  const files = harborFiles({
    externalUrl: input.externalUrl ?? `https://${host}`,
    legacyApi: input.legacyApi ?? false,
    certificate: input.certificate,
    publishedCaPem: input.publishCa === false ? undefined : input.caPem,
    adminPassword,
    tokenKeyPem: input.tokenKeyPem,
  });
  const container = new HarborContainer({ ...input, labels: labelRecord(input.ownership), files });
  try {
    return await bringUp(docker, container, input, adminPassword);
  } catch (error) {
    const lastWords = await lastWordsOf(docker, container.createdId);
    if (container.createdId !== undefined) await removeContainer(docker, container.createdId);
    signal?.throwIfAborted();
    throw startFailure(input, error, lastWords);
  }
}

async function bringUp(
  docker: DockerHost,
  container: HarborContainer,
  { host, network, signal, caPem: firstCaPem }: StartHarborInput,
  adminPassword: Secret,
): Promise<Harbor> {
  const started = await container.start();
  const running = docker.container.getById(started.getId());
  const port = started.getMappedPort(containerPort);
  let caPem = firstCaPem;
  const target = (): HttpsTarget => ({ host, address: "127.0.0.1", port, caPem });
  const state = async () => (await docker.container.inspect(running)).State;
  await waitFor({
    what: `${host} to answer`,
    look: () => lookForHealth({ target: target(), state, signal }),
    budget: budgets.registryReady,
    signal,
  });
  return {
    host,
    url: `https://${host}`,
    getcertUrl: `https://${host}/api/v2.0/systeminfo/getcert`,
    adminUser: "admin",
    adminPassword,
    get caPem() {
      return caPem;
    },
    api: harborClient({ target, username: "admin", password: adminPassword }),
    port,
    ipAddress: started.getIpAddress(network),
    containerId: started.getId(),
    async replaceCertificate(change) {
      await replaceCertificate({ started, container: running, host, change, currentCaPem: caPem });
      caPem = change.caPem ?? caPem;
    },
    logs: ({ tail } = {}) => readContainerLog(running, tail),
    [Symbol.asyncDispose]: () => removeContainer(docker, started.getId()),
  };
}

function startFailure({ host, image }: StartHarborInput, error: unknown, lastWords: string): HarnessError {
  const reason = messageOf(error).trim();
  const isImageMissing = reason.includes(image) && reason.includes("does not exist locally");
  return new HarnessError({
    code: error instanceof HarnessError ? error.code : "tool-failed",
    message: `Starting the registry ${host}: ${reason}; last seen: ${lastWords}`,
    hint: isImageMissing
      ? "tkglab images build harbor"
      : /network .* not found/.test(reason)
        ? "docker network ls"
        : `docker image inspect ${image}`,
    cause: error,
  });
}
