import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The paths of all files in a folder, however deep; one that is not there is empty. */
export async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** Whether an error says that there is nothing of that name. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
