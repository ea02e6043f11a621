import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createRootCa } from "../pki/index.ts";
import { startFakeHarbor } from "./fake-harbor.ts";
import { lookForHealth } from "./readiness.ts";

const running = () => Promise.resolve({ Running: true, ExitCode: 0 });
const ended = () => Promise.resolve({ Running: false, ExitCode: 7 });
const health = (status: string) => JSON.stringify({ status, components: [{ name: "registry", status }] });

it("is ready when health is well", async () => {
  await using harbor = await startFakeHarbor({ answer: () => ({ status: 200, body: health("healthy") }) });
  expect(await lookForHealth({ target: harbor.target, state: running })).toEqual({
    ready: true,
    value: true,
  });
  expect(harbor.calls).toMatchObject([{ method: "GET", path: "/api/v2.0/health" }]);
});

it("waits while a component is ill, and says which", async () => {
  await using harbor = await startFakeHarbor({ answer: () => ({ status: 200, body: health("unhealthy") }) });
  expect(await lookForHealth({ target: harbor.target, state: running })).toEqual({
    ready: false,
    saw: 'unhealthy: [{"name":"registry","status":"unhealthy"}]',
  });
});

it("waits while health is refused, and says how", async () => {
  await using harbor = await startFakeHarbor({ answer: () => ({ status: 503, body: "later" }) });
  expect(await lookForHealth({ target: harbor.target, state: running })).toEqual({
    ready: false,
    saw: "health answered 503: later",
  });
});

it("does not take a TLS error for a slow start", async () => {
  await using harbor = await startFakeHarbor({ answer: () => ({ status: 200, body: health("healthy") }) });
  const { certificatePem: caPem } = await createRootCa({ subject: { commonName: "another" } });
  await expect(lookForHealth({ target: { ...harbor.target, caPem }, state: running })).rejects.toMatchObject({
    code: "unreachable",
    // Node goes on with advice about its own flags.
    message: expect.stringMatching(
      /^TLS with harbor\.tkg\.test does not hold: unable to verify the first certificate/,
    ) as string,
  });
  await expect(
    lookForHealth({ target: { ...harbor.target, host: "other.tkg.test" }, state: running }),
  ).rejects.toThrow(
    "TLS with other.tkg.test does not hold: Hostname/IP does not match certificate's altnames: Host: other.tkg.test. is not in the cert's altnames: DNS:harbor.tkg.test",
  );
  expect(harbor.calls).toEqual([]);
});

it("waits for a port that nobody listens on, unless the container has ended", async () => {
  const target = { host: "harbor.tkg.test", address: "127.0.0.1", port: await freePort(), caPem: undefined };
  expect(await lookForHealth({ target, state: running })).toMatchObject({
    ready: false,
    saw: `connect ECONNREFUSED 127.0.0.1:${target.port}`,
  });
  await expect(lookForHealth({ target, state: ended })).rejects.toThrow(
    "its container ended with exit code 7",
  );
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
  await new Promise((resolve) => server.close(resolve));
  return port;
}
