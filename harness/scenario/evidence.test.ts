import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { evidenceSchema } from "../report/scenario-result.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { gatherEvidence } from "./evidence.ts";
import { fakeSettings } from "./fake-settings.ts";
import type { Lab } from "./lab/lab.ts";
import { SecretWatch } from "./secrets/secret-watch.ts";

const node = { name: "lab-control-plane", address: "172.18.0.2", os: "photon" } as const;

/** A lab in which the named things stand. */
function fakeLab(
  more: Partial<Record<"clusters" | "harbors" | "toolbox" | "moreEvidence", unknown>> = {},
): Lab {
  const context = { ownership: { runId: "r", scenarioId: "area/name", owner: "o" } };
  // as: gathering looks at nothing else of a lab.
  const moreEvidence = () => Promise.resolve([]);
  return { context, clusters: [], harbors: [], moreEvidence, ...more } as unknown as Lab;
}
const harbor = { host: "harbor.tkg.test", logs: () => Promise.resolve("GET /v2/\n") };

const noSecrets = () => new SecretWatch([]);

describe("gatherEvidence", () => {
  it("is nothing where nothing stands", async () => {
    await using folder = await temporaryFolder();
    expect(await gatherEvidence(fakeLab(), fakeSettings(folder.path), noSecrets())).toEqual([]);
  });

  it("keeps what a registry logged and the chain it serves, in files inside the report", async () => {
    await using folder = await temporaryFolder();
    const settings = fakeSettings(folder.path);
    const run = (command: string[]) => Promise.resolve({ stdout: command.join(" "), stderr: "depth=1" });
    const lab = fakeLab({ harbors: [harbor], toolbox: () => Promise.resolve({ run }) });
    const gathered = await gatherEvidence(lab, settings, noSecrets());
    expect(gathered.map((one) => evidenceSchema.parse(one))).toEqual(gathered);
    const texts = gathered.map(async ({ path }) => readFile(join(settings.reportDir, path), "utf8"));
    expect(gathered.map(({ path }) => path)).toEqual([
      "evidence/area/name/harbor.tkg.test.log",
      "evidence/area/name/harbor.tkg.test-served-chain.txt",
    ]);
    expect(await Promise.all(texts)).toEqual([
      "GET /v2/\n",
      "openssl s_client -connect harbor.tkg.test:443 -servername harbor.tkg.test -showcerts\ndepth=1\n",
    ]);
    expect(gathered[0]?.bytes).toBe(9);
  });

  it("says in the place of what cannot be had why it cannot, and gathers the rest", async () => {
    await using folder = await temporaryFolder();
    const settings = fakeSettings(folder.path);
    const mute = { ...harbor, host: "mute.tkg.test", logs: () => Promise.reject(new Error("it is gone")) };
    const toolbox = () => Promise.reject(new Error("no room"));
    const gathered = await gatherEvidence(
      fakeLab({ harbors: [mute, harbor], toolbox }),
      settings,
      noSecrets(),
    );
    const text = async (name: string) =>
      readFile(join(settings.reportDir, `evidence/area/name/${name}`), "utf8");
    expect(gathered).toHaveLength(4);
    expect(await text("mute.tkg.test.log")).toBe("This could not be gathered: it is gone\n");
    expect(await text("harbor.tkg.test.log")).toBe("GET /v2/\n");
    expect(await text("harbor.tkg.test-served-chain.txt")).toBe("This could not be gathered: no room\n");
  });

  it("writes nothing outside of its folder, whatever something is called", async () => {
    await using folder = await temporaryFolder();
    const settings = fakeSettings(folder.path);
    const names = ["../../escaped.log", "/etc/x", "a:b\u0000\n.log", "..", "javascript:alert(1)", "%2e%2e"];
    const moreEvidence = () =>
      Promise.resolve(names.map((name) => ({ name, read: () => Promise.resolve(name) })));
    const lab = fakeLab({ moreEvidence });
    const gathered = await gatherEvidence(lab, settings, noSecrets());
    expect(gathered.map(({ path }) => path)).toEqual(
      ["__.._escaped.log", "_etc_x", "a_b__.log", "_", "javascript_alert_1_", "_2e_2e"].map(
        (name) => `evidence/area/name/${name}`,
      ),
    );
    expect(gathered.map((one) => evidenceSchema.parse(one))).toEqual(gathered);
    expect(await readdir(settings.reportDir)).toEqual(["evidence"]);
  });

  it("asks a cluster and its nodes for what explains a failure, and for no Secret", async () => {
    await using folder = await temporaryFolder();
    await using docker = await fakeProgram("docker", [{ when: "exec *", stdout: "said" }]);
    const lab = fakeLab({ clusters: [{ name: "lab", nodes: [node] }] });
    const gathered = await gatherEvidence(lab, fakeSettings(folder.path), noSecrets());
    expect(gathered.map(({ name }) => name)).toEqual([
      ...["journal.log", "containerd.log", "kubelet.log", "containerd-info.json", "trust-store.txt"].map(
        (name) => `lab-control-plane-${name}`,
      ),
      ...["lab-pods.txt", "lab-pods-described.txt", "lab-events.txt", "lab-nodes-described.txt"],
    ]);
    const calls = await docker.calls();
    expect(calls.filter((call) => /secret/i.test(call))).toEqual([]);
    expect(calls.filter((call) => call.startsWith("exec lab-control-plane "))).toHaveLength(9);
  });
});
