import { HarnessError } from "../core/errors.ts";
import type { Budget } from "../core/budgets.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import type { FaultHost } from "./fault-host.ts";

/** Something that happens to a machine. */
export type Strike = (host: FaultHost) => Promise<void>;

const soon: Budget = { name: "strike", limit: 5 * 60_000, every: 20 };

/** Docker's daemon is stopped, with all of its containers, and started again. */
export const restartDocker: Strike = async (host) => {
  await host.stopDocker();
  await host.startDocker();
};

/** A container is killed, by a part of its name. */
export function killContainer(part: string): Strike {
  return async (host) => {
    await host.runOk(`Killing ${part}`, ["docker", "kill", await containerNamed(host, part)]);
  };
}

/** Waits until the registry's log has a line, and kills the registry. */
export function killRegistryWhen(pattern: string): Strike {
  return async (host) => {
    const id = await waitFor({
      what: `the registry to log ${pattern}`,
      look: async () => {
        const { stdout: found } = await host.run(["docker", "ps", "--quiet", "--filter", "name=^harbor-"]);
        if (found === "") return notYet("no registry");
        const log = await host.run([
          "sh",
          "-c",
          'docker logs "$1" 2>&1 | grep -c -- "$2"',
          "sh",
          found,
          pattern,
        ]);
        return log.stdout === "0" || log.stdout === "" ? notYet("no such line") : ready(found);
      },
      budget: soon,
    });
    await host.runOk("Killing the registry", ["docker", "kill", id]);
  };
}

/** A node asks a name server that does not exist. */
export const breakDns: Strike = async (host) => {
  const node = await containerNamed(host, "control-plane");
  const nobody = "nameserver 192.0.2.1"; // of a network for documentation (RFC 5737)
  await host.runOk("Breaking DNS of a node", [
    ...["docker", "exec", node, "sh", "-c", `echo "${nobody}" > /etc/resolv.conf`],
  ]);
};

/** The disk of Docker and of the reports is filled, but for one megabyte. */
export const fillDisk: Strike = async (host) => {
  const kilobytes = await host.runOk("Measuring the disk", [
    ...["sh", "-c", "df --output=avail --block-size=1K /var/lib/docker | tail -1"],
  ]);
  const size = `${Number(kilobytes.trim()) - 1024}K`;
  await host.runOk("Filling the disk", ["fallocate", "--length", size, "/var/lib/docker/filler"]);
};

/** The disk gets its room back. */
export const emptyDisk: Strike = async (host) => {
  await host.runOk("Emptying the disk", ["rm", "--force", "/var/lib/docker/filler"]);
};

async function containerNamed(host: FaultHost, part: string): Promise<string> {
  const id = await host.runOk(`Looking for ${part}`, ["docker", "ps", "--quiet", "--filter", `name=${part}`]);
  if (id !== "" && !id.includes("\n")) return id;
  throw new HarnessError({
    code: "internal",
    message: `Looking for the container ${part}: there is not exactly one: ${id || "none"}`,
  });
}
