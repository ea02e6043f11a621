import { Writable } from "node:stream";
import type { Kube } from "../../cluster/index.ts";
import { loadClient } from "../../cluster/kube/kube.ts";
import { messageOf } from "../../core/errors.ts";
import { inspectionBudgets } from "../budgets.ts";
import type { Reading } from "../reading.ts";
import { withinBudget } from "../within-budget.ts";

/** A container in a cluster. */
export interface PodContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** What is needed of the websocket. */
interface Connection {
  onerror: (event: { readonly message: string }) => void;
  onclose: () => void;
  close(): void;
}

/** Reads a file in a running container by its own `cat`. Every way to fail is an answer. */
export async function readInPod(
  kube: Kube,
  { namespace, pod, container }: PodContainer,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Reading<string>> {
  const { Exec } = await loadClient();
  const stdout = collector();
  const stderr = collector();
  const { promise: ended, resolve, reject } = Promise.withResolvers<string | undefined>();
  let socket: Connection | undefined;
  const begin = async () => {
    const command = ["cat", path];
    const streams = [stdout.stream, stderr.stream, null, false] as const;
    const connection: unknown = await new Exec(kube.config).exec(
      namespace,
      pod,
      container,
      command,
      ...streams,
      (end) => resolve(end.status === "Success" ? undefined : (end.message ?? "it failed without a word")),
    );
    socket = connection as Connection; // the client names the type of a package that comes without types
    socket.onerror = ({ message }) => reject(new Error(message));
    // After the status, this comes too late to matter.
    socket.onclose = () => reject(new Error("the connection was closed before the command had ended"));
    return ended;
  };
  try {
    const failure = await withinBudget(begin(), inspectionBudgets.apiAnswer, signal);
    if (failure === undefined) return { value: stdout.text() };
    if (stderr.text().includes("No such file")) return { absent: true };
    const said = stderr.text().trim();
    return { refused: `cat ${path} in ${container}: ${said === "" ? failure : said}` };
  } catch (error) {
    signal?.throwIfAborted();
    return { refused: `running cat ${path} in ${container}: ${reasonOf(error)}` };
  } finally {
    socket?.close();
  }
}

/** A websocket that is refused fails with an event, which is no Error. */
function reasonOf(error: unknown): string {
  const isEvent = typeof error === "object" && error !== null && "message" in error;
  return isEvent ? String(error.message) : messageOf(error);
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}
