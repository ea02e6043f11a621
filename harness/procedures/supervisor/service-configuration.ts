import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tksManifest } from "../../cluster/supervisor/tks-manifest.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { TrustedCa } from "../../supervisor/api/settings.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** Writes tks.yaml (seed 004): the CAs that every cluster of a Supervisor gets from now on. Gives the file. */
export async function writeServiceConfiguration(input: {
  /** Where it goes. */
  readonly folder: string;
  readonly cas: readonly TrustedCa[];
}): Promise<string> {
  const { folder, cas } = input;
  const file = join(folder, "tks.yaml");
  await writeFile(file, tksManifest(cas));
  return file;
}

/** `kubectl apply -f tks.yaml` on the Supervisor (seed 004); what the API server warns of is in the text. */
export async function applyServiceConfiguration(input: {
  readonly supervisor: { readonly kubectl: KubectlOptions };
  readonly file: string;
}): Promise<Attempt> {
  const { supervisor, file } = input;
  return attemptOf(
    "kubectl apply -f tks.yaml",
    await kubectl(["apply", "--filename", file], supervisor.kubectl),
  );
}
