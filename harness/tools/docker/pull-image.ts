import { budgets, type Budget } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { type CommandResult, lastLine } from "../exec.ts";
import { docker, type DockerOptions } from "./docker.ts";
import { explainDockerFailure, pullFailure } from "./errors.ts";

/** What became of a pull: an image, or why there is none, in Docker's words. */
export type PullOutcome =
  | { readonly kind: "pulled"; readonly digest: string }
  /** The registry answers and does not have it. */
  | { readonly kind: "missing"; readonly said: string }
  /** Nobody answers. */
  | { readonly kind: "unanswered"; readonly said: string }
  /** The registry answers and does not hand it out, or Docker does not trust it. */
  | { readonly kind: "refused"; readonly said: string };

export interface PullOptions extends Pick<DockerOptions, "signal"> {
  /** How long the registry may take to say anything, and how long it may take for all. */
  readonly patience?: Budget;
}

/** Docker says this before it has the manifest, or right after: it is no sign of life of a registry. */
const beginning = ": Pulling from ";

/**
 * Pulls an image by its tag, as whoever this host's Docker is logged in as, and gives the digest of its manifest.
 * @throws HarnessError `unverified` when what comes is not what the manifest says, `no-space`
 */
export async function tryPull(image: string, options: PullOptions = {}): Promise<PullOutcome> {
  const { signal, patience = budgets.registryAnswers } = options;
  const silence = new AbortController();
  let heard = false;
  const hear = (line: string) => {
    heard ||= !line.includes(beginning);
  };
  // Docker itself would wait 25 s for a registry that takes calls and never answers.
  waitFor({
    what: `the registry of ${image}`,
    look: () => (heard ? ready(true) : notYet("no answer")),
    budget: patience,
    signal,
  }).catch((reason: unknown) => {
    silence.abort(reason);
  });
  try {
    const either = AbortSignal.any([silence.signal, ...(signal === undefined ? [] : [signal])]);
    const limits = { signal: either, limit: budgets.imagePull.limit };
    return outcomeOf(image, await docker(["pull", image], { ...limits, onLine: hear }));
  } catch (error) {
    signal?.throwIfAborted();
    if (silence.signal.aborted)
      return { kind: "unanswered", said: `nothing within ${patience.limit / 1000} s` };
    if (!(error instanceof HarnessError) || error.code !== "timeout") throw error;
    return { kind: "unanswered", said: `not all of it within ${budgets.imagePull.limit / 1000} s` };
  } finally {
    heard = true;
  }
}

function outcomeOf(image: string, result: CommandResult): PullOutcome {
  if (result.exitCode === 0) {
    const digest = /^Digest: (sha256:[0-9a-f]{64})$/m.exec(result.stdout)?.[1];
    if (digest !== undefined) return { kind: "pulled", digest };
    throw new HarnessError({
      code: "tool-failed",
      message: `Pulling ${image}: Docker names no digest; it says: ${lastLine(result)}`,
    });
  }
  const kind = pullFailure(result);
  if (kind === "damaged") {
    throw new HarnessError({
      code: "unverified",
      message: `Pulling ${image}: what the registry gives is not what its manifest says: ${lastLine(result)}`,
      hint: `have ${image} removed from its registry, then published anew`,
    });
  }
  const failure = explainDockerFailure(`Pulling ${image}`, result);
  if (failure.code !== "tool-failed") throw failure;
  return { kind, said: lastLine(result) };
}
