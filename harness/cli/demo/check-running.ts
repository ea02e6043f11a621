import { HarnessError } from "../../core/errors.ts";
import { labels } from "../../core/labels.ts";
import { dockerOk } from "../../tools/docker/docker.ts";

/** What a platform cannot do without, by the names of the containers. */
const needed = [
  { what: "its cluster", name: /-control-plane$/ },
  { what: "its registry", name: /^harbor-/ },
] as const;

/**
 * Looks whether the containers of a platform run that stands: Docker starts none of them by itself, and a registry that is
 * started again has another port on this host.
 * @throws HarnessError `unreachable` when one of them does not
 */
export async function checkRunning(runId: string): Promise<void> {
  const doing = "Opening the environment source-to-url";
  const out = await dockerOk(doing, [
    ...["ps", "--all", "--filter", `label=${labels.run}=${runId}`],
    ...["--format", "{{.Names}}\t{{.State}}"],
  ]);
  const containers = out.split("\n").map((line) => line.split("\t"));
  const troubles = needed.flatMap(({ what, name }) => {
    const [, state] = containers.find(([called = ""]) => name.test(called)) ?? [];
    if (state === "running") return [];
    return [state === undefined ? `${what} is gone` : `${what} does not run (${state})`];
  });
  if (troubles.length === 0) return;
  throw new HarnessError({
    code: "unreachable",
    message: `${doing}: ${troubles.join(", ")}`,
    hint: "tkglab down source-to-url; then the same command again",
  });
}
