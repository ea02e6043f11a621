import { systemClock } from "../core/clock.ts";
import { HarnessError } from "../core/errors.ts";
import type { FaultHost } from "./fault-host.ts";
import { type Outcome, outcomeOf } from "./meet-fault.ts";
import { randomPoints } from "./random-points.ts";

/** A signal that comes at random points of a run. */
export interface Signals {
  readonly name: "INT" | "KILL";
  /** What `tkglab run` is told. */
  readonly args: readonly string[];
  readonly seed: number;
  readonly count: number;
  /** Seconds that an undisturbed run takes on this machine. */
  readonly duration: number;
}

/** One of them, and what came of it. */
export interface SignalOutcome {
  /** Seconds from the beginning of the run. */
  readonly at: number;
  /** The last line that the run had written then. */
  readonly during: string;
  readonly outcome: Outcome;
}

/** Sends a signal to one run after the other, each at its point. After SIGKILL `tkglab sweep` cleans up. */
export async function* meetSignals(host: FaultHost, signals: Signals): AsyncGenerator<SignalOutcome> {
  for (const point of randomPoints(signals.seed, signals.count)) {
    const at = point * signals.duration;
    const run = await host.start({ args: signals.args });
    await systemClock.pause(at * 1_000);
    const during = run.lines.at(-1) ?? "nothing written yet";
    await run.signal(signals.name);
    await run.ended;
    if (signals.name === "KILL") await sweep(host);
    yield { at, during, outcome: await outcomeOf(host, run) };
  }
}

async function sweep(host: FaultHost): Promise<void> {
  const { ended } = await host.start({ args: ["sweep"] });
  const { exitCode, stdout } = await ended;
  if (exitCode === 0) return;
  throw new HarnessError({ code: "check", message: `tkglab sweep: it ended with ${exitCode}: ${stdout}` });
}

/**
 * What a run that got a signal may come to: with SIGINT 130, with SIGKILL 137; 0 when it was done before. Never is
 * anything left, never a verdict on the procedure.
 * @throws HarnessError `check` with what is not so
 */
export function checkSignalOutcome({ name }: Pick<Signals, "name">, { outcome }: SignalOutcome): void {
  const { exitCode, verdict, left, message } = outcome;
  const killed = name === "INT" ? 130 : 137;
  const wrong = [
    ...(exitCode === killed || exitCode === 0 ? [] : [`exit code ${exitCode}, not ${killed}`]),
    ...(verdict === "failed" ? ["verdict failed: the procedure is blamed"] : []),
    ...(left.length === 0 ? [] : [`left behind: ${left.join(", ")}`]),
  ];
  if (wrong.length === 0) return;
  throw new HarnessError({ code: "check", message: `${wrong.join("; ")}. It said: ${message}` });
}
