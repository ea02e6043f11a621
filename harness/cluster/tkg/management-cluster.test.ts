import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { kubeconfigOf } from "../kind/create-kind-cluster.ts";
import { createManagementCluster, openManagementCluster } from "./management-cluster.ts";

const contextIn = (secretsDir: string) => ({
  ...{ labId: "abcdef", secretsDir, progress: silent, signal: new AbortController().signal },
  ownership: { runId: "r", scenarioId: "", owner: "o" },
});

function kubeconfig(server: string): string {
  return stringify({
    "current-context": "lab",
    clusters: [{ name: "lab", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "lab", user: {} }],
    contexts: [{ name: "lab", context: { cluster: "lab", user: "lab" } }],
  });
}

/** An API server of a few lines, with one node that is Ready; it has these ConfigMaps in tkg-system. */
async function apiServer(...configMaps: readonly string[]) {
  const node = {
    metadata: { name: "tkglab-abcdef-control-plane" },
    status: {
      conditions: [{ type: "Ready", status: "True" }],
      addresses: [{ type: "InternalIP", address: "172.18.0.2" }],
    },
  };
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    if (url.startsWith("/api/v1/nodes?")) {
      response.write(`${JSON.stringify({ type: "ADDED", object: node })}\n`);
      return;
    }
    const name = /^\/api\/v1\/namespaces\/tkg-system\/configmaps\/(.+)$/.exec(url)?.[1];
    const isThere = name !== undefined && configMaps.includes(name);
    response.writeHead(isThere ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify({ metadata: { name } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // as: a server that listens on TCP has such an address
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      return Promise.resolve();
    },
  };
}

describe("openManagementCluster", () => {
  it("finds none where none was made", async () => {
    await using folder = await temporaryFolder();
    expect(await openManagementCluster(contextIn(folder.path), "kubectl")).toBeUndefined();
  });

  it("connects to the one that stands", async () => {
    await using folder = await temporaryFolder();
    await using api = await apiServer("tkglab-ready");
    const file = join(folder.path, "tkglab-abcdef.kubeconfig");
    await writeFile(file, kubeconfig(api.url));
    const context = contextIn(folder.path);
    expect(await openManagementCluster(context, "/bin/kubectl")).toMatchObject({
      ...{ name: "tkglab-abcdef", kubeconfig: file, node: "tkglab-abcdef-control-plane" },
      kubectl: { binary: "/bin/kubectl", kubeconfig: file, signal: context.signal },
    });
  });

  it("does not take one whose installation was not completed", async () => {
    await using folder = await temporaryFolder();
    await using api = await apiServer("other");
    await writeFile(kubeconfigOf(contextIn(folder.path)), kubeconfig(api.url));
    await expect(openManagementCluster(contextIn(folder.path), "kubectl")).rejects.toThrow("HTTP-Code: 404");
  });
});

describe("createManagementCluster", () => {
  it("leaves nothing behind when it fails, so that the next one who needs it can make it", async () => {
    await using folder = await temporaryFolder();
    await using docker = await fakeProgram("docker", [
      { when: "run *", stdout: "id-of-guard" },
      { when: "ps *", stdout: "id-of-node" },
      { when: "*", stdout: "x" },
    ]);
    // kind ends well; then nobody answers at the cluster's address.
    const kind = join(folder.path, "kind");
    const answer = join(folder.path, "answer");
    await writeFile(answer, kubeconfig("http://127.0.0.1:1"));
    await writeFile(
      kind,
      `#!/bin/sh\ncat >/dev/null\ncp "${answer}" "${kubeconfigOf(contextIn(folder.path))}"\n`,
    );
    await chmod(kind, 0o755);
    const failed = createManagementCluster({
      ...{
        context: contextIn(folder.path),
        image: "node:1",
        guardImage: "guard:1",
        kind,
        kubectl: "kubectl",
      },
      manifests: { certManager: "/none", clusterApi: "/none", kappController: "/none" },
    });
    await expect(failed).rejects.toMatchObject({ code: "tool-failed" });
    expect(await docker.calls()).toEqual(
      expect.arrayContaining(["rm --force --volumes id-of-node", "rm --force --volumes id-of-guard"]),
    );
    expect(existsSync(kubeconfigOf(contextIn(folder.path)))).toBe(false);
    expect(await openManagementCluster(contextIn(folder.path), "kubectl")).toBeUndefined();
  });
});
