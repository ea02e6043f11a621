import type { IncomingMessage } from "node:http";

/** What a request carries, in memory; undefined when that is more than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer; // without an encoding, every chunk is a Buffer
    length += bytes.length;
    if (length > limit) break;
    chunks.push(bytes);
  }
  if (length <= limit) return Buffer.concat(chunks);
  // Whoever sends too much gets to read that it is when the rest has been taken off the line.
  request.resume();
  return undefined;
}
