import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { outliveReaders } from "./closed-streams.ts";

function streamWithError(code: string): () => void {
  const stream = new EventEmitter();
  outliveReaders([stream]);
  return () => void stream.emit("error", Object.assign(new Error(code), { code }));
}

it.each(["EPIPE", "EIO", "ERR_STREAM_DESTROYED"])("goes on after %s: the reader has gone", (code) => {
  expect(streamWithError(code)).not.toThrow();
});

it("does not hide what else goes wrong", () => {
  expect(streamWithError("ENOSPC")).toThrow("ENOSPC");
});
