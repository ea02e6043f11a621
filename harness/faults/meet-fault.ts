import { isDeepStrictEqual } from "node:util";
import { HarnessError } from "../core/errors.ts";
import { failureOf } from "../report/index.ts";
import type { FaultHost } from "./fault-host.ts";
import type { FaultRun } from "./fault-run.ts";
import type { Strike } from "./strikes.ts";

/** A fault, where it meets a run, and what the run has to make of it. */
export interface Fault {
  /** What happens, as a sentence without a full stop. */
  readonly what: string;
  /** What `tkglab run` is told. */
  readonly args: readonly string[];
  /** Starts the command line through another program. */
  readonly through?: readonly string[];
  /** The line of the run's output after which it happens; before it begins, where there is none. */
  readonly after?: RegExp;
  readonly strike?: Strike;
  readonly expected: ExpectedOutcome;
}

export interface ExpectedOutcome {
  readonly exitCode: number;
  readonly verdict: Outcome["verdict"];
  /** Has to be in the scenario's error. */
  readonly message?: RegExp;
  /** What stays, as leftovers() names it: nothing, unless the run was killed. */
  readonly left?: readonly string[];
}

/** What came of a run that met a fault. */
export interface Outcome {
  readonly exitCode: number;
  /** Of its first scenario; `none` where nothing was reported. */
  readonly verdict: string;
  /** The scenario's error, or the last line that the run wrote. */
  readonly message: string;
  /** What is on the machine afterwards. */
  readonly left: readonly string[];
  readonly seconds: number;
}

/** Lets a run meet a fault, and gives what came of it. */
export async function meetFault(host: FaultHost, fault: Fault): Promise<Outcome> {
  const { args, through, after, strike } = fault;
  if (after === undefined) await strike?.(host);
  const run = await host.start({ args, ...(through === undefined ? {} : { through }) });
  if (after !== undefined) {
    await run.waitForLine(after);
    await strike?.(host);
  }
  return outcomeOf(host, run);
}

/** What came of a run that ends by itself. */
export async function outcomeOf(host: FaultHost, run: FaultRun): Promise<Outcome> {
  const { exitCode, ms } = await run.ended;
  const results = await run.results();
  const [first] = results?.scenarios ?? [];
  const failure = first === undefined ? undefined : failureOf(first);
  return {
    exitCode,
    verdict: first?.verdict ?? "none",
    message: failure?.message ?? run.lines.at(-1) ?? "",
    left: await host.leftovers(),
    seconds: ms / 1000,
  };
}

/** Compares what came of a run with what had to. @throws HarnessError `check` with all that differs */
export function checkOutcome(outcome: Outcome, { left = [], message, ...expected }: ExpectedOutcome): void {
  const wrong = [
    ...(outcome.exitCode === expected.exitCode
      ? []
      : [`exit code ${outcome.exitCode}, not ${expected.exitCode}`]),
    ...(outcome.verdict === expected.verdict ? [] : [`verdict ${outcome.verdict}, not ${expected.verdict}`]),
    ...(message === undefined || message.test(outcome.message)
      ? []
      : [`no ${String(message)} in the message`]),
    ...(isDeepStrictEqual([...outcome.left], [...left])
      ? []
      : [`left behind: ${outcome.left.join(", ") || "nothing"}`]),
  ];
  if (wrong.length === 0) return;
  throw new HarnessError({ code: "check", message: `${wrong.join("; ")}. It said: ${outcome.message}` });
}

/** Waits for the end of a run of many turns. @throws HarnessError `check` unless each passed and nothing is left */
export async function checkAllPassed(host: FaultHost, run: FaultRun, turns: number): Promise<void> {
  const { exitCode } = await run.ended;
  const scenarios = (await run.results())?.scenarios ?? [];
  const others = scenarios.filter(({ verdict }) => verdict !== "passed");
  const left = await host.leftovers();
  if (exitCode === 0 && scenarios.length === turns && others.length === 0 && left.length === 0) return;
  const told = others.map(
    (one) => `${one.id} ${one.verdict}: ${failureOf(one)?.message ?? one.reason ?? ""}`,
  );
  throw new HarnessError({
    code: "check",
    message: `Of ${turns} turns ${scenarios.length - others.length} passed, exit code ${exitCode}, left behind: ${left.join(", ") || "nothing"}\n${told.join("\n")}`,
  });
}
