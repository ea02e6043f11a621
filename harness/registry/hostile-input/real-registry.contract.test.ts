import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basicLogin, callRegistry, manifestType, sha256 } from "../oci-calls.ts";
import { descriptor, pushImage, types } from "../oci-specification/content.ts";
import { type OciClient, ociClient } from "../oci-specification/oci-client.ts";
import { exchange, type RawPlace } from "../raw-exchange.ts";
import { type RegistryProcess, startRegistryProcess } from "../registry-process.ts";
import { harmsOf, treasure } from "./harms.ts";
import { oddManifest } from "./odd-manifests.ts";
import { oddPath } from "./odd-paths.ts";
import { oddRequest } from "./odd-requests.ts";
import { render } from "./render-request.ts";
import { trials } from "./trials.ts";

const admin = basicLogin("admin", "Harbor12345");
const mebibyte = 1024 * 1024;
let registry: RegistryProcess;
let place: RawPlace;
let client: OciClient;
let atFirst: number;
beforeAll(async () => {
  registry = await startRegistryProcess({ window: 2_000, bytes: 16 * 1024 });
  const { host, port, caPem } = registry.target;
  place = { port, tls: { host, caPem } };
  client = ociClient(registry.target, admin);
  await registry.api.createProject({ name: "private", public: false });
  await pushImage({ client, repository: "library/a" }, "1");
  await pushImage({ client, repository: "private/secret" }, "1", { annotations: { treasure } });
  atFirst = await registry.memory("VmRSS");
});
afterAll(async () => {
  client[Symbol.dispose]();
  await registry[Symbol.asyncDispose]();
});

/** What there is, as the administrator sees it. */
async function holdings(): Promise<unknown> {
  const { body } = await callRegistry(registry.target, {
    method: "GET",
    path: "/v2/_catalog",
    authorization: admin,
  });
  return [body, await registry.api.listProjects(), await registry.api.readQuota("library")];
}

describe("the registry over TLS", () => {
  const robot = fc.constantFrom(undefined, "Basic YWRtaW46d3Jvbmc=", "Bearer x.y.z", "Basic");

  it("comes to no harm and does none, whatever a stranger sends", async () => {
    const before = await holdings();
    await fc.assert(
      fc.asyncProperty(oddRequest(oddPath), robot, async (request, authorization) => {
        const bytes = render(request, authorization);
        const replies = await exchange(place, bytes);
        expect(replies.length).toBeLessThanOrEqual(1);
        expect(replies.flatMap((reply) => harmsOf(bytes, reply))).toEqual([]);
      }),
      trials(200),
    );
    expect(await holdings()).toEqual(before);
  }, 3_600_000);

  it("refuses the oddest manifests of those who may push, and takes none by half", async () => {
    await fc.assert(
      fc.asyncProperty(oddManifest, async ({ type, body }) => {
        const path = "/v2/library/odd/manifests/odd";
        const bytes = Buffer.from(body);
        const reply = await client.call("PUT", path, { body: bytes, ...(type === "" ? {} : { type }) });
        const { status, headers } = reply;
        const raw = new Map(Object.entries(headers).map(([name, value]) => [name, String(value)]));
        expect(harmsOf(bytes, { status, headers: raw, body: reply.body })).toEqual([]);
        const kept = await client.call("GET", path, { headers: { accept: type } });
        if (status === 201) expect(kept.headers["docker-content-digest"]).toBe(sha256(bytes));
      }),
      trials(150),
    );
  }, 3_600_000);

  it("takes nothing that hides behind a request for a request", async () => {
    const digest = sha256(await pushImage({ client, repository: "library/kept" }, "1"));
    // What comes next, with the administrator's token, would be the rest of the last header.
    const hidden = `DELETE /v2/library/kept/manifests/${digest} HTTP/1.1\r\nX-Rest: `;
    const chunk = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
    for (const method of ["GET", "HEAD", "DELETE", "OPTIONS"])
      await exchange(
        place,
        `${method} /v2/library/a/tags/list HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`,
      );
    const other = `/v2/library/kept/manifests/${sha256("other")}`;
    const reply = await callRegistry(registry.target, {
      method: "DELETE",
      path: other,
      authorization: admin,
    });
    expect(reply.status).toBe(404);
    const path = "/v2/library/kept/manifests/1";
    const headers = { accept: manifestType };
    expect((await callRegistry(registry.target, { method: "GET", path, headers })).status).toBe(200);
  });

  it("mounts nothing that a form asks for", async () => {
    await registry.api.createProject({ name: "small", public: false, storageLimit: 1 });
    const secret = descriptor(types.config, Buffer.from("{}")).digest;
    const type = "application/x-www-form-urlencoded";
    const body = Buffer.from(`mount=${secret}&from=private/secret`);
    const begun = await client.call("POST", "/v2/small/a/blobs/uploads/", { body, type });
    expect(begun.status).toBe(202);
    expect((await registry.api.readQuota("small")).used).toBe(0);
    expect((await client.call("GET", `/v2/small/a/blobs/${secret}`)).status).toBe(404);
  });
});

it("lives on afterwards in little more memory", async () => {
  expect(process.kill(registry.pid, 0)).toBe(true);
  const grown = (await registry.memory("VmHWM")) - atFirst;
  console.info(`memory grew by ${Math.round(grown / mebibyte)} MiB at most`);
  expect(grown).toBeLessThanOrEqual(64 * mebibyte);
});
