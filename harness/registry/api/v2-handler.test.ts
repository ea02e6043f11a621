import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";

const realm = 'Bearer realm="https://harbor.tkg.test/service/token",service="harbor-registry"';
const basic = 'Basic realm="harbor"';
const digest = `sha256:${"a".repeat(64)}`;
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
  api.world.projects.create("private", false);
});
afterEach(() => api[Symbol.asyncDispose]());

describe("a request without Authorization", () => {
  it.each([
    ["GET", "/v2/", realm, "unauthorized"],
    ["GET", "/v2/_catalog", basic, "unauthorized to list catalog"],
    ["HEAD", "/v2/library/a/manifests/1", `${realm},scope="repository:library/a:pull"`, ""],
    [
      "GET",
      "/v2/private/a/manifests/1",
      `${realm},scope="repository:private/a:pull"`,
      "unauthorized to access repository: private/a, action: pull",
    ],
    [
      "POST",
      "/v2/library/a/blobs/uploads/",
      `${realm},scope="repository:library/a:pull,push"`,
      "unauthorized to access repository: library/a, action: push",
    ],
    [
      "DELETE",
      `/v2/library/a/manifests/${digest}`,
      `${realm},scope="repository:library/a:delete"`,
      "unauthorized to access repository: library/a, action: delete",
    ],
    [
      "POST",
      `/v2/library/a/blobs/uploads/?mount=${digest}&from=private/b`,
      `${realm},scope="repository:library/a:pull,push repository:private/b:pull"`,
      "unauthorized to access repository: library/a, action: push",
    ],
    ["GET", "/v2/nowhere/a/manifests/1", "", "project nowhere not found"],
  ])("%s %s is challenged with %s", async (method, path, challenge, message) => {
    const reply = await api.send(method, path);
    expect(reply.status).toBe(401);
    expect(reply.headers["www-authenticate"]).toBe(challenge);
    expect(reply.headers["docker-distribution-api-version"]).toBe("registry/2.0");
    if (message !== "") expect(errorOf(reply)).toBe(`UNAUTHORIZED: ${message}: ${message}`);
    expect(api.distribution.seen).toEqual([]);
  });

  it("may GET from a public project, with a token that allows just that", async () => {
    api.distribution.put("library/a", ["1"], {});
    expect((await api.send("GET", "/v2/library/a/manifests/1")).status).toBe(200);
    expect(api.distribution.seen).toMatchObject([
      {
        method: "GET",
        url: "/v2/library/a/manifests/1",
        subject: "",
        access: [{ type: "repository", name: "library/a", actions: ["pull"] }],
      },
    ]);
  });
});

describe("a request with credentials that fail", () => {
  it.each([
    ["GET", "/v2/", { login: "admin:wrong" }],
    ["GET", "/v2/", { headers: { authorization: "Bearer broken" } }],
    ["GET", "/v2/private/a/manifests/1", { login: "admin:wrong" }],
    ["PUT", "/v2/library/a/manifests/1", { login: "robot$none:x" }],
    ["GET", "/v2/_catalog", { login: "admin:wrong" }],
  ])("%s %s is challenged for a login", async (method, path, init) => {
    const reply = await api.send(method, path, init);
    expect([reply.status, reply.headers["www-authenticate"]]).toEqual([401, basic]);
  });

  it("is refused once the token is over", async () => {
    const { token } = await api.world.tokens.mint("admin", [
      { type: "repository", name: "private/a", actions: ["pull"] },
    ]);
    const init = { headers: { authorization: `Bearer ${token}` } };
    api.distribution.put("private/a", ["1"], {});
    expect((await api.send("GET", "/v2/private/a/manifests/1", init)).status).toBe(200);
    api.pass(31 * 60_000);
    expect((await api.send("GET", "/v2/private/a/manifests/1", init)).headers["www-authenticate"]).toBe(
      basic,
    );
  });

  it("is refused with a token of another signer", async () => {
    await using other = await startApi();
    const forged = (await other.world.tokens.mint("admin", [])).token.split(".");
    const signature = Buffer.alloc(256).toString("base64url");
    const headers = { authorization: `Bearer ${[forged[0], forged[1], signature].join(".")}` };
    expect((await api.send("GET", "/v2/", { headers })).headers["www-authenticate"]).toBe(basic);
  });
});

describe("a request that may pass", () => {
  it("hands a client's own token on", async () => {
    const access = [{ type: "repository", name: "private/a", actions: ["pull", "push"] }];
    const { token } = await api.world.tokens.mint("admin", access);
    await api.send("POST", "/v2/private/a/blobs/uploads/", { headers: { authorization: `Bearer ${token}` } });
    expect(api.distribution.seen[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it("does not take a token of one project to another", async () => {
    const { token } = await api.world.tokens.mint("admin", [
      { type: "repository", name: "library/a", actions: ["push"] },
    ]);
    const reply = await api.send("PUT", "/v2/private/a/manifests/1", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.headers["www-authenticate"]).toBe(basic);
    expect(api.distribution.seen).toEqual([]);
  });

  it("mints for a Basic login what the request needs", async () => {
    await api.send("POST", `/v2/library/a/blobs/uploads/?mount=${digest}&from=private/b`, {
      login: adminLogin,
    });
    await api.send("GET", "/v2/_catalog?n=5", { login: adminLogin });
    expect(api.distribution.seen).toMatchObject([
      {
        url: `/v2/library/a/blobs/uploads/?mount=${digest}&from=private/b`,
        subject: "admin",
        access: [
          { type: "repository", name: "library/a", actions: ["pull", "push"] },
          { type: "repository", name: "private/b", actions: ["pull"] },
        ],
      },
      { url: "/v2/_catalog?n=5", access: [{ type: "registry", name: "catalog", actions: ["*"] }] },
    ]);
  });

  it("reaches the repository that was checked, however its path was written", async () => {
    await api.send("GET", "/v2//library%2Fa/manifests/1");
    expect(api.distribution.seen.map(({ url }) => url)).toEqual(["/v2/library/a/manifests/1"]);
    for (const path of ["/v2/library/../private/a/manifests/1", "/v2/library/%2e%2e/private/a/manifests/1"]) {
      expect((await api.send("GET", path)).status).toBe(404);
    }
    expect(errorOf(await api.send("GET", "/v2/library/a%252F..%252Fb/manifests/1"))).toBe(
      "BAD_REQUEST: the path holds characters that no name may have",
    );
    expect(api.distribution.seen).toHaveLength(1);
  });

  it("keeps hop-by-hop headers and cookies to itself", async () => {
    const headers = { cookie: "sid=1", te: "trailers", "x-forwarded-proto": "http", accept: "x/y" };
    await api.send("GET", "/v2/library/a/manifests/1", { headers });
    const seen = api.distribution.seen[0]?.headers ?? {};
    expect([seen.cookie, seen.te, seen["x-forwarded-proto"], seen.accept]).toEqual([
      undefined,
      undefined,
      "https",
      "x/y",
    ]);
  });

  it.each(["x", "-1-3", "0-99999999999999999999", "bytes 0-2/3"])(
    "names a chunk's range: %s",
    async (range) => {
      const init = { login: adminLogin, headers: { "content-range": range }, body: "abc" };
      const reply = await api.send("PATCH", "/v2/library/a/blobs/uploads/1", init);
      expect([reply.status, errorOf(reply)]).toEqual([
        400,
        `BLOB_UPLOAD_INVALID: invalid content range: ${range}`,
      ]);
      expect(api.distribution.seen).toEqual([]);
    },
  );

  it("does not delete by tag", async () => {
    const reply = await api.send("DELETE", "/v2/library/a/manifests/1", { login: adminLogin });
    expect([reply.status, errorOf(reply)]).toEqual([
      400,
      "UNSUPPORTED: unsupported digest 1: invalid checksum digest format",
    ]);
  });
});

it("says 502 when Distribution is gone", async () => {
  await api.distribution[Symbol.asyncDispose]();
  const reply = await api.send("GET", "/v2/library/a/manifests/1");
  expect([reply.status, errorOf(reply)]).toEqual([
    502,
    "UNKNOWN: the registry behind this API did not answer",
  ]);
});

it("writes a line per request, without credentials", async () => {
  await api.send("GET", "/service/token?service=harbor-registry&scope=repository:library/a:pull", {
    login: adminLogin,
  });
  await api.send("GET", "/v2/private/a/manifests/1?secret=1", { login: "admin:wrong" });
  const time = "2026-01-02T03:04:05.000Z";
  expect(api.log).toEqual([
    {
      time,
      method: "GET",
      path: "/service/token",
      status: 200,
      user: "admin",
      scopes: ["repository:library/a:pull"],
    },
    { time, method: "GET", path: "/v2/private/a/manifests/1", status: 401, user: "-" },
  ]);
});
