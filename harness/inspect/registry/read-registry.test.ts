import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { startFakeHarbor } from "../../registry/fake-harbor.ts";
import { registryCa } from "../registry-under-test.ts";
import { readRegistry } from "./read-registry.ts";
import { registryAddress } from "./registry-address.ts";

const url = "https://harbor.tkg.test";
const at = (port: number) => registryAddress(url, `127.0.0.1:${port}`);

describe("readRegistry", () => {
  it("records what is served and what getcert gives, without trusting either", async () => {
    const ca = await registryCa();
    await using harbor = await startFakeHarbor({
      answer: ({ path }) =>
        path === "/api/v2.0/systeminfo/getcert"
          ? { status: 200, body: ca.certificatePem }
          : { status: 404, body: "" },
    });
    const { chain, getcert } = await readRegistry(at(harbor.target.port), undefined);
    expect(chain.map(({ subject }) => subject)).toEqual(["O=Project Harbor\nCN=harbor.tkg.test"]);
    expect("certificates" in getcert && getcert.certificates[0]?.toString()).toBe(
      ca.certificatePem.replaceAll("\r", ""),
    );
    expect(harbor.calls.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it.each([
    [404, "page not found", "it answers 404"],
    [200, "<html>", "it answers with no certificate"],
  ])("says why getcert gave nothing: %i %s", async (status, body, refused) => {
    await using harbor = await startFakeHarbor({ answer: () => ({ status, body }) });
    const { getcert } = await readRegistry(at(harbor.target.port), undefined);
    expect(getcert).toEqual({ refused });
  });

  it("says that nobody answers, and how to reach a published port", async () => {
    await expect(readRegistry(at(1), undefined)).rejects.toMatchObject({
      code: "unreachable",
      message: `Inspecting the registry ${url}: connecting to 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1`,
      hint: "a port that Docker publishes is reached with --connect 127.0.0.1:<port>",
    });
  });

  it("says that a name does not resolve here, and what to do", async () => {
    await expect(
      readRegistry(registryAddress("https://no-such-host.invalid", undefined), undefined),
    ).rejects.toMatchObject({
      code: "unreachable",
      hint: "the name does not resolve on this host: say where it is with --connect <address>:<port>",
    });
  });

  it("tells plain HTTP from a registry", async () => {
    const server = createServer((_, response) => response.end("hello"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
    try {
      await expect(readRegistry(at(port), undefined)).rejects.toMatchObject({
        code: "bad-input",
        message: `Inspecting the registry ${url}: connecting to 127.0.0.1:${port}: what answers there speaks no TLS`,
      });
    } finally {
      server.close();
    }
  });

  it("ends with the signal", async () => {
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(readRegistry(at(1), stopped)).rejects.toThrow("stopped");
  });
});
