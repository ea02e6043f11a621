import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** A port of this machine that speaks HTTP, over TLS when a CA is given. */
export interface RawPlace {
  readonly port: number;
  readonly tls?: { readonly host: string; readonly caPem: string | undefined };
}

/** An answer as it came over the wire. */
export interface RawReply {
  readonly status: number;
  /** By lower-case name; the last one of a name counts. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Opens a connection. @throws Node's own error when it cannot be opened */
export async function openConnection({ port, tls }: RawPlace): Promise<Socket> {
  const host = "127.0.0.1";
  const socket =
    tls === undefined
      ? connectPlain(port, host)
      : connectTls({
          host,
          port,
          servername: tls.host,
          ...(tls.caPem === undefined ? {} : { ca: tls.caPem }),
        });
  await new Promise((resolve, reject) =>
    socket.once(tls === undefined ? "connect" : "secureConnect", resolve).once("error", reject),
  );
  return socket;
}

/**
 * Sends bytes that need not be HTTP, and gives what came back until the server closed the connection. Ask for that
 * with `Connection: close`.
 */
export async function exchange(place: RawPlace, request: string | Buffer): Promise<readonly RawReply[]> {
  const socket = await openConnection(place);
  const answered = answersOn(socket);
  socket.write(typeof request === "string" ? Buffer.from(request, "latin1") : request);
  return answered;
}

/** All answers on a connection, once it is closed by whoever. */
export async function answersOn(socket: Socket): Promise<readonly RawReply[]> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // A server that has had enough resets the connection; what it said before counts.
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("close", resolve));
  return readAnswers(Buffer.concat(chunks));
}

/** Takes answers apart, as far as they are complete. */
export function readAnswers(bytes: Buffer): readonly RawReply[] {
  const replies: RawReply[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) return replies;
    const [first = "", ...lines] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const status = Number(first.split(" ")[1]);
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
    );
    const { body, length } = bodyOf(rest.subarray(end + 4), headers);
    rest = rest.subarray(end + 4 + length);
    // 1xx announces an answer and is none.
    if (status >= 200) replies.push({ status, headers, body: body.toString("utf8") });
  }
}

function bodyOf(bytes: Buffer, headers: ReadonlyMap<string, string>): { body: Buffer; length: number } {
  if (headers.get("transfer-encoding") !== "chunked") {
    const length = Math.min(Number(headers.get("content-length") ?? 0), bytes.length);
    return { body: bytes.subarray(0, length), length };
  }
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf("\r\n", at);
    const size = end < 0 ? 0 : Number.parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    if (size === 0) return { body: Buffer.concat(pieces), length: end < 0 ? bytes.length : end + 4 };
    pieces.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
