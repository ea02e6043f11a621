import { expect, it } from "vitest";
import { Secret } from "../core/secret.ts";
import { createRootCa } from "../pki/index.ts";
import { type FakeHarbor, startFakeHarbor } from "./fake-harbor.ts";
import { harborClient } from "./harbor-client.ts";

const password = new Secret("Harbor12345");
const login = `Basic ${Buffer.from("admin:Harbor12345").toString("base64")}`;
const clientOf = ({ target }: FakeHarbor) =>
  harborClient({ target: () => target, username: "admin", password });
const answering = (status: number, body: unknown) =>
  startFakeHarbor({
    answer: () => ({ status, body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

it("creates a project with Harbor's text for a boolean", async () => {
  await using harbor = await answering(201, "");
  await clientOf(harbor).createProject({ name: "team", public: false });
  expect(harbor.calls).toEqual([
    {
      method: "POST",
      path: "/api/v2.0/projects",
      authorization: login,
      body: '{"project_name":"team","metadata":{"public":"false"}}',
    },
  ]);
});

it("limits a project as it is created, and later", async () => {
  const quotas = [
    { id: 1, ref: { name: "library" }, hard: { storage: -1 }, used: { storage: 0 } },
    { id: 5, ref: { name: "team" }, hard: { storage: 1048576 }, used: { storage: 7 } },
  ];
  await using harbor = await answering(200, quotas);
  const client = clientOf(harbor);
  await client.createProject({ name: "team", public: true, storageLimit: 1048576 });
  expect(await client.readQuota("team")).toEqual({ id: 5, project: "team", limit: 1048576, used: 7 });
  await client.limitStorage("team", 5);
  expect(harbor.calls.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
    'POST /api/v2.0/projects {"project_name":"team","metadata":{"public":"true"},"storage_limit":1048576}',
    "GET /api/v2.0/quotas?page_size=-1 ",
    "GET /api/v2.0/quotas?page_size=-1 ",
    'PUT /api/v2.0/quotas/5 {"hard":{"storage":5}}',
  ]);
  await expect(client.readQuota("nobody")).rejects.toMatchObject({
    code: "tool-failed",
    message:
      "Reading the quota of project nobody at harbor.tkg.test: it has none; there are quotas of library, team",
  });
});

it("turns read-only mode on and off", async () => {
  await using harbor = await answering(200, "");
  await clientOf(harbor).setReadOnly(true);
  await clientOf(harbor).setReadOnly(false);
  expect(harbor.calls).toMatchObject([
    { method: "PUT", path: "/api/v2.0/configurations", authorization: login, body: '{"read_only":true}' },
    { method: "PUT", path: "/api/v2.0/configurations", authorization: login, body: '{"read_only":false}' },
  ]);
});

it("creates a robot, and keeps its secret", async () => {
  await using harbor = await answering(201, { id: 3, name: "robot$library+ci", secret: "Aa1secret" });
  const robot = await clientOf(harbor).createRobot({
    name: "ci",
    project: "library",
    actions: ["pull", "push"],
  });
  expect(robot).toMatchObject({ id: 3, name: "robot$library+ci" });
  expect([String(robot.secret), robot.secret.reveal()]).toEqual(["***", "Aa1secret"]);
  expect(JSON.parse(harbor.calls[0]?.body ?? "")).toEqual({
    name: "ci",
    level: "project",
    duration: -1,
    permissions: [
      {
        kind: "project",
        namespace: "library",
        access: [
          { resource: "repository", action: "pull" },
          { resource: "repository", action: "push" },
        ],
      },
    ],
  });
});

it("encodes a repository's slash twice", async () => {
  await using harbor = await answering(200, [
    { digest: "sha256:1", size: 5, manifest_media_type: "m", tags: [{ name: "1" }] },
    { digest: "sha256:2", size: 6, manifest_media_type: "m", tags: null },
  ]);
  expect(await clientOf(harbor).listArtifacts("library/a/b")).toEqual([
    { digest: "sha256:1", size: 5, mediaType: "m", tags: ["1"] },
    { digest: "sha256:2", size: 6, mediaType: "m", tags: [] },
  ]);
  expect(harbor.calls[0]?.path).toBe(
    "/api/v2.0/projects/library/repositories/a%252Fb/artifacts?page_size=-1",
  );
});

it("fetches the CA from a server that it does not trust yet, without showing its password", async () => {
  await using harbor = await answering(200, "PEM");
  const { certificatePem: caPem } = await createRootCa();
  const client = harborClient({ target: () => ({ ...harbor.target, caPem }), username: "admin", password });
  expect(await client.getCert()).toBe("PEM");
  expect(harbor.calls).toMatchObject([{ path: "/api/v2.0/systeminfo/getcert", authorization: undefined }]);
  await expect(client.listProjects()).rejects.toThrow("Listing projects at harbor.tkg.test: ");
  expect(harbor.calls).toHaveLength(1);
});

it("says what the registry answered", async () => {
  await using harbor = await answering(409, {
    errors: [{ code: "CONFLICT", message: "The project named team already exists" }],
  });
  await expect(clientOf(harbor).createProject({ name: "team", public: true })).rejects.toMatchObject({
    code: "tool-failed",
    message:
      "Creating project team at harbor.tkg.test: the registry answered 409: The project named team already exists",
  });
});

it.each([
  ["<html>Bad Gateway</html>", "<html>Bad Gateway</html>"],
  ["", "(it said nothing)"],
])("says what something in between answered: %s", async (body, said) => {
  await using harbor = await answering(502, body);
  await expect(clientOf(harbor).listProjects()).rejects.toThrow(
    `Listing projects at harbor.tkg.test: the registry answered 502: ${said}`,
  );
});

it("says when it is not there", async () => {
  const harbor = await answering(200, "");
  await harbor[Symbol.asyncDispose]();
  await expect(clientOf(harbor).health()).rejects.toMatchObject({
    code: "unreachable",
    message: `Reading health at harbor.tkg.test: connect ECONNREFUSED 127.0.0.1:${harbor.target.port}`,
  });
});
