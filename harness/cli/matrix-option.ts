import { Option } from "commander";
import { matrixModes } from "../scenario/matrix/cells-of.ts";
import { parseMatrix } from "./run-options.ts";

/** `--matrix [which]`, for the commands that choose scenarios. */
export function matrixOption(what: string): Option {
  return new Option("--matrix [which]", `${what}: ${matrixModes.join(" or ")}`).argParser(parseMatrix);
}
