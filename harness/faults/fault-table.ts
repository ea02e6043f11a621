import { join } from "node:path";
import { packageRoot } from "../core/package-root.ts";
import type { Outcome } from "./meet-fault.ts";
import type { SignalOutcome } from "./meet-signal.ts";

/** What the report says of each fault. */
export const faultColumns = [
  "Nr",
  "What happens",
  "Exit code",
  "Verdict",
  "What it says",
  "Left behind",
  "Seconds",
];

/** A row of that table. */
export function faultRow(number: string, what: string, outcome: Outcome): string[] {
  const { exitCode, verdict, message, left, seconds } = outcome;
  return [number, what, String(exitCode), verdict, message, left.join(", ") || "nothing", seconds.toFixed(1)];
}

/** A scenario in which pushing and pulling take seconds. */
export const largeImage: readonly string[] = [
  ...["run", "--scenarios", join(packageRoot, "fixtures/fault-scenarios"), "faulty/large-image"],
];

/** A scenario that needs nothing from the catalogue. */
export function toyScenario(id: string): readonly string[] {
  return ["run", "--scenarios", join(packageRoot, "fixtures/toy-scenarios"), id];
}

/** What the report says of each signal. */
export const signalColumns = [
  "At second",
  "While it said",
  "Exit code",
  "Verdict",
  "Left behind",
  "Gone after",
];

/** A row of that table. */
export function signalRow({ at, during, outcome }: SignalOutcome): string[] {
  const { exitCode, verdict, left, seconds } = outcome;
  const after = `${Math.max(0, seconds - at).toFixed(1)} s`;
  return [at.toFixed(1), during, String(exitCode), verdict, left.join(", ") || "nothing", after];
}
