import type { Ownership } from "./labels.ts";
import type { Progress } from "./progress.ts";

/** What everything that is started for one scenario (or environment) shares. */
export interface RunContext {
  /** Six characters that make the names of this scenario's things its own. */
  readonly labId: string;
  readonly ownership: Ownership;
  /** A folder of mode 0700 for keys and kubeconfigs; it goes with the scenario. */
  readonly secretsDir: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}
