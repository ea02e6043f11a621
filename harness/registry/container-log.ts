import type { ContainerRuntimeClient } from "testcontainers";

type Container = ReturnType<ContainerRuntimeClient["container"]["getById"]>;

/** What a container wrote to both its streams, in order. @param tail only that many lines from the end */
export async function readContainerLog(container: Container, tail?: number): Promise<string> {
  const limit = tail === undefined ? {} : { tail };
  return demultiplex(await container.logs({ follow: false, stdout: true, stderr: true, ...limit }));
}

/** Takes off the frames that Docker puts around the output of a container without a terminal. */
export function demultiplex(framed: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= framed.length;) {
    const length = framed.readUInt32BE(at + 4);
    parts.push(framed.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(parts).toString("utf8");
}
