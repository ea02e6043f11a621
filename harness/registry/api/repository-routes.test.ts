import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";

const base = "/api/v2.0/projects/library/repositories";
const image = (layer: number) => ({
  schemaVersion: 2,
  config: { mediaType: "application/vnd.oci.image.config.v1+json", size: 100 },
  layers: [{ size: layer }],
});
let api: ApiUnderTest;
let first: string;
beforeEach(async () => {
  api = await startApi();
  first = api.distribution.put("library/hello", ["1.0", "latest"], image(1000));
  api.distribution.put("library/deep/er", ["1"], image(1));
  api.distribution.put("library-2/other", ["1"], image(1));
});
afterEach(() => api[Symbol.asyncDispose]());

describe("repositories", () => {
  it("lists those of the project, and of no other with a name alike", async () => {
    const { json, headers } = await api.send("GET", base);
    expect(headers["x-total-count"]).toBe("2");
    expect(json).toMatchObject([
      { name: "library/deep/er", project_id: 1, artifact_count: 1, pull_count: 0 },
      { name: "library/hello", project_id: 1, artifact_count: 1, pull_count: 0 },
    ]);
  });

  it("counts pulls, and not looks", async () => {
    for (const method of ["GET", "GET", "HEAD"]) {
      await api.send(method, "/v2/library/hello/manifests/1.0", { login: adminLogin });
    }
    expect((await api.send("GET", `${base}/hello`)).json).toMatchObject({
      name: "library/hello",
      pull_count: 2,
    });
  });

  it("finds a name with a slash encoded twice, and once", async () => {
    for (const name of ["deep%252Fer", "deep%2Fer"]) {
      expect((await api.send("GET", `${base}/${name}`)).json).toMatchObject({ name: "library/deep/er" });
    }
  });

  it.each([
    ["nothing", 404, "NOT_FOUND: repository library/nothing not found"],
    ["..%252F..%252Fprivate%252Fa", 400, "NAME_INVALID: invalid repository name: library/../../private/a"],
    ["%25zz", 400, "BAD_REQUEST: the repository name is not well encoded"],
  ])("refuses %s", async (name, status, error) => {
    const reply = await api.send("GET", `${base}/${name}`);
    expect([reply.status, errorOf(reply)]).toEqual([status, error]);
  });

  it("leave no trace of names that somebody asked for", async () => {
    for (let number = 0; number < 20; number++) await api.send("GET", `${base}/no-${number}`);
    // Repositories are counted from the first that is remembered.
    expect((await api.send("GET", `${base}/hello`)).json).toMatchObject({ id: 1 });
  });

  it("are deleted by those who may, and are gone then", async () => {
    expect((await api.send("DELETE", `${base}/hello`)).status).toBe(401);
    expect((await api.send("DELETE", `${base}/hello`, { login: adminLogin })).status).toBe(200);
    expect((await api.send("GET", `${base}/hello`)).status).toBe(404);
    expect((await api.send("GET", base)).headers["x-total-count"]).toBe("1");
  });
});

describe("artifacts", () => {
  it("come with digest, size, type and tags", async () => {
    const { json } = await api.send("GET", `${base}/hello/artifacts`);
    expect(json).toMatchObject([
      {
        digest: first,
        type: "IMAGE",
        size: 1100 + JSON.stringify(image(1000)).length,
        media_type: "application/vnd.oci.image.config.v1+json",
        manifest_media_type: "application/vnd.oci.image.manifest.v1+json",
        repository_name: "library/hello",
        tags: [{ name: "1.0" }, { name: "latest" }],
      },
    ]);
  });

  it("come without tags when asked to", async () => {
    const { json } = await api.send("GET", `${base}/hello/artifacts?with_tag=false`);
    expect(json).toMatchObject([{ digest: first }]);
    expect(JSON.stringify(json)).not.toContain("latest");
  });

  it("are found by tag and by digest", async () => {
    for (const reference of ["latest", first]) {
      expect((await api.send("GET", `${base}/hello/artifacts/${reference}`)).json).toMatchObject({
        digest: first,
      });
    }
    expect(errorOf(await api.send("GET", `${base}/hello/artifacts/9`))).toBe(
      "NOT_FOUND: artifact library/hello:9 not found",
    );
  });

  it("hide the parts of a multi-platform image", async () => {
    const part = api.distribution.put("library/multi", [], image(5));
    api.distribution.put("library/multi", ["1"], { manifests: [{ digest: part, size: 10 }] });
    api.world.ledger.pushed("library/multi", part);
    expect((await api.send("GET", `${base}/multi`)).json).toMatchObject({ artifact_count: 1 });
  });

  it("show what was pushed without a tag", async () => {
    const digest = api.distribution.put("library/hello", [], image(5));
    api.world.ledger.pushed("library/hello", digest);
    expect((await api.send("GET", `${base}/hello/artifacts/${digest}`)).json).toMatchObject({
      digest,
      tags: [],
    });
  });

  it("are deleted one by one", async () => {
    expect((await api.send("DELETE", `${base}/hello/artifacts/1.0`, { login: adminLogin })).status).toBe(200);
    expect((await api.send("GET", `${base}/hello`)).status).toBe(404);
  });
});

it("keeps a private project's repositories to itself", async () => {
  api.world.projects.create("private", false);
  expect((await api.send("GET", "/api/v2.0/projects/private/repositories")).status).toBe(401);
  expect(
    (await api.send("GET", "/api/v2.0/projects/private/repositories", { login: adminLogin })).json,
  ).toEqual([]);
});
