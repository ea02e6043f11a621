import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";
import { answersOn, openConnection } from "../raw-exchange.ts";

const configurations = "/api/v2.0/configurations";
const mebibyte = 1024 * 1024;
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

describe("a body", () => {
  it.each(["PUT /api/v2.0/configurations", "PUT /v2/library/a/manifests/1"])(
    "is refused when it is too large, and whoever sends it can read that and go on: %s",
    async (line) => {
      const socket = await openConnection(api);
      const answered = answersOn(socket);
      const admin = `Authorization: Basic ${Buffer.from(adminLogin).toString("base64")}`;
      const length = 20 * mebibyte;
      socket.write(`${line} HTTP/1.1\r\nHost: x\r\n${admin}\r\nContent-Length: ${length}\r\n\r\n`);
      socket.write("x".repeat(length));
      socket.write("GET /api/v2.0/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      const [refused, next] = await answered;
      expect(refused?.body).toMatch(/too large|manifest invalid/);
      expect(next?.body).toBe("Pong");
    },
  );

  it("is refused when it is nested more deeply than anything of the API", async () => {
    const nested = (levels: number) => `{"read_only":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    const answers = [];
    for (const levels of [31, 32, 200_000]) {
      const reply = await api.send("PUT", configurations, { login: adminLogin, body: nested(levels) });
      answers.push([reply.status, errorOf(reply).slice(0, 70)]);
    }
    const tooDeep = [400, "BAD_REQUEST: the request body is nested too deeply"];
    expect(answers).toEqual([
      [400, `BAD_REQUEST: read_only in body must be of type boolean: ${"[".repeat(14)}`],
      tooDeep,
      tooDeep,
    ]);
  });

  it("of somebody who may not send one is not waited for", async () => {
    const socket = await openConnection(api);
    const answered = answersOn(socket);
    socket.once("data", () => socket.destroy());
    socket.write(`POST /api/v2.0/projects HTTP/1.1\r\nHost: x\r\nContent-Length: ${mebibyte}\r\n\r\n{`);
    expect((await answered).map(({ status }) => status)).toEqual([401]);
  });
});
