import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";
import { exchange } from "../raw-exchange.ts";

const digest = `sha256:${"a".repeat(64)}`;
const admin = `Authorization: Basic ${Buffer.from(adminLogin).toString("base64")}\r\n`;
const last = "Host: x\r\nConnection: close\r\n";
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
  api.distribution.put("library/a", ["1"], {});
});
afterEach(() => api[Symbol.asyncDispose]());

const reached = () => api.distribution.seen.map(({ method, url }) => `${method} ${url}`);

describe("what comes with a request that needs no body", () => {
  const hidden = "DELETE /v2/private/secret/manifests/1 HTTP/1.1\r\nHost: x\r\nX-Rest: ";
  const chunked = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
  const bodies = {
    "in chunks": `Transfer-Encoding: chunked\r\n\r\n${chunked}`,
    "with a length": `Content-Length: ${hidden.length}\r\n\r\n${hidden}`,
  };

  it.each(
    Object.entries(bodies).flatMap(([how, body]) =>
      [
        "GET /v2/library/a/manifests/1",
        "GET /v2/library/a/tags/list",
        "HEAD /v2/library/a/manifests/1",
        `DELETE /v2/library/a/blobs/${digest}`,
      ].map((line) => ({ how, body, line })),
    ),
  )("stays here, $how: $line", async ({ line, body }) => {
    for (let time = 0; time < 2; time++) await exchange(api, `${line} HTTP/1.1\r\n${admin}${last}${body}`);
    // The next one would take the rest of it for its own beginning.
    await api.send("GET", "/v2/library/a/manifests/1");
    expect(reached()).toEqual([line, line, "GET /v2/library/a/manifests/1"]);
  });
});

describe("a form", () => {
  it.each(["application/x-www-form-urlencoded", "Multipart/Form-Data; boundary=x"])(
    "is none to Distribution, which would find a mount in it that nobody has checked: %s",
    async (type) => {
      const body = `mount=${digest}&from=private/secret`;
      const headers = { "content-type": type };
      await api.send("POST", "/v2/library/a/blobs/uploads/", { login: adminLogin, headers, body });
      expect(api.distribution.seen.map(({ headers: seen }) => seen["content-type"])).toEqual([
        "application/octet-stream",
      ]);
    },
  );
});

it("does not hand on the name by which a client called the registry", async () => {
  await api.send("GET", "/v2/library/a/manifests/1", { headers: { host: "<odd>" } });
  expect(api.distribution.seen[0]?.host).toBe(`127.0.0.1:${api.distribution.port}`);
});

describe("what Distribution refuses in plain text", () => {
  it("is an error as the registry's others are", async () => {
    const path = `/v2/library/a/blobs/${digest}`;
    const reply = await api.send("GET", path, { headers: { range: "bytes=99-" } });
    expect([reply.status, errorOf(reply)]).toEqual([416, "UNSUPPORTED: invalid range: failed to overlap"]);
    expect(reply.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "content-length": String(reply.text.length),
      "content-range": "bytes */2",
      "docker-distribution-api-version": "registry/2.0",
    });
  });

  it("has no body for a HEAD", async () => {
    const path = `/v2/library/a/blobs/${digest}`;
    const reply = await api.send("HEAD", path, { login: adminLogin, headers: { range: "bytes=99-" } });
    expect([reply.status, reply.text]).toEqual([416, ""]);
  });
});

describe("what Distribution says when it is at a loss", () => {
  it("is kept from clients: it is about its files", async () => {
    const reply = await api.send("GET", "/v2/library/a/manifests/disk-full");
    expect([reply.status, reply.json]).toEqual([
      500,
      { errors: [{ code: "UNKNOWN", message: "internal server error" }] },
    ]);
  });

  it("is an error of the client's where it names one as well", async () => {
    const body = JSON.stringify({ schemaVersion: 2 });
    const reply = await api.send("PUT", "/v2/library/a/manifests/foreign-layer", { login: adminLogin, body });
    expect([reply.status, reply.json]).toEqual([
      400,
      { errors: [{ code: "MANIFEST_INVALID", message: "manifest invalid", detail: {} }] },
    ]);
    expect(api.world.quotas.of("library").used).toBe(0);
  });
});

describe("a method that is not meant", () => {
  const all = "GET, HEAD, POST, PUT, PATCH, DELETE";

  it.each([
    ["OPTIONS", "/v2/library/a/manifests/1", all],
    ["TRACE", "/v2/library/a/manifests/1", all],
    ["PROPFIND", `/v2/library/a/blobs/${digest}`, all],
    ["PUT", "/v2/", "GET, HEAD"],
    ["DELETE", "/v2/_catalog", "GET, HEAD"],
    ["QUERY", "/v2/", "GET, HEAD"],
  ])("reaches nothing: %s %s", async (method, path, allow) => {
    const reply = await api.send(method, path, { login: adminLogin });
    expect([reply.status, errorOf(reply), reply.headers.allow]).toEqual([
      405,
      `UNSUPPORTED: the method ${method} is not supported here`,
      allow,
    ]);
    expect(reached()).toEqual([]);
  });

  it("is refused by the API too", async () => {
    const reply = await api.send("TRACE", "/api/v2.0/health");
    expect([reply.status, errorOf(reply)]).toEqual([
      405,
      "METHOD_NOT_ALLOWED: the method TRACE is not allowed",
    ]);
  });
});
