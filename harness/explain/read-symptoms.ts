import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { packageRoot } from "../core/package-root.ts";
import type { Symptom } from "./symptom.ts";

const folder = join(packageRoot, "harness/explain/symptoms");

/** All symptoms, by their ids. */
export function readSymptoms(): readonly Symptom[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return (
    files
      // as: a test checks every file against the schema; reading is to be quick.
      .map((name) => parse(readFileSync(join(folder, name), "utf8")) as Symptom)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  );
}
