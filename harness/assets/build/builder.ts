import type { Progress } from "../../core/progress.ts";
import type { AssetRecord } from "../store.ts";

/** What a builder is given besides its recipe. */
export interface BuildRequest {
  readonly key: string;
  /** An empty folder; what is left in it becomes the asset. */
  readonly work: string;
  readonly cacheDir: string;
  /** Labels for containers that exist only while building. */
  readonly labels: readonly string[];
  /** The folder of a finished input. */
  readonly inputFolder: (id: string) => string;
  /** The image of a finished input. */
  readonly inputImage: (id: string) => string;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

/** What a builder says of its product; the files are in the work folder. */
export type BuildProduct = Pick<AssetRecord, "image" | "programs" | "pulled">;
