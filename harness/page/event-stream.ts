import type { ServerResponse } from "node:http";
import type { SharedLooks, View } from "./shared-looks.ts";

/** How soon a browser comes back whose connection broke, in milliseconds. */
const comeBackAfter = 1_000;

/** Sends every change to one browser until it leaves, as server-sent events; to a slow one the last of several. */
export function streamViews(response: ServerResponse, looks: Pick<SharedLooks, "watch">): void {
  let waiting: View | undefined;
  const send = (view: View) => {
    if (response.writableNeedDrain) waiting = view;
    else response.write(`data: ${JSON.stringify(view)}\n\n`);
  };
  response.on("drain", () => {
    const view = waiting;
    waiting = undefined;
    if (view !== undefined) send(view);
  });
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(`retry: ${comeBackAfter}\n\n`);
  const leave = looks.watch(send);
  response.once("close", leave);
}
