import { describe, expect, it } from "vitest";
import { registryAddress } from "./registry-address.ts";

describe("registryAddress", () => {
  it.each([
    ["https://harbor.tkg.test", undefined, "harbor.tkg.test", "harbor.tkg.test", 443],
    ["https://harbor.tkg.test/", undefined, "harbor.tkg.test", "harbor.tkg.test", 443],
    ["https://harbor.tkg.test:8443", undefined, "harbor.tkg.test:8443", "harbor.tkg.test", 8443],
    ["https://harbor.tkg.test", "127.0.0.1:32768", "harbor.tkg.test", "127.0.0.1", 32768],
    ["https://[fd00::1]:5000", "[::1]:5001", "[fd00::1]:5000", "::1", 5001],
  ])("%s by way of %s", (url, connect, host, address, port) => {
    expect(registryAddress(url, connect)).toMatchObject({ host, target: { address, port } });
  });

  it.each(["harbor.tkg.test", "http://harbor.tkg.test", "https://", "", "nonsense"])(
    "refuses what is no https URL: %s",
    (url) => {
      expect(() => registryAddress(url, undefined)).toThrow(
        expect.objectContaining({
          code: "usage",
          message: `Inspecting the registry ${url}: that is no https URL`,
          hint: "--registry https://harbor.tkg.test",
        }),
      );
    },
  );

  it.each(["127.0.0.1", "127.0.0.1:", ":443", "a:0", "a:65536", "a:b", "fd00::1:443"])(
    "refuses what is no place to connect to: %s",
    (connect) => {
      expect(() => registryAddress("https://harbor.tkg.test", connect)).toThrow(
        expect.objectContaining({
          code: "usage",
          message: `Inspecting a registry by way of ${connect}: that is no <host>:<port>`,
        }),
      );
    },
  );
});
