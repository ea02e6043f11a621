import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { kubeconfigFor, startFakeApi } from "../fake-api.ts";
import { openCluster } from "./open-cluster.ts";

// Loading the Kubernetes client takes long on a busy host.
describe("openCluster", { timeout: 60_000 }, () => {
  it("says that there is no such file", async () => {
    await expect(openCluster("/nowhere/x.kubeconfig", undefined)).rejects.toMatchObject({
      code: "usage",
      message:
        "Opening the cluster of /nowhere/x.kubeconfig: there is no file that can be read: ENOENT: no such file or directory, access '/nowhere/x.kubeconfig'",
      hint: "ls -l /nowhere/x.kubeconfig",
    });
  });

  it.each([
    ["no YAML", "a: [b\n", "deficient indentation (2:1)"],
    ["empty", "", "expected a document, but the input is empty"],
    ["another text", "hello\n", "No active cluster!"],
    ["without a context", '{"apiVersion":"v1","kind":"Config","clusters":[]}', "No active cluster!"],
  ])("says that a file is no kubeconfig: %s", async (_, text, why) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "x.kubeconfig");
    await writeFile(file, text);
    await expect(openCluster(file, undefined)).rejects.toMatchObject({
      code: "bad-input",
      message: `Opening the cluster of ${file}: that is no kubeconfig with a current context: ${why}`,
    });
  });
});

async function askNodes(kubeconfig: string) {
  const { kube, ask } = await openCluster(kubeconfig, undefined);
  return ask("Reading the nodes", async () => (await kube.core.listNode()).items.length);
}

describe("asking a cluster", { timeout: 60_000 }, () => {
  it("takes for an answer what is there, what is not, and what one may not see", async () => {
    await using api = await startFakeApi({ "/api/v1/nodes": [{ metadata: { name: "a" } }] });
    expect(await askNodes(api.kubeconfig)).toEqual({ value: 1 });
    await using empty = await startFakeApi({});
    expect(await askNodes(empty.kubeconfig)).toEqual({ absent: true });
    await using strict = await startFakeApi({ "/api/v1/nodes": 403 });
    expect(await askNodes(strict.kubeconfig)).toEqual({
      refused: 'the API server answers 403: no "access", says 403',
    });
  });

  it("ends when the cluster does not know who asks", async () => {
    await using api = await startFakeApi({ "/api/v1/nodes": 401 });
    await expect(askNodes(api.kubeconfig)).rejects.toMatchObject({
      code: "tool-failed",
      message: `Reading the nodes: the API server ${api.server} does not accept the credentials of the kubeconfig`,
    });
  });

  it("ends when nobody answers, with the reason", async () => {
    await using folder = await temporaryFolder();
    const kubeconfig = join(folder.path, "x.kubeconfig");
    const api = await startFakeApi({});
    await writeFile(kubeconfig, JSON.stringify(kubeconfigFor(api.server)));
    await api[Symbol.asyncDispose]();
    await expect(askNodes(kubeconfig)).rejects.toMatchObject({
      code: "unreachable",
      message: `Reading the nodes: the API server ${api.server} does not answer: fetch failed: connect ECONNREFUSED ${api.server.slice("http://".length)}`,
    });
  });
});
