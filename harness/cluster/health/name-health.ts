import { execInContainer } from "../../tools/docker/containers.ts";
import type { Ailment } from "./ailment.ts";

/** Seconds that one answer may take. */
const patience = 5;

/** Whether containers of the lab still find a registry by its name, and whether it answers. */
export async function examineNames(
  containers: readonly string[],
  hosts: readonly string[],
): Promise<Ailment[]> {
  const pairs = containers.flatMap((container) => hosts.map((host) => ({ container, host })));
  return (await Promise.all(pairs.map(examineName))).flat();
}

async function examineName({ container, host }: { container: string; host: string }): Promise<Ailment[]> {
  const found = await execInContainer(container, ["timeout", String(patience), "getent", "hosts", host]);
  if (found.exitCode !== 0) {
    return [
      {
        code: "unreachable",
        what: `${container} does not find ${host} by its name: the DNS of Docker's network, or the registry behind it, is gone`,
        hint: `docker exec ${container} getent hosts ${host}`,
      },
    ];
  }
  const asked = ["curl", "--silent", "--show-error", "--insecure", "--max-time", String(patience)];
  const answer = await execInContainer(container, [...asked, `https://${host}/api/v2.0/ping`]);
  if (answer.exitCode === 0) return [];
  return [
    {
      code: "unreachable",
      what: `${container} gets no answer from ${host}: ${answer.stderr.trim()}`,
      hint: `docker logs ${host}`,
    },
  ];
}
