import { join } from "node:path";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import {
  execInContainer,
  execInContainerOk,
  removeContainers,
  runContainer,
} from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import type { BuildRequest } from "./builder.ts";
import type { PublishedName } from "./published-name.ts";

/** A machine of its own, where a registry stands for all that a project publishes to. */
export interface ProjectRegistry extends AsyncDisposable {
  /** Runs a command there that has to succeed, and gives its standard output. */
  run(doing: string, command: readonly string[]): Promise<string>;
  /** Puts a file or folder of this host there. */
  copyIn(doing: string, from: string, to: string): Promise<void>;
  copyOut(doing: string, from: string, to: string): Promise<void>;
  /** Publishes an image of Docker's under a name, and gives the digest that it has from then on. */
  publish(image: string, name: PublishedName): Promise<string>;
}

const settings = `version: 0.1
storage: { filesystem: { rootdirectory: /registry } }
http: { addr: "127.0.0.1:80" }
log: { level: error, accesslog: { disabled: true } }
`;

/**
 * Starts a toolbox without any network, in which these hosts' names lead to a registry of its own: what is made there
 * has the names that the world knows, and nothing is asked of the world.
 * @throws HarnessError `timeout` (budget registryReady), or whatever Docker says.
 */
export async function startProjectRegistry(
  hosts: readonly string[],
  request: BuildRequest,
): Promise<ProjectRegistry> {
  const { inputImage, inputFolder, labels, work, signal } = request;
  const machine = await runContainer(
    { image: inputImage("toolbox"), labels, network: "none", entrypoint: "sleep", command: ["infinity"] },
    { signal },
  );
  const run = (doing: string, command: readonly string[], input?: string) =>
    execInContainerOk(doing, machine, command, { signal, ...(input === undefined ? {} : { input }) });
  const copy = async (doing: string, from: string, to: string) => {
    await dockerOk(doing, ["cp", from, to], { signal });
  };
  const registry: ProjectRegistry = {
    run,
    copyIn: (doing, from, to) => copy(doing, from, `${machine}:${to}`),
    copyOut: (doing, from, to) => copy(doing, `${machine}:${from}`, to),
    async publish(image, { repository, tag }) {
      const doing = `Publishing ${image} as ${repository}:${tag}`;
      const archive = join(work, "image.tar");
      await dockerOk(doing, ["save", "--output", archive, image], { signal });
      await registry.copyIn(doing, archive, "/image.tar");
      // By the address: skopeo takes one host's name for another's.
      const to = `docker://127.0.0.1:80/${repository}:${tag}`;
      await run(doing, [
        ...["skopeo", "copy", "--quiet", "--dest-tls-verify=false", "--digestfile=/digest"],
        ...["docker-archive:/image.tar", to],
      ]);
      return run(doing, ["cat", "/digest"]);
    },
    [Symbol.asyncDispose]: () => removeContainers([machine]),
  };
  try {
    const doing = "Starting a registry";
    await registry.copyIn(doing, join(inputFolder("distribution"), "registry"), "/usr/local/bin/registry");
    await run(doing, ["tee", "/registry.yml"], settings);
    await run(doing, ["tee", "--append", "/etc/hosts"], `\n127.0.0.1 ${hosts.join(" ")}\n`);
    await dockerOk(doing, ["exec", "--detach", machine, "registry", "serve", "/registry.yml"], { signal });
    await waitFor({
      what: "the registry of a bundle to answer",
      look: async () => {
        const asked = await execInContainer(machine, ["curl", "-fsS", "http://127.0.0.1/v2/"], { signal });
        return asked.exitCode === 0 ? ready(undefined) : notYet(asked.stderr);
      },
      budget: budgets.registryReady,
      signal,
    });
    return registry;
  } catch (error) {
    await removeContainers([machine]);
    throw error;
  }
}
