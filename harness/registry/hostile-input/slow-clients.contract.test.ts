import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "../../core/budgets.ts";
import { systemClock, timed } from "../../core/clock.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { basicLogin } from "../oci-calls.ts";
import { sendHttps } from "../https-request.ts";
import { answersOn, openConnection, type RawReply } from "../raw-exchange.ts";
import { type RegistryProcess, startRegistryProcess } from "../registry-process.ts";

const admin = basicLogin("admin", "Harbor12345");
const body = "Content-Length: 1000000\r\n\r\n";
const begun = {
  "an API request's body": `PUT /api/v2.0/configurations HTTP/1.1\r\nHost: x\r\nAuthorization: ${admin}\r\n${body}`,
  "a body that nobody asked for": `POST /api/v2.0/projects HTTP/1.1\r\nHost: x\r\n${body}`,
  "a manifest": `PUT /v2/library/a/manifests/1 HTTP/1.1\r\nHost: x\r\nAuthorization: ${admin}\r\n${body}`,
  "a header": "GET /v2/ HTTP/1.1\r\nHost: x\r\nX-Rest: ",
  "a path": "GET /v2/library/",
};
/** Clients that begin the same. */
const each = 20;
let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess({ window: 1_500, bytes: 16 * 1024 });
});
afterAll(() => registry[Symbol.asyncDispose]());

interface SlowClient {
  readonly socket: Socket;
  readonly answers: Promise<readonly RawReply[]>;
}

describe("a hundred clients that send a byte now and then", () => {
  it("do not keep others waiting, cost little, and are all cut off", async () => {
    const { host, port, caPem } = registry.target;
    const before = await registry.memory("VmRSS");
    const slow: SlowClient[] = [];
    for (const start of Object.values(begun)) {
      for (let number = 0; number < each; number++) {
        const socket = await openConnection({ port, tls: { host, caPem } });
        slow.push({ socket, answers: answersOn(socket) });
        socket.write(start);
      }
    }
    const times: number[] = [];
    const look = async () => {
      for (const { socket } of slow) if (socket.writable) socket.write("x");
      const { ms } = await timed(() => sendHttps(registry.target, { method: "GET", path: "/api/v2.0/ping" }));
      times.push(ms);
      const open = slow.filter(({ socket }) => !socket.closed).length;
      return open === 0 ? ready(true) : notYet(`${open} are still connected`);
    };
    await waitFor({
      what: "slow clients to be cut off",
      look,
      budget: budgets.registryReady,
      clock: systemClock,
    });
    const statuses = await Promise.all(
      slow.map(async ({ answers }) => (await answers).map(({ status }) => status)),
    );
    const grown = (await registry.memory("VmHWM")) - before;
    console.info(
      `${times.length} others, the slowest in ${Math.round(Math.max(...times))} ms; ${Math.round(grown / 2 ** 20)} MiB`,
    );
    expect(Math.max(...times)).toBeLessThan(1_000);
    expect(grown).toBeLessThan(64 * 2 ** 20);
    expect(new Set(statuses.map(String))).toEqual(new Set(["408", "401"]));
  });
});
