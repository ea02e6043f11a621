import type { Clock } from "../core/clock.ts";
import type { Progress } from "../core/progress.ts";
import type { Recipe } from "./recipe.ts";
import type { Source } from "./source.ts";

/** What building needs to be told. */
export interface AssetsInput {
  /** An existing folder. */
  readonly cacheDir: string;
  readonly source: Source;
  /** Labels for containers that exist only while building. */
  readonly labels: readonly string[];
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  /** The catalogue unless told. */
  readonly recipes?: ReadonlyMap<string, Recipe>;
  readonly clock?: Clock;
  /** Bytes that a folder's file system has to offer; asked of the system unless told. */
  readonly freeSpace?: (folder: string) => Promise<number>;
}
