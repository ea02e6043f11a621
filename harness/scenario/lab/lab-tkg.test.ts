import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createConfigHome } from "../../cluster/tkg/operator/config-home.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeSettings } from "../fake-settings.ts";
import { customize, managementContext } from "./lab-tkg.ts";

const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

async function customized(os: "photon" | "ubuntu", own: Readonly<Record<string, string>> | undefined) {
  const temporary = await temporaryFolder();
  const home = await createConfigHome({ dir: join(temporary.path, "home"), version: "1.4" });
  const folder = own === undefined ? undefined : join(temporary.path, "own");
  if (folder !== undefined) await mkdir(folder);
  for (const [name, text] of Object.entries(own ?? {})) await writeFile(join(folder ?? "", name), text);
  await customize(home, { os, caPem: pem, folder });
  const read = (name: string) => readFile(join(home.customizations, name), "utf8");
  return { read, [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose]() };
}

describe("customize", () => {
  it.each([
    ["photon", "rehash_ca_certificates.sh"],
    ["ubuntu", "update-ca-certificates"],
  ] as const)("takes our overlay for %s, and the lab's CA", async (os, program) => {
    await using place = await customized(os, undefined);
    expect(await place.read("custom-ca.yaml")).toContain(program);
    expect(await place.read("harbor-ca.pem")).toBe(pem);
  });

  it("takes the files that a run brings, but for its CA: the lab's Harbor is new each time", async () => {
    await using place = await customized("photon", {
      "custom-ca.yaml": "#! mine\n",
      "harbor-ca.pem": "of another Harbor",
    });
    expect(await place.read("custom-ca.yaml")).toBe("#! mine\n");
    expect(await place.read("harbor-ca.pem")).toBe(pem);
  });
});

describe("managementContext", () => {
  it("is one for all scenarios of a run, and belongs to none of them", async () => {
    await using folder = await temporaryFolder();
    const settings = fakeSettings(folder.path);
    const of = (scenarioId: string, line: "1.3" | "1.10") =>
      managementContext(
        settings,
        {
          labId: scenarioId,
          ownership: { runId: settings.runId, scenarioId, owner: settings.owner },
          secretsDir: join(settings.secretsDir, scenarioId),
          signal: new AbortController().signal,
          progress: { say: () => undefined, now: () => undefined },
        },
        line,
      );
    const [first, second, newer] = [of("tkg/a", "1.3"), of("tkg/b", "1.3"), of("tkg/b", "1.10")];
    expect(first.labId).toBe(second.labId);
    expect(first.secretsDir).toBe(second.secretsDir);
    expect(first.ownership.scenarioId).toBe("");
    expect(newer.labId).not.toBe(first.labId);
  });
});
