import { resolve } from "node:path";
import { Option } from "commander";
import { type SourceName, sourceNames } from "../assets/index.ts";

/** Where what is not in the cache comes from, as commander hands it over. */
export interface SourceOptions {
  readonly source: SourceName;
  readonly pullFrom?: string;
  /** An absolute path. */
  readonly pullLock?: string;
}

/** `--source`. */
export function sourceOption(): Option {
  return new Option("--source <source>", "where images come from").choices(sourceNames).default("auto");
}

/** `--pull-from`. */
export function pullFromOption(): Option {
  const what = "a registry that `tkglab images push` has filled, or upstream (default: $TKGLAB_PULL_FROM)";
  return new Option("--pull-from <registry/prefix>", what);
}

/** `--pull-lock`. */
export function pullLockOption(): Option {
  const what = "pull only what this file has digests of (default: $TKGLAB_PULL_LOCK)";
  return new Option("--pull-lock <file>", what).argParser((file) => resolve(file));
}
