import { labels } from "../core/labels.ts";
import { dockerOk } from "../tools/docker/docker.ts";

/** What of a run is in Docker, by name, sorted: for contract tests, which look for themselves. */
export async function dockerOfRun(runId: string): Promise<string[]> {
  const filter = ["--filter", `label=${labels.run}=${runId}`];
  const lists = await Promise.all([
    dockerOk("Listing containers", ["ps", "--all", ...filter, "--format", "container {{.Names}}"]),
    dockerOk("Listing volumes", ["volume", "ls", ...filter, "--format", "volume {{.Name}}"]),
    dockerOk("Listing networks", ["network", "ls", ...filter, "--format", "network {{.Name}}"]),
    dockerOk("Listing images", ["image", "ls", ...filter, "--format", "image {{.Repository}}:{{.Tag}}"]),
  ]);
  return lists.flatMap((list) => list.split("\n").filter((line) => line !== "")).toSorted();
}
