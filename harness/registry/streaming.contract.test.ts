import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { basicLogin, callRegistry, expectStatus, startUpload } from "./oci-calls.ts";
import { startRegistryProcess } from "./registry-process.ts";

const mebibyte = 1024 * 1024;
const pieces = 1024;

it("carries 1 GiB in both directions without growing by more than 64 MiB", async () => {
  await using registry = await startRegistryProcess();
  const { target } = registry;
  const authorization = basicLogin("admin", "Harbor12345");
  const before = await registry.memory("VmRSS");
  const sent = createHash("sha256");
  const piece = Buffer.alloc(mebibyte, "tkglab");
  const content = Readable.from(
    (function* () {
      for (let count = 0; count < pieces; count++) {
        sent.update(piece);
        yield piece;
      }
    })(),
  );
  const location = await startUpload(target, authorization, "library/big");
  const type = "application/octet-stream";
  const patched = await callRegistry(target, {
    method: "PATCH",
    path: location,
    authorization,
    type,
    body: content,
  });
  const digest = `sha256:${sent.digest("hex")}`;
  const path = `${expectStatus(202, patched).headers.location ?? ""}&digest=${digest}`;
  expectStatus(
    201,
    await callRegistry(target, { method: "PUT", path, authorization, body: Buffer.alloc(0) }),
  );
  const pushed = await registry.memory("VmHWM");
  const received = createHash("sha256");
  let length = 0;
  const blob = { method: "GET", path: `/v2/library/big/blobs/${digest}`, authorization };
  const count = (chunk: Buffer) => {
    received.update(chunk);
    length += chunk.length;
  };
  expectStatus(200, await callRegistry(target, { ...blob, onData: count }));
  expect([length, `sha256:${received.digest("hex")}`]).toEqual([pieces * mebibyte, digest]);
  const grown = [pushed, await registry.memory("VmHWM")].map((high) =>
    Math.round((high - before) / mebibyte),
  );
  console.info(`memory grew by ${grown.join(" MiB while pushing, ")} MiB by the end of pulling`);
  expect(Math.max(...grown)).toBeLessThanOrEqual(64);
}, 300_000);
