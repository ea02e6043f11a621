import type { EventEmitter } from "node:events";

/** What a stream says whose reader has gone: `tkglab run | head`, or a terminal that was closed. */
const readerGone = ["EPIPE", "EIO", "ERR_STREAM_DESTROYED"];

/** Goes on without a reader: a run has to clean up, and its exit code is for whoever started it. */
export function outliveReaders(streams: readonly Pick<EventEmitter, "on">[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (!readerGone.includes(error.code ?? "")) throw error;
    });
  }
}
