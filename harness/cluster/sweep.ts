import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { labels } from "../core/labels.ts";
import { ownerIsAlive } from "../core/owner.ts";
import { findStanding } from "./standing.ts";
import { docker, dockerOk } from "../tools/docker/docker.ts";
import { removeContainers } from "../tools/docker/containers.ts";
import { explainDockerFailure, isNotFound } from "../tools/docker/errors.ts";
import { removeImages } from "../tools/docker/images.ts";
import { removeUnusedNetwork } from "../tools/docker/networks.ts";
import { removeUnusedVolume } from "../tools/docker/volumes.ts";

/** Something of ours in Docker, or a folder with secrets. */
export interface Leftover {
  readonly kind: "container" | "image" | "network" | "volume" | "folder";
  /** What Docker or the file system knows it by. */
  readonly id: string;
  /** What a person knows it by. */
  readonly name: string;
  readonly runId: string;
  /** Empty where it belongs to the run as a whole. */
  readonly scenarioId: string;
  readonly owner: string;
}

/** Which leftovers are meant: those of one run, of one scenario of it, or of every run whose process has ended. */
export type SweepScope = { readonly runId: string; readonly scenarioId?: string } | "ended-runs";

/**
 * Finds what is ours by its labels, whatever made it and however that died. An environment that stands (`tkglab up`) is
 * no leftover: it goes when it is named.
 */
export async function findLeftovers(runsDir: string, scope: SweepScope): Promise<Leftover[]> {
  const standing = scope === "ended-runs" ? (await findStanding()).map(({ runId }) => runId) : [];
  const found = await Promise.all([
    list("container", ["ps", "--all", "--no-trunc"], "{{.ID}}", "{{.Names}}"),
    list("volume", ["volume", "ls"], "{{.Name}}", "{{.Name}}"),
    list("network", ["network", "ls", "--no-trunc"], "{{.ID}}", "{{.Name}}"),
    labelledImages(),
    folders(runsDir),
  ]);
  return found.flat().filter((leftover) => isMeant(leftover, scope) && !standing.includes(leftover.runId));
}

function isMeant({ runId, scenarioId, owner }: Leftover, scope: SweepScope): boolean {
  // Our node images carry the label without a value, and so does a node that somebody makes of one by hand.
  if (runId === "") return false;
  if (scope === "ended-runs") return !ownerIsAlive(owner);
  return runId === scope.runId && (scope.scenarioId === undefined || scenarioId === scope.scenarioId);
}

/**
 * Finds and removes until nothing more is found: a management cluster that is on its way out may still make a machine.
 * Says what was removed, and what is still there because somebody else uses it.
 */
export async function sweep(
  runsDir: string,
  scope: SweepScope,
): Promise<{ readonly removed: Leftover[]; readonly left: Leftover[] }> {
  const removed: Leftover[] = [];
  const left: Leftover[] = [];
  for (;;) {
    const tried = new Set([...removed, ...left].map(({ id }) => id));
    const found = (await findLeftovers(runsDir, scope)).filter(({ id }) => !tried.has(id));
    if (found.length === 0) return { removed, left };
    const round = await removeLeftovers(found);
    removed.push(...round.removed);
    left.push(...round.left);
  }
}

/** Removes what findLeftovers() found and says what is still there, and why. */
export async function removeLeftovers(
  leftovers: readonly Leftover[],
): Promise<{ readonly removed: Leftover[]; readonly left: Leftover[] }> {
  const of = (kind: Leftover["kind"]) => leftovers.filter((leftover) => leftover.kind === kind);
  const idsOf = (kind: Leftover["kind"]) => of(kind).map(({ id }) => id);
  await removeContainers(idsOf("container"));
  await removeImages(of("image").map(({ name }) => name));
  for (const id of idsOf("folder")) await rm(id, { recursive: true, force: true });
  // What somebody else uses too stays: it is not in our way.
  const left: Leftover[] = [];
  for (const volume of of("volume")) {
    if (!(await removeUnusedVolume(volume.id))) left.push(volume);
  }
  // Networks last: they go when nothing is connected to them.
  for (const network of of("network")) {
    if (!(await removeUnusedNetwork(network.id))) left.push(network);
  }
  return { removed: leftovers.filter((leftover) => !left.includes(leftover)), left };
}

async function list(
  kind: Leftover["kind"],
  command: readonly string[],
  id: string,
  name: string,
): Promise<Leftover[]> {
  const labelled = `{{.Label "${labels.run}"}}\t{{.Label "${labels.scenario}"}}\t{{.Label "${labels.owner}"}}`;
  const out = await dockerOk(`Looking for leftovers (${kind}s)`, [
    ...command,
    ...["--filter", `label=${labels.run}`],
    ...["--format", `${id}\t${name}\t${labelled}`],
  ]);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [idText = "", nameText = "", runId = "", scenarioId = "", owner = ""] = line.split("\t");
      return { kind, id: idText, name: nameText, runId, scenarioId, owner };
    });
}

async function labelledImages(): Promise<Leftover[]> {
  const doing = "Looking for leftovers (images)";
  const out = await dockerOk(doing, [
    ...["image", "ls", "--no-trunc", "--filter", `label=${labels.run}`],
    ...["--format", "{{.ID}}\t{{.Repository}}:{{.Tag}}"],
  ]);
  const lines = out.split("\n").filter((line) => line !== "");
  const found = await Promise.all(
    lines.map(async (line) => {
      const [id = "", name = ""] = line.split("\t");
      const format = [labels.run, labels.scenario, labels.owner].map(
        (label) => `{{index .Config.Labels "${label}"}}`,
      );
      const result = await docker(["image", "inspect", "--format", format.join("\t"), id]);
      // One that is gone since has no labels, and so is nobody's.
      if (result.exitCode !== 0 && !isNotFound(result)) throw explainDockerFailure(doing, result);
      const [runId = "", scenarioId = "", owner = ""] = result.stdout.split("\t");
      return {
        kind: "image" as const,
        id,
        name: name.startsWith("<none>") ? id : name,
        runId,
        scenarioId,
        owner,
      };
    }),
  );
  return found;
}

/** A run's folder is called `<run id>@<owner>`. */
async function folders(runsDir: string): Promise<Leftover[]> {
  const names = await readdir(runsDir).catch(noneYet);
  return names.map((name) => {
    const [runId = "", owner = ""] = name.split("@");
    return { kind: "folder", id: join(runsDir, name), name, runId, scenarioId: "", owner };
  });
}

function noneYet(error: unknown): string[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
