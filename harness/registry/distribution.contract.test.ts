import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  basicLogin,
  callRegistry,
  expectStatus,
  manifestType,
  type OciCall,
  pushBlob,
  pushImage,
  sha256,
  startUpload,
} from "./oci-calls.ts";
import { type RegistryProcess, startRegistryProcess } from "./registry-process.ts";

const admin = basicLogin("admin", "Harbor12345");
const realm = 'Bearer realm="https://harbor.tkg.test/service/token",service="harbor-registry"';
let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
  await registry.api.createProject({ name: "private", public: false });
  await pushImage(registry.target, admin, "library/hello", "1.0");
  await pushImage(registry.target, admin, "private/hello", "1.0");
});
afterAll(() => registry[Symbol.asyncDispose]());

const call = (method: string, path: string, more: Partial<OciCall> = {}) =>
  callRegistry(registry.target, {
    method,
    path,
    ...more,
    headers: { accept: manifestType, ...more.headers },
  });

/** Does what a client does with a challenge, and gives the header to come back with. */
async function answerChallenge(challenge: string | undefined, login?: string): Promise<string> {
  const scope = /scope="([^"]*)"/.exec(challenge ?? "")?.[1] ?? "";
  const query = new URLSearchParams({ service: "harbor-registry", scope });
  const reply = await call(
    "GET",
    `/service/token?${query.toString()}`,
    login === undefined ? {} : { authorization: login },
  );
  const { token } = JSON.parse(expectStatus(200, reply).body) as { token: string }; // the token service's answer
  return `Bearer ${token}`;
}

describe("pushing and pulling", () => {
  it("takes a blob in chunks and gives it back", async () => {
    const content = Buffer.from("0123456789".repeat(1000));
    let location = await startUpload(registry.target, admin, "library/chunks");
    expect(location).toMatch(/^\/v2\/library\/chunks\/blobs\/uploads\/[^?]+\?_state=/);
    for (const [from, to] of [
      [0, 4000],
      [4000, 10_000],
    ] as const) {
      const headers = { "content-range": `${from}-${to - 1}` };
      const type = "application/octet-stream";
      const reply = await call("PATCH", location, {
        authorization: admin,
        headers,
        type,
        body: content.subarray(from, to),
      });
      location = expectStatus(202, reply).headers.location ?? "";
    }
    const done = await call("PUT", `${location}&digest=${sha256(content)}`, {
      authorization: admin,
      body: Buffer.alloc(0),
    });
    expect([done.status, done.headers["docker-content-digest"]]).toEqual([201, sha256(content)]);
    const back = await call("GET", `/v2/library/chunks/blobs/${sha256(content)}`, { authorization: admin });
    expect(back.body).toBe(content.toString());
    const part = await call("GET", `/v2/library/chunks/blobs/${sha256(content)}`, {
      authorization: admin,
      headers: { range: "bytes=10-14" },
    });
    expect([part.status, part.body]).toEqual([206, "01234"]);
  });

  it("refuses a blob that is not what its digest says", async () => {
    const location = await startUpload(registry.target, admin, "library/hello");
    const reply = await call("PUT", `${location}&digest=${sha256("other")}`, {
      authorization: admin,
      body: Buffer.from("this"),
    });
    expect(reply.status).toBe(400);
    expect(reply.body).toContain('"code":"DIGEST_INVALID"');
  });

  it("mounts a blob from a repository that may be read", async () => {
    const blob = Buffer.from("shared");
    await pushBlob(registry.target, admin, "private/hello", blob);
    const path = `/v2/library/mounted/blobs/uploads/?mount=${sha256(blob)}&from=private/hello`;
    const { status } = await call("POST", path, { authorization: admin, body: Buffer.alloc(0) });
    expect(status).toBe(201);
    expect((await call("GET", `/v2/library/mounted/blobs/${sha256(blob)}`)).body).toBe("shared");
  });

  it("stores, lists and deletes manifests", async () => {
    const digest = await pushImage(registry.target, admin, "library/gone", "1");
    const got = await call("GET", "/v2/library/gone/manifests/1", { authorization: admin });
    expect([got.headers["docker-content-digest"], got.headers["content-type"]]).toEqual([
      digest,
      manifestType,
    ]);
    expect(JSON.parse((await call("GET", "/v2/library/gone/tags/list")).body)).toEqual({
      name: "library/gone",
      tags: ["1"],
    });
    const catalog = JSON.parse((await call("GET", "/v2/_catalog", { authorization: admin })).body) as unknown;
    expect(catalog).toMatchObject({
      repositories: expect.arrayContaining(["library/gone", "private/hello"]) as string[],
    });
    expect(
      (await call("DELETE", `/v2/library/gone/manifests/${digest}`, { authorization: admin })).status,
    ).toBe(202);
    expect((await call("GET", "/v2/library/gone/manifests/1", { authorization: admin })).status).toBe(404);
    expect((await registry.api.listRepositories("library")).map(({ name }) => name)).not.toContain(
      "library/gone",
    );
  });
});

describe("the token round trip", () => {
  it("lets anybody pull from a public project, by way of the token service", async () => {
    const head = await call("HEAD", "/v2/library/hello/manifests/1.0");
    expect([head.status, head.headers["www-authenticate"]]).toEqual([
      401,
      `${realm},scope="repository:library/hello:pull"`,
    ]);
    const authorization = await answerChallenge(head.headers["www-authenticate"]);
    expect((await call("HEAD", "/v2/library/hello/manifests/1.0", { authorization })).status).toBe(200);
  });

  it("lets the administrator push with a token", async () => {
    const first = await call("POST", "/v2/private/byToken/blobs/uploads/".toLowerCase(), {
      body: Buffer.alloc(0),
    });
    const authorization = await answerChallenge(first.headers["www-authenticate"], admin);
    await pushImage(registry.target, authorization, "private/bytoken", "1");
  });

  it("has Distribution name the scope that a token of the same project lacks", async () => {
    const authorization = await answerChallenge('scope="repository:private/other:pull"', admin);
    const reply = await call("GET", "/v2/private/hello/manifests/1.0", { authorization });
    expect([reply.status, reply.headers["www-authenticate"]]).toEqual([
      401,
      `${realm},scope="repository:private/hello:pull",error="insufficient_scope"`,
    ]);
  });

  it("keeps a private project from anybody and from a wrong password", async () => {
    const nobody = await call("GET", "/v2/private/hello/manifests/1.0");
    expect([nobody.status, nobody.headers["www-authenticate"]]).toEqual([
      401,
      `${realm},scope="repository:private/hello:pull"`,
    ]);
    const authorization = await answerChallenge(nobody.headers["www-authenticate"]);
    expect((await call("GET", "/v2/private/hello/manifests/1.0", { authorization })).status).toBe(401);
    const wrong = await call("GET", "/v2/", { authorization: basicLogin("admin", "wrong") });
    expect([wrong.status, wrong.headers["www-authenticate"]]).toEqual([401, 'Basic realm="harbor"']);
  });

  it("lets a robot pull from its project and not push to it", async () => {
    const robot = await registry.api.createRobot({ name: "puller", project: "private", actions: ["pull"] });
    expect(robot.name).toBe("robot$private+puller");
    const login = basicLogin(robot.name, robot.secret.reveal());
    const authorization = await answerChallenge('scope="repository:private/hello:pull,push"', login);
    expect((await call("GET", "/v2/private/hello/manifests/1.0", { authorization })).status).toBe(200);
    const push = await call("POST", "/v2/private/hello/blobs/uploads/", {
      authorization,
      body: Buffer.alloc(0),
    });
    expect(push.status).toBe(401);
    await registry.api.deleteRobot(robot.id);
    expect((await call("GET", "/v2/private/hello/manifests/1.0", { authorization: login })).status).toBe(401);
  });
});

describe("the API over real content", () => {
  it("shows repositories and artifacts", async () => {
    const digest = await pushImage(registry.target, admin, "library/deep/er", "7");
    expect(await registry.api.listArtifacts("library/deep/er")).toMatchObject([
      { digest, tags: ["7"], mediaType: manifestType },
    ]);
    expect((await registry.api.listRepositories("private")).map(({ name }) => name)).toContain(
      "private/hello",
    );
  });

  it("keeps a project that is not empty", async () => {
    await expect(registry.api.deleteProject("private")).rejects.toThrow(
      "Deleting project private at harbor.tkg.test: the registry answered 412: the project contains repositories, can not be deleted",
    );
  });

  it("writes no credential and no token into its log", () => {
    const log = registry.lines.join("\n");
    expect(log).toContain('"user":"admin"');
    expect(log).not.toMatch(/Harbor12345|eyJ|_state=[^*]/);
  });
});
