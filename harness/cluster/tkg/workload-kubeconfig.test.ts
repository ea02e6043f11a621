import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fakeProgram } from "../../tools/fake-program.ts";
import type { Kube } from "../kube/kube.ts";
import { withServer, workloadKubeconfig } from "./workload-kubeconfig.ts";

const abc = { name: "abc", namespace: "team" };
const written = `apiVersion: v1
kind: Config
clusters:
- name: abc
  cluster:
    certificate-authority-data: Q0E=
    server: https://172.18.0.5:6443
users:
- name: abc-admin
  user: {client-key-data: S0VZ}
`;

/** A management cluster that holds one secret, or answers with an error. */
function kubeWith(answer: string | Error) {
  const asked: unknown[] = [];
  const readNamespacedSecret = (request: unknown) => {
    asked.push(request);
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ data: { value: Buffer.from(answer).toString("base64") } });
  };
  // as: nothing else of the client is asked for.
  return { asked, kube: { core: { readNamespacedSecret } } as unknown as Kube };
}

const apiError = (code: number) => Object.assign(new Error(`HTTP-Code: ${code}`), { code });

describe("withServer", () => {
  it("changes the address and nothing else", () => {
    // as: just written above.
    const before = parse(written) as { clusters: { cluster: object }[] };
    const [{ cluster }] = before.clusters as [{ cluster: object }];
    const after: unknown = parse(withServer(written, "https://127.0.0.1:40001"));
    expect(after).toEqual({
      ...before,
      clusters: [{ name: "abc", cluster: { ...cluster, server: "https://127.0.0.1:40001" } }],
    });
  });
});

describe("workloadKubeconfig", () => {
  it("is Cluster API's, with the load balancer's port on loopback", async () => {
    const stdout = "0.0.0.0:40000\n127.0.0.1:40001\n[::1]:40001";
    await using docker = await fakeProgram("docker", [{ when: "port *", stdout }]);
    const { kube, asked } = kubeWith(written);
    expect(await workloadKubeconfig(kube, abc)).toBe(withServer(written, "https://127.0.0.1:40001"));
    expect(asked).toEqual([{ name: "abc-kubeconfig", namespace: "team" }]);
    expect(await docker.calls()).toEqual(["port abc-lb 6443/tcp"]);
  });

  it("says that there is no such cluster", async () => {
    await expect(workloadKubeconfig(kubeWith(apiError(404)).kube, abc)).rejects.toMatchObject({
      code: "usage",
      message: "Getting the kubeconfig of cluster abc: there is no secret abc-kubeconfig in namespace team",
      hint: "tkglab tanzu cluster list",
    });
  });

  it("does not take another refusal for a missing cluster", async () => {
    await expect(workloadKubeconfig(kubeWith(apiError(403)).kube, abc)).rejects.toThrow("HTTP-Code: 403");
  });

  it("does not use a port that is open to everybody", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "port *", stdout: "0.0.0.0:40000" }]);
    await expect(workloadKubeconfig(kubeWith(written).kube, abc)).rejects.toMatchObject({
      code: "internal",
      message: "Looking for the port of abc-lb: it is not on loopback but on 0.0.0.0:40000",
      hint: "docker port abc-lb",
    });
  });

  it("says why there is no port", async () => {
    const stderr = "Error: No public port '6443/tcp' published for abc-lb";
    await using _docker = await fakeProgram("docker", [{ when: "port *", stderr, exitCode: 1 }]);
    await expect(workloadKubeconfig(kubeWith(written).kube, abc)).rejects.toThrow(
      `Looking for the port of abc-lb: docker port abc-lb 6443/tcp ended with exit code 1: ${stderr}`,
    );
  });
});
