import { statfs } from "node:fs/promises";
import type { Jumpbox } from "../jumpbox.ts";
import type { Ailment } from "./ailment.ts";

/** Bytes below which writing anything of use fails. */
const least = 32 * 1024 * 1024;

/** Whether the disk is full on which Docker keeps containers, or the one with the folder. */
export async function examineSpace(jumpbox: Pick<Jumpbox, "run">, folder: string): Promise<Ailment[]> {
  const { bavail, bsize } = await statfs(folder);
  const inDocker = await freeInDocker(jumpbox);
  return [
    ...(inDocker === undefined || inDocker >= least ? [] : [full("Docker's disk", inDocker)]),
    ...(bavail * bsize >= least ? [] : [full(`the disk of ${folder}`, bavail * bsize)]),
  ];
}

/** A container's own files lie on the disk that Docker has. Undefined where the container does not say. */
async function freeInDocker(jumpbox: Pick<Jumpbox, "run">): Promise<number | undefined> {
  const { exitCode, stdout } = await jumpbox.run(["stat", "--file-system", "--format", "%a %S", "/"]);
  const [blocks, size] = stdout.trim().split(" ").map(Number);
  return exitCode !== 0 || blocks === undefined || size === undefined ? undefined : blocks * size;
}

function full(disk: string, bytes: number): Ailment {
  return {
    code: "no-space",
    what: `${disk} is full: ${Math.floor(bytes / 1024 / 1024)} MiB are free`,
    hint: "tkglab images prune; tkglab sweep; docker system df",
  };
}
