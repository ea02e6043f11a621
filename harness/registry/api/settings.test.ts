import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

const complete = {
  externalUrl: "https://harbor.tkg.test/",
  certificateFile: "tls.crt",
  keyFile: "tls.key",
  caFile: "ca.crt",
  adminPasswordFile: "password",
  tokenKeyFile: "token.key",
  registry: { binary: "registry", storage: "storage", runDirectory: "run" },
};
let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "harbor-settings-"));
  file = join(directory, "config.json");
});
afterEach(() => rm(directory, { recursive: true }));

it("fills in what may be left out", async () => {
  await writeFile(file, JSON.stringify(complete));
  expect(readSettings(file)).toEqual({
    ...complete,
    externalUrl: "https://harbor.tkg.test",
    port: 443,
    address: undefined,
    legacyApi: false,
    harborVersion: "v2.13.0-tkglab",
    patience: { window: 60_000, bytes: 16_384 },
  });
});

it("names the file and the field that is missing", async () => {
  await writeFile(file, JSON.stringify({ ...complete, registry: { ...complete.registry, storage: "" } }));
  expect(() => readSettings(file)).toThrow(`Reading ${file}: storage is missing`);
});

it("refuses what is no object", async () => {
  await writeFile(file, "[]");
  expect(() => readSettings(file)).toThrow(`Reading ${file}: it is not a JSON object`);
});
