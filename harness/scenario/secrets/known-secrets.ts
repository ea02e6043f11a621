import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { threadId } from "node:worker_threads";
import { rememberSecrets } from "../../core/secret.ts";
import type { RunSettings } from "../settings.ts";
import { filesBelow, isGone } from "./files-below.ts";
import { secretShapes } from "./secret-shapes.ts";

/** Where each thread of a run leaves what secrets it knows, in the run's own folder of mode 0700. */
const folderIn = (secretsDir: string) => join(secretsDir, "known-secrets");

/** Kubeconfigs and keys are smaller; what is larger is no secret's file. */
const largestFile = 1_048_576;

type Folders = Pick<RunSettings, "secretsDir" | "recordsDir">;

/**
 * The secrets that the scenarios of a run know by now: those that this thread has made, those that others have left, and
 * the keys and tokens in the files of the run's folder, which programs such as kind have written.
 */
export async function knownSecrets({ secretsDir, recordsDir }: Folders): Promise<Set<string>> {
  const files = await filesBelow(secretsDir);
  const isOurs = (file: string) => file.startsWith(`${folderIn(secretsDir)}${sep}`);
  const foreign = files.filter((file) => !isOurs(file) && !file.startsWith(`${recordsDir}${sep}`));
  const texts = await Promise.all(foreign.map(textOf));
  return new Set([
    ...rememberSecrets(),
    ...texts.flatMap(secretsIn),
    ...(await leftIn(files.filter(isOurs))),
  ]);
}

/** Leaves them for other threads and for the end of the run: what they lie in goes with the scenario. */
export async function leaveSecrets(secretsDir: string, secrets: ReadonlySet<string>): Promise<void> {
  const folder = folderIn(secretsDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${threadId}.json`);
  await writeFile(`${file}.part`, JSON.stringify([...secrets]), { mode: 0o600 });
  await rename(`${file}.part`, file);
}

/** All that were left, once the scenarios have ended; the files go. */
export async function takeSecrets(secretsDir: string): Promise<string[]> {
  const folder = folderIn(secretsDir);
  const secrets = await leftIn(await filesBelow(folder));
  await rm(folder, { recursive: true, force: true });
  return secrets;
}

async function leftIn(files: readonly string[]): Promise<string[]> {
  const whole = files.filter((file) => file.endsWith(".json"));
  // as: leaveSecrets() writes a list of texts
  return (await Promise.all(whole.map(textOf))).flatMap((text) => JSON.parse(text || "[]") as string[]);
}

/** What a file holds; nothing where it has just gone: scenarios beside this one tidy up. */
async function textOf(file: string): Promise<string> {
  try {
    return (await stat(file)).size > largestFile ? "" : await readFile(file, "latin1");
  } catch (error) {
    if (isGone(error)) return "";
    throw error;
  }
}

function secretsIn(text: string): string[] {
  return secretShapes.flatMap(({ pattern, isOne, valueOf }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const secret = match.groups?.secret ?? match[0];
      const value = isOne?.(secret) === false ? undefined : valueOf(secret);
      return value === undefined ? [] : [value];
    }),
  );
}
