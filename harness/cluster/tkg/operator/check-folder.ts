import type { Dirent } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { messageOf } from "../../../core/errors.ts";

/** What nobody should read of a folder of customizations, and what to do about it. */
export interface FolderProblem {
  readonly message: string;
  readonly hint: string;
}

/** An overlay is some hundred lines, a bundle of CAs 200 KB: what is larger is there by mistake. */
export const folderLimits = { fileMiB: 4, allMiB: 16, files: 1000 } as const;

const mebibyte = 2 ** 20;

/**
 * Looks at everything in a folder before anybody reads or copies it: a FIFO would be read for ever, a link would bring
 * files of others along. Gives the first problem; undefined when there is none. Opens no file.
 */
export async function checkFolder(folder: string): Promise<FolderProblem | undefined> {
  const root = await realpath(folder);
  const left = [root];
  let [files, bytes] = [0, 0];
  for (let dir = left.pop(); dir !== undefined; dir = left.pop()) {
    const entries = await readdir(dir, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(dir, entry.name);
      const found = problemOfName(root, path) ?? (await problemOfKind(root, path, entry));
      if (found !== undefined) return found;
      if (entry.isDirectory()) {
        left.push(path);
        continue;
      }
      const { size } = await stat(path);
      files += 1;
      bytes += size;
      const tooMuch = problemOfSize(named(root, path), size, files, bytes);
      if (tooMuch !== undefined) return tooMuch;
    }
  }
  return undefined;
}

function problemOfName(root: string, path: string): FolderProblem | undefined {
  // Bytes that are no UTF-8 come as U+FFFD, and then nothing has that name.
  if (!/[\p{Cc}\p{Bidi_Control}\ufffd]/u.test(relative(root, path))) return undefined;
  return {
    message: `${named(root, path)} has characters in its name that cannot be printed`,
    hint: "rename it: letters, digits, dots, hyphens",
  };
}

async function problemOfKind(root: string, path: string, entry: Dirent): Promise<FolderProblem | undefined> {
  if (entry.isFile() || entry.isDirectory()) return undefined;
  const name = named(root, path);
  if (!entry.isSymbolicLink()) {
    return { message: `${name} is ${kindOf(entry)}, and no file`, hint: `rm ${path}` };
  }
  const copy = `put a copy of the file in place of ${name}`;
  let target: string;
  try {
    target = await realpath(path);
  } catch (error) {
    return { message: `${name} is a link that leads nowhere: ${messageOf(error)}`, hint: copy };
  }
  if (!target.startsWith(`${root}${sep}`)) {
    return { message: `${name} is a link that leads out of the folder, to ${target}`, hint: copy };
  }
  if ((await lstat(target)).isFile()) return undefined;
  return { message: `${name} is a link to ${relative(root, target)}, which is no file`, hint: copy };
}

function problemOfSize(name: string, size: number, files: number, bytes: number): FolderProblem | undefined {
  const { fileMiB, allMiB, files: most } = folderLimits;
  const hint = "leave only the overlays and what they read in it";
  if (size > fileMiB * mebibyte) {
    const mib = Math.ceil(size / mebibyte);
    return { message: `${name} has ${mib} MiB, and ${fileMiB} are the most`, hint };
  }
  if (bytes > allMiB * mebibyte) return { message: `its files have more than ${allMiB} MiB together`, hint };
  return files > most ? { message: `it holds more than ${most} files`, hint } : undefined;
}

/** Its path in the folder, as a person can read it whatever is in it. */
function named(root: string, path: string): string {
  const name = relative(root, path);
  const plain = JSON.stringify(name).replaceAll(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
  return plain === `"${name}"` ? name : plain;
}

function kindOf(entry: Dirent): string {
  if (entry.isFIFO()) return "a FIFO";
  return entry.isSocket() ? "a socket" : "a device";
}
