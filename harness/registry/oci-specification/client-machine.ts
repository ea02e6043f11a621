import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { createRootCa, createSigningKey, issueServerCertificate } from "../../pki/index.ts";
import { execInContainerOk, removeContainers, runContainer } from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { createNetwork, removeUnusedNetwork } from "../../tools/docker/networks.ts";
import type { Harbor } from "../harbor.ts";
import { startHarbor } from "../start-harbor.ts";

/** Where the clients find things on their machine. */
export const onMachine = { ca: "/certs/ca.crt", certs: "/certs", image: "/image.tar" } as const;

/** A registry in a container, and beside it a machine that knows its CA and has its password and an image. */
export interface ClientMachine extends AsyncDisposable {
  readonly harbor: Harbor;
  /** Runs a command there and gives what it prints. @throws HarnessError `tool-failed` */
  run(...command: readonly string[]): Promise<string>;
}

export interface ClientMachineInput {
  readonly harborImage: string;
  readonly toolboxImage: string;
  /** Files of this host: an image as `docker save` writes it, and the program oras. */
  readonly archive: string;
  readonly oras: string;
}

export async function startClientMachine(input: ClientMachineInput): Promise<ClientMachine> {
  const id = randomBytes(3).toString("hex");
  const [host, network] = [`clients-${id}.tkg.test`, `clients-${id}`];
  await using cleanup = new AsyncDisposableStack();
  await createNetwork(network, []);
  cleanup.defer(async () => {
    await removeUnusedNetwork(network);
  });
  const ca = await createRootCa();
  const harbor = cleanup.use(
    await startHarbor({
      image: input.harborImage,
      host,
      network,
      ownership: { runId: `clients-${id}`, scenarioId: "registry/clients", owner: "test" },
      certificate: await issueServerCertificate({ issuer: ca, dnsNames: [host] }),
      caPem: ca.certificatePem,
      tokenKeyPem: (await createSigningKey()).privateKeyPem,
    }),
  );
  const machine = await runContainer({ image: input.toolboxImage, labels: [], network });
  cleanup.defer(() => removeContainers([machine]));
  const folder = cleanup.use(await temporaryFolder());
  const run = (...command: readonly string[]) => execInContainerOk(command.join(" "), machine, command);
  const copyIn = (from: string, to: string) =>
    dockerOk(`Copying ${to}`, ["cp", "--quiet", from, `${machine}:${to}`]);
  const auth = Buffer.from(`${harbor.adminUser}:${harbor.adminPassword.reveal()}`).toString("base64");
  await writeFile(join(folder.path, "ca.crt"), ca.certificatePem);
  await writeFile(join(folder.path, "config.json"), JSON.stringify({ auths: { [host]: { auth } } }));
  await run("mkdir", "-p", onMachine.certs, "/root/.docker");
  await copyIn(join(folder.path, "ca.crt"), onMachine.ca);
  await copyIn(join(folder.path, "config.json"), "/root/.docker/config.json");
  await copyIn(input.archive, onMachine.image);
  await copyIn(input.oras, "/usr/local/bin/oras");
  const owned = cleanup.move();
  return { harbor, run, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
