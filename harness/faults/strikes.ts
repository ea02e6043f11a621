import { HarnessError } from "../core/errors.ts";
import type { FaultHost } from "./fault-host.ts";

/** Something that happens to a machine. */
export type Strike = (host: FaultHost) => Promise<void>;

/** Seconds that a line of a log may take to come. */
const strikeLimit = 300;

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

/**
 * Slows the registry down to some megabytes a second, waits until its log has a line from now on, and kills it then: what
 * the line began is under way. All of it happens on the machine: to ask from here takes longer than a pull.
 */
export function killRegistryAt(pattern: string): Strike {
  const script = [
    'id=$(docker ps --quiet --filter "name=^harbor-")',
    "process=$(docker inspect --format '{{.State.Pid}}' \"$id\")",
    'nsenter --target "$process" --net tc qdisc add dev eth0 root tbf rate 40mbit burst 64kb latency 400ms',
    'docker logs --follow --tail 0 "$id" 2>&1 | grep --quiet --max-count 1 -- "$1"',
    'docker kill "$id"',
  ].join(" && ");
  return async (host) => {
    const limit = String(strikeLimit);
    await host.runOk(`Killing the registry at ${pattern}`, [
      "timeout",
      limit,
      "sh",
      "-c",
      script,
      "sh",
      pattern,
    ]);
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
