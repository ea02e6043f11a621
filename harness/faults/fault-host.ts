import { budgets } from "../core/budgets.ts";
import { labelPairs } from "../core/labels.ts";
import { packageRoot } from "../core/package-root.ts";
import type { RunContext } from "../core/run-context.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import {
  execInContainer,
  execInContainerOk,
  removeContainers,
  runContainer,
} from "../tools/docker/containers.ts";
import { handImages } from "../tools/docker/hand-images.ts";
import { runtimeName } from "../core/runtime-name.ts";
import { waysOfDocker } from "../tools/docker/ways.ts";
import type { CommandResult } from "../tools/exec.ts";
import { FaultRun, type FaultRunInput } from "./fault-run.ts";

export interface FaultHostInput {
  readonly context: RunContext;
  /** The machine's own image, from the catalogue. */
  readonly image: string;
  /** The images that runs there find in their Docker. */
  readonly images: readonly string[];
  /** The cache of this host: what has been built is there already. */
  readonly cache: string;
  /** What all of the machine may take, as `docker run --memory` says it: `1500m`. */
  readonly memory?: string;
  /** MiB of the disk on which its Docker and its reports lie; without, it is as large as this host's. */
  readonly disk?: number;
}

const disk = "/var/lib/docker";
const pidFile = "/var/run/docker.pid";
const runtimeFile = "/usr/local/bin/oci-runtime";

/**
 * A machine of its own with a Docker daemon of its own, in a container: whole runs take place there, and what happens to
 * it happens to nobody else. It has this package and this host's cache, except for the folders of runs.
 */
export class FaultHost implements AsyncDisposable {
  readonly container: string;
  /** Where runs write their reports: on the same disk as Docker. */
  readonly reports = `${disk}/reports`;
  readonly #context: RunContext;
  readonly #cache: string;
  #daemonFlags: readonly string[] = [];
  #runs = 0;

  private constructor(container: string, { context, cache }: FaultHostInput) {
    this.container = container;
    this.#context = context;
    this.#cache = cache;
  }

  /** Starts the machine, its disk and its Docker, and hands over the images. */
  static async start(input: FaultHostInput): Promise<FaultHost> {
    const { context, image, images, cache } = input;
    const { runtime, cgroups } = await waysOfDocker(context.signal);
    const container = await runContainer(
      {
        image,
        name: `tkglab-${context.labId}-fault-host`,
        labels: labelPairs(context.ownership),
        privileged: true,
        hostCgroups: cgroups === 1,
        ...(input.memory === undefined ? {} : { memory: input.memory }),
        mounts: [
          // Version 1: a kubelet needs every path of the control groups to be what it is outside.
          ...(cgroups === 1 ? ["/sys/fs/cgroup:/sys/fs/cgroup"] : []),
          "/lib/modules:/lib/modules:ro",
          `${packageRoot}:${packageRoot}:ro`,
          ...[`${cache}:${cache}`, `${cache}/runs`],
          `${process.execPath}:${process.execPath}:ro`,
          ...(runtime === undefined ? [] : [`${runtime}:${runtimeFile}:ro`]),
        ],
      },
      context,
    );
    const host = new FaultHost(container, input);
    try {
      if (runtime !== undefined) {
        host.#daemonFlags = [
          `--add-runtime=${runtimeName}=${runtimeFile}`,
          `--default-runtime=${runtimeName}`,
        ];
      }
      if (input.disk !== undefined) await host.#makeDisk(input.disk);
      await host.startDocker();
      await handImages(images, container, context.signal);
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
    return host;
  }

  /** Runs a command there; the exit code is a value. */
  run(command: readonly string[], input?: string): Promise<CommandResult> {
    const { signal } = this.#context;
    return execInContainer(this.container, command, { signal, ...(input === undefined ? {} : { input }) });
  }

  /** Runs a command there that has to succeed, and gives its standard output. */
  runOk(doing: string, command: readonly string[]): Promise<string> {
    return execInContainerOk(doing, this.container, command, { signal: this.#context.signal });
  }

  /** Starts the command line there. */
  start(input: FaultRunInput): Promise<FaultRun> {
    this.#runs += 1;
    const { signal } = this.#context;
    return FaultRun.start(this, { ...input, number: this.#runs, cache: this.#cache, signal });
  }

  /** Starts the machine's Docker and waits until it answers. */
  async startDocker(): Promise<void> {
    await this.runOk("Starting Docker there", [
      "start-stop-daemon",
      "--start",
      "--background",
      "--exec",
      "/usr/local/sbin/start-docker",
      "--",
      ...this.#daemonFlags,
    ]);
    await waitFor({
      what: "the Docker daemon of the machine with faults to answer",
      look: async () => {
        // On standard output: that its Docker is away is not for this host's Docker client to tell.
        const { exitCode, stdout } = await this.run(["sh", "-c", "docker version 2>&1"]);
        return exitCode === 0 ? ready(undefined) : notYet(stdout);
      },
      budget: budgets.dockerStart,
      signal: this.#context.signal,
      hint: `docker exec ${this.container} tail /var/log/dockerd.log`,
    });
  }

  /** Ends the machine's Docker, as a service manager does, and with it all of its containers. */
  async stopDocker(): Promise<void> {
    const pid = await this.runOk("Looking for Docker's daemon there", ["cat", pidFile]);
    await this.runOk("Stopping Docker there", ["kill", pid]);
    await waitFor({
      what: "the Docker daemon of the machine with faults to end",
      look: async () => {
        const { exitCode } = await this.run(["test", "-e", `/proc/${pid}`]);
        return exitCode === 0 ? notYet(`process ${pid} is there`) : ready(undefined);
      },
      budget: budgets.dockerStart,
      signal: this.#context.signal,
    });
  }

  /** What runs have left on the machine: containers, volumes, networks, images of runs, folders of runs. */
  async leftovers(): Promise<string[]> {
    const listed = async (kind: string, ...command: string[]) =>
      linesOf(await this.runOk(`Listing ${kind}s there`, command)).map((name) => `${kind} ${name}`);
    const found = await Promise.all([
      listed("container", "docker", "ps", "--all", "--format", "{{.Names}}"),
      listed("volume", "docker", "volume", "ls", "--quiet"),
      listed("network", "docker", "network", "ls", "--filter", "type=custom", "--format", "{{.Name}}"),
      listed("image", "docker", "image", "ls", "tkglab.test/run-*", "--format", "{{.Repository}}:{{.Tag}}"),
      listed("folder", "find", `${this.#cache}/runs`, "-mindepth", "1", "-maxdepth", "1", "-printf", "%f\\n"),
    ]);
    return found.flat();
  }

  async #makeDisk(megabytes: number): Promise<void> {
    const file = "/var/lib/disk/image";
    await this.runOk("Making a disk there", ["truncate", "--size", `${megabytes}M`, file]);
    // Without blocks kept back for root, so that full means full.
    await this.runOk("Formatting the disk there", ["mkfs.ext4", "-q", "-m", "0", file]);
    await this.runOk("Mounting the disk there", ["mount", "-o", "loop", file, disk]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeContainers([this.container]);
  }
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
