import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";

const subject = `sha256:${"a".repeat(64)}`;
const path = `/v2/library/a/referrers/${subject}`;
const pointing = { schemaVersion: 2, subject: { digest: subject } };
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const push = (manifest: object, tag: string) =>
  api.send("PUT", `/v2/library/a/manifests/${tag}`, { login: adminLogin, body: JSON.stringify(manifest) });

describe("referrers", () => {
  it("are none of what nobody refers to, even in a repository that is not there", async () => {
    const reply = await api.send("GET", path);
    expect([reply.status, reply.headers["content-type"], reply.json]).toEqual([
      200,
      "application/vnd.oci.image.index.v1+json",
      { schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [] },
    ]);
  });

  it("are the manifests with that subject, with type and annotations, also those without a tag", async () => {
    const annotations = { "org.example.kind": "signature" };
    const signature = { ...pointing, artifactType: "text/signature", annotations };
    const bill = { ...pointing, artifactType: "", config: { mediaType: "text/bill" } };
    await push(signature, "1");
    await push({ ...pointing, manifests: [] }, "2");
    api.world.ledger.pushed("library/a", api.distribution.put("library/a", [], bill));
    await push({ schemaVersion: 2, subject: { digest: `sha256:${"b".repeat(64)}` } }, "3");
    const { json } = await api.send("GET", path);
    const size = (manifest: object) => JSON.stringify(manifest).length;
    expect(json).toMatchObject({
      manifests: [
        { size: size(signature), artifactType: "text/signature", annotations },
        { size: size({ ...pointing, manifests: [] }) },
        { size: size(bill), artifactType: "text/bill" },
      ],
    });
    expect(JSON.stringify(json).match(/artifactType/g)).toHaveLength(2);
  });

  it("are of one type when that is asked for, and the answer says so", async () => {
    await push({ ...pointing, artifactType: "text/one" }, "1");
    await push({ ...pointing, artifactType: "text/two" }, "2");
    const { json, headers } = await api.send("GET", `${path}?artifactType=text%2Ftwo`);
    expect(headers["oci-filters-applied"]).toBe("artifactType");
    expect(json).toMatchObject({ manifests: [{ artifactType: "text/two" }] });
  });

  it("need a digest", async () => {
    const reply = await api.send("GET", "/v2/library/a/referrers/latest");
    expect([reply.status, errorOf(reply)]).toEqual([400, "DIGEST_INVALID: invalid digest: latest"]);
  });

  it("are for those only whose token names the repository", async () => {
    const tokenFor = async (name: string) => {
      const { token } = await api.world.tokens.mint("", [{ type: "repository", name, actions: ["pull"] }]);
      return { headers: { authorization: `Bearer ${token}` } };
    };
    expect((await api.send("GET", path, await tokenFor("library/a"))).status).toBe(200);
    const { status, headers } = await api.send("GET", path, await tokenFor("library/b"));
    expect([status, headers["www-authenticate"]]).toEqual([
      401,
      'Bearer realm="https://harbor.tkg.test/service/token",service="harbor-registry",scope="repository:library/a:pull",error="insufficient_scope"',
    ]);
    api.world.projects.create("private", false);
    expect((await api.send("GET", `/v2/private/a/referrers/${subject}`)).status).toBe(401);
  });
});

describe("whoever pushes a manifest", () => {
  it("learns that its subject was seen", async () => {
    expect((await push(pointing, "1")).headers["oci-subject"]).toBe(subject);
  });

  it.each([undefined, {}, { digest: "no digest\nat all" }, "x", []])(
    "learns nothing of a subject that is none: %j",
    async (none) => {
      const { status, headers } = await push({ schemaVersion: 2, subject: none }, "1");
      expect([status, headers["oci-subject"]]).toEqual([201, undefined]);
    },
  );
});
