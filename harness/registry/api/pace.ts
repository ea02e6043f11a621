import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How slow a client may be. */
export interface Patience {
  /** Milliseconds in which something has to come. */
  readonly window: number;
  /** Bytes that have to be sent or taken in each window, with what TLS adds. */
  readonly bytes: number;
}

/** Far below what a bad line carries, far above what somebody sends who only wants to be waited for. */
export const usualPatience: Patience = { window: 60_000, bytes: 16 * 1024 };

interface Exchange {
  /** A request that breaks off has its connection taken away. */
  readonly socket: Socket;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** At the last look; undefined before the first. */
  moved?: number;
}

/**
 * Ends exchanges in which the client keeps the server waiting. A limit on whole requests would end long pushes over slow
 * lines as well; here what counts is whether anything moves. One timer looks at all, as long as there are any.
 */
export class Pace {
  readonly #patience: Patience;
  readonly #exchanges = new Set<Exchange>();
  #isLooking = false;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** How many exchanges are under way. */
  get size(): number {
    return this.#exchanges.size;
  }

  /** Watches an exchange until its answer is written and its request is read. */
  watch(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const exchange: Exchange = { socket, request, response };
    this.#exchanges.add(exchange);
    const leave = () => {
      this.#exchanges.delete(exchange);
      for (const end of [request, socket]) end.off("close", leave);
    };
    response.once("close", () => {
      if (request.complete || socket.destroyed) leave();
      // What comes after its answer ends with itself or with the connection; which of them says so differs.
      else for (const end of [request, socket]) end.once("close", leave);
    });
    this.#lookLater();
  }

  #lookLater(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    AbortSignal.timeout(this.#patience.window).addEventListener("abort", () => {
      this.#isLooking = false;
      for (const exchange of this.#exchanges) this.#look(exchange);
      if (this.#exchanges.size > 0) this.#lookLater();
    });
  }

  #look(exchange: Exchange): void {
    const { socket, moved } = exchange;
    exchange.moved = socket.bytesRead + socket.bytesWritten;
    if (moved === undefined || exchange.moved - moved >= this.#patience.bytes) return;
    if (isClientAwaited(exchange)) giveUp(exchange);
  }
}

/** While Distribution is at work, nothing moves either. */
function isClientAwaited({ request, response }: Exchange): boolean {
  return !request.complete || response.writableLength > 0;
}

function giveUp({ socket, response }: Exchange): void {
  if (response.headersSent) {
    socket.destroy();
    return;
  }
  response.writeHead(408, { connection: "close", "content-length": 0 });
  response.end(() => socket.destroySoon());
}
