import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { spoken } from "../explain/spoken.ts";
import { sampleResults } from "../report/sample-results.ts";
import { explainCommand } from "./explain.ts";

/** Runs the command; `piped` is what comes on standard input. */
async function explain(args: readonly string[], piped = "") {
  let stdout = "";
  let code: number | undefined;
  const command = explainCommand({
    stdin: (async function* () {
      yield await Promise.resolve(Buffer.from(piped));
    })(),
    stdout: { write: (text) => (stdout += text) },
    exit: (given) => (code = given),
  });
  await command.parseAsync([...args], { from: "user" });
  return { stdout, code };
}

const [n01 = ""] = spoken.N01 ?? [];
const [n12 = ""] = spoken.N12 ?? [];

describe("tkglab explain", () => {
  it("says who, why, how to tell and what to do, the likely first", async () => {
    const { stdout, code } = await explain([n01]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^N01 {2}A node refuses the registry's certificate\nsaid by: containerd/);
    expect(stdout).toContain("openssl s_client -connect harbor-abc770.tkg.test:443");
    const causes = stdout.split("\n").filter((line) => /^ {2}\d\. /.test(line));
    expect(causes[0]).toBe("  1. the CA is not in the node's trust store");
    expect(stdout).toContain("     reproduce: tkglab run containerd/photon-node-by-ssh\n");
    expect(stdout).toContain("the same words: N02 ");
    expect(stdout).not.toMatch(/\{(?:host|name|port|file|ca|namespace|resource|path)\}/);
  });

  it("takes words that no shell has kept together", async () => {
    const { stdout } = await explain("http: server gave HTTP response to HTTPS client".split(" "));
    expect(stdout).toMatch(/^N23 /);
  });

  it("reads standard input and files, of any length", async () => {
    const log = `${"Normal  Pulled  kubelet  done\n".repeat(200)}${n12}\n`;
    expect((await explain(["-"], log)).stdout).toMatch(/^N12 /);
    await using folder = await temporaryFolder();
    const file = join(folder.path, "describe.txt");
    await writeFile(file, log);
    expect((await explain(["--file", file])).stdout).toMatch(/^N12 /);
  });

  it("says that it knows nothing", async () => {
    expect(await explain(["all is well"])).toEqual({
      code: 1,
      stdout: "Nothing in this text is a symptom that tkglab knows. What it knows: docs/symptoms.md\n",
    });
  });

  it("prints JSON", async () => {
    const { stdout, code } = await explain([n12, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        id: "N12",
        names: { host: "harbor-6c0d14.tkg.test" },
        causes: [{ place: "kapp-controller" }, {}, {}, {}],
      },
    ]);
    expect(await explain(["all is well", "--json"])).toEqual({ code: 1, stdout: "[]\n" });
  });

  it("explains the scenarios of a results.json that did not pass", async () => {
    const results = sampleResults();
    const [failed] = results.scenarios.filter(({ verdict }) => verdict === "failed");
    const text = JSON.stringify({
      ...results,
      scenarios: results.scenarios.map((scenario) =>
        scenario === failed ? { ...scenario, error: { code: "check", message: n01 } } : scenario,
      ),
    });
    const { stdout } = await explain(["-"], text);
    expect(stdout).toContain(`scenario: ${failed?.id ?? ""}\nN01  A node refuses`);
  });

  it.each([
    [[], "Explaining a text: there is none"],
    [["a", "--file", "b"], "Explaining a text: there are two, in the arguments and in --file"],
  ])("wants one text: %j", async (args, message) => {
    await expect(explain(args)).rejects.toMatchObject({ code: "usage", message });
  });

  it("says which file it cannot read", async () => {
    await expect(explain(["--file", "/no/such/file"])).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(/^Reading \/no\/such\/file: ENOENT/) as unknown,
    });
  });

  it("needs a registry to look at a cluster", async () => {
    const args = ["http: server gave HTTP response to HTTPS client", "--kubeconfig", "/no/such/kubeconfig"];
    await expect(explain(args)).rejects.toMatchObject({
      code: "usage",
      message: "Looking at the cluster: the text names no registry",
    });
  });
});
