import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, startApi } from "../api-under-test.ts";
import { answersOn, openConnection } from "../raw-exchange.ts";
import { Pace, usualPatience } from "./pace.ts";
import { budgets } from "../../core/budgets.ts";
import { systemClock } from "../../core/clock.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";

const patience = { window: 150, bytes: 100 };
const admin = `Authorization: Basic ${Buffer.from(adminLogin).toString("base64")}`;
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi({ patience });
});
afterEach(() => api[Symbol.asyncDispose]());

/** Begins a request whose body is to come. */
async function begin(line: string): Promise<Socket> {
  const socket = await openConnection(api);
  socket.write(`${line} HTTP/1.1\r\nHost: x\r\n${admin}\r\nContent-Length: 100000\r\n\r\n`);
  return socket;
}

/** Sends so much every few milliseconds, until the server has closed the connection or `times` are over. */
async function drip(socket: Socket, bytes: number, times: number): Promise<number> {
  let sent = 0;
  for (; sent < times && !socket.closed; sent++) {
    if (socket.writable) socket.write("x".repeat(bytes));
    await systemClock.pause(10);
  }
  return sent;
}

describe("a client that sends next to nothing", () => {
  it.each([
    "PUT /api/v2.0/configurations",
    "PATCH /v2/library/a/blobs/uploads/1",
    "PUT /v2/library/a/manifests/1",
  ])("is cut off, and others are answered meanwhile: %s", async (line) => {
    const socket = await begin(line);
    const answered = answersOn(socket);
    const dripping = drip(socket, 1, 1_000);
    for (let time = 0; time < 5; time++) expect((await api.send("GET", "/api/v2.0/ping")).text).toBe("Pong");
    expect((await answered).map(({ status }) => status)).toEqual([408]);
    expect(await dripping).toBeLessThan(100);
  });

  it("is cut off after an answer that did not wait for it", async () => {
    const socket = await openConnection(api);
    const answered = answersOn(socket);
    socket.write("POST /api/v2.0/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    const dripping = drip(socket, 1, 1_000);
    expect((await answered).map(({ status }) => status)).toEqual([401]);
    expect(await dripping).toBeLessThan(100);
  });
});

it("a client that takes nothing of its answer is cut off", async () => {
  api.distribution.put("library/a", ["1"], { filled: "x".repeat(20_000_000) });
  const socket = await openConnection(api);
  socket.write(`GET /v2/library/a/manifests/1 HTTP/1.1\r\nHost: x\r\n${admin}\r\n\r\n`);
  await waitFor({
    what: "the exchange to be given up",
    look: () => (api.log.length > 0 ? ready(true) : notYet("it goes on")),
    budget: budgets.registryReady,
  });
  // What was on its way already is not all.
  let length = 0;
  socket.on("data", (chunk: Buffer) => (length += chunk.length));
  await new Promise((resolve) => socket.once("close", resolve));
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThan(20_000_000);
});

describe("exchanges that are over", () => {
  const post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n";

  it.each([
    ["after the answer", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "well"],
    ["after the answer to a body", `${post}\r\nbody`, "well"],
    ["in the middle of a body that nobody waited for", `${post}\r\nbo`, "well"],
    ["before there is an answer", "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n", undefined],
    ["in the middle of a body, before there is an answer", `${post.replace("/", "/wait")}\r\nbo`, undefined],
  ])("are forgotten: the client goes %s", async (_when, text, said) => {
    const pace = new Pace(usualPatience);
    const begun = Promise.withResolvers<undefined>();
    const server = createServer((request, response) => {
      pace.watch(request, response);
      if (request.url !== "/wait") response.end("well");
      begun.resolve(undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
    const socket = await openConnection({ port });
    const answered = answersOn(socket);
    socket.write(text);
    await (said === undefined ? begun.promise : new Promise((resolve) => socket.once("data", resolve)));
    expect(pace.size).toBeLessThanOrEqual(1);
    socket.destroy();
    expect((await answered)[0]?.body).toBe(said);
    const look = () => (pace.size === 0 ? ready(true) : notYet(`${pace.size} exchanges`));
    await waitFor({ what: "it to be forgotten", look, budget: { ...budgets.registryReady, limit: 3_000 } });
    await new Promise((resolve) => server.close(resolve));
  });
});

it("lets a client go on that is slow and steady", async () => {
  const socket = await begin("PATCH /v2/library/a/blobs/uploads/1");
  expect(await drip(socket, 100, 60)).toBe(60);
  socket.destroy();
});
