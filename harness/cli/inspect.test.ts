import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../core/errors.ts";
import { startFakeApi } from "../inspect/fake-api.ts";
import { startFakeHarbor } from "../registry/fake-harbor.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { inspectCommand } from "./inspect.ts";

async function inspect(args: readonly string[]) {
  const codes: number[] = [];
  let printed = "";
  const command = inspectCommand({
    stdout: { write: (text) => (printed += text) },
    exit: (code) => codes.push(code),
  });
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  await command.parseAsync([...args], { from: "user" });
  return { printed, codes };
}

async function standing(nodes: readonly object[]) {
  const harbor = await startFakeHarbor({ answer: () => ({ status: 200, body: harbor.target.caPem }) });
  const api = await startFakeApi({
    "/api/v1/nodes": nodes,
    ...{ "/api/v1/pods": [], "/api/v1/events": [], "/api/v1/secrets": [], "/api/v1/serviceaccounts": [] },
  });
  const docker = await fakeProgram("docker", [{ when: "ps *" }]);
  const where = ["--kubeconfig", api.kubeconfig, "--connect", `127.0.0.1:${harbor.target.port}`];
  const stack = new AsyncDisposableStack();
  for (const one of [harbor, api, docker]) stack.use(one);
  return {
    args: ["--registry", "https://harbor.tkg.test", ...where],
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

// Loading the Kubernetes client takes long on a busy host.
describe("tkglab inspect", { timeout: 60_000 }, () => {
  it("exits 0 when every place is in order", async () => {
    await using world = await standing([]);
    const { printed, codes } = await inspect(world.args);
    expect(printed).toMatch(/\n1 place: 1 in order, 0 to cure, 0 unknown\n$/);
    expect(codes).toEqual([0]);
  });

  it("exits 1 when a place is not, and prints nothing but the inspection as JSON when asked to", async () => {
    await using world = await standing([{ metadata: { name: "far-1" } }]);
    const { printed, codes } = await inspect([...world.args, "--json"]);
    expect(JSON.parse(printed)).toMatchObject({
      ...{ schema: 1, ok: false, registry: { host: "harbor.tkg.test" } },
      places: [{ kind: "registry" }, { kind: "node", name: "far-1", state: "unknown" }],
    });
    expect(codes).toEqual([1]);
  });

  it.each([
    ["a URL that is none", ["--registry", "harbor", "--kubeconfig", "/nowhere"], 3],
    [
      "a kubeconfig that is not there",
      ["--registry", "https://harbor.tkg.test", "--kubeconfig", "/nowhere"],
      3,
    ],
  ])("fails for %s", async (_, args, code) => {
    await expect(inspect(args)).rejects.toSatisfy((error) => exitCodeOf(error) === code);
  });

  it("fails as broken when the registry is not there", async () => {
    await using world = await standing([]);
    const args = [...world.args, "--connect", "127.0.0.1:1"];
    await expect(inspect(args)).rejects.toSatisfy((error) => exitCodeOf(error) === 2);
  });

  it.each(["--kubeconfig", "--registry"])("wants %s", async (option) => {
    const args = ["--kubeconfig", "/nowhere", "--registry", "https://harbor.tkg.test"];
    const rest = args.filter((arg, at) => arg !== option && args[at - 1] !== option);
    await expect(inspect(rest)).rejects.toBeInstanceOf(CommanderError);
  });
});
