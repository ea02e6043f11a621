import { HarnessError } from "../core/errors.ts";
import { baseId } from "../core/scenario-id.ts";
import type { FoundScenario, UnreadableScenario } from "../scenario/discover.ts";
import { inCells } from "../scenario/matrix/in-cells.ts";
import type { MatrixMode } from "../scenario/matrix/cells-of.ts";
import { type Selection, selectScenarios } from "../scenario/select.ts";
import { standIn } from "./unreadable-scenario.ts";

/** What a plain `tkglab run` runs: the main job, the containerd scenarios. */
const defaultPatterns = ["containerd/"];

/** What `discoverScenarios()` gives. */
export interface Discovered {
  readonly found: readonly FoundScenario[];
  readonly unreadable: readonly UnreadableScenario[];
}

export interface ChooseInput extends Selection {
  /** The folder that the scenarios were read from. */
  readonly folder: string;
  readonly all: boolean;
  /** Each that varies once per cell, as a scenario of its own; absent: each once, with the usual values. */
  readonly matrix?: MatrixMode;
}

/** A scenario that is meant, and why it cannot be run where that is so. */
export interface Chosen extends FoundScenario {
  readonly unreadable?: UnreadableScenario;
}

/**
 * The scenarios that are meant. A file that cannot be read is chosen by the id its path gives it; its tags are not
 * known, so that no tag leaves it out.
 * @throws HarnessError `usage` when there is none, or when a pattern or a tag means nothing.
 */
export function chooseScenarios(discovered: Discovered, input: ChooseInput): Chosen[] {
  const { folder, tags, shard, matrix } = input;
  const { unreadable } = discovered;
  const found = discovered.found.flatMap((one) => inCells(one, matrix));
  const all = everything(found, unreadable, folder);
  if (all.length === 0) {
    throw new HarnessError({
      code: "usage",
      message: `Reading scenarios: there is no *.scenario.ts below ${folder}`,
      hint: `ls ${folder}`,
    });
  }
  const patterns = patternsOf(all, input);
  const matching = selectScenarios(all, { patterns, tags: [] });
  const tagged = new Set(selectScenarios(found, { patterns: [], tags }).map(({ file }) => file));
  const chosen = matching.filter(
    ({ file }) => tagged.has(file) || unreadable.some((one) => one.file === file),
  );
  if (chosen.length === 0) {
    throw new HarnessError({
      code: "usage",
      message: `Selecting scenarios: none of those that match ${patterns.map((one) => `"${one}"`).join(" or ")} has the tag ${tags.map((one) => `"${one}"`).join(" or ")}`,
      hint: "tkglab list",
    });
  }
  const inShard = selectScenarios(chosen, {
    patterns: [],
    tags: [],
    ...(shard === undefined ? {} : { shard }),
  });
  return inShard.map((one) => {
    const reason = unreadable.find(({ file }) => file === one.file);
    return reason === undefined ? one : { ...one, unreadable: reason };
  });
}

function everything(
  found: readonly FoundScenario[],
  unreadable: readonly UnreadableScenario[],
  folder: string,
): FoundScenario[] {
  // A file whose id is taken was read, and yet is none that could run.
  const readable = found.filter(({ file }) => !unreadable.some((one) => one.file === file));
  const taken = new Set(readable.map(({ scenario }) => scenario.header.id));
  const standIns = unreadable.map((one) => {
    const made = standIn(one, folder, taken);
    taken.add(made.scenario.header.id);
    return made;
  });
  const order = ({ scenario }: FoundScenario) => baseId(scenario.header.id);
  // The cells of a scenario stay in their order, the usual values first.
  return [...readable, ...standIns].sort((a, b) => order(a).localeCompare(order(b)));
}

function patternsOf(
  all: readonly FoundScenario[],
  { patterns, tags, all: isAll }: ChooseInput,
): readonly string[] {
  const isPlain = patterns.length === 0 && tags.length === 0 && !isAll;
  const hasDefault = all.some(({ scenario }) => scenario.header.id.startsWith("containerd/"));
  return isPlain && hasDefault ? defaultPatterns : patterns;
}
