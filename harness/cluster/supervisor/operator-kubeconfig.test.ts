import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { operatorKubeconfig } from "./operator-kubeconfig.ts";

const kind = `
apiVersion: v1
kind: Config
clusters: [{ name: kind-tkglab-a1, cluster: { server: "https://127.0.0.1:40001", certificate-authority-data: Q0E= } }]
users: [{ name: kind-tkglab-a1, user: { client-certificate-data: Q1JU, client-key-data: S0VZ } }]
contexts: [{ name: kind-tkglab-a1, context: { cluster: kind-tkglab-a1, user: kind-tkglab-a1 } }]
current-context: kind-tkglab-a1
`;

function written() {
  const text = operatorKubeconfig({
    ...{ kind, address: "172.18.0.4" },
    ...{ namespaces: ["ns1", "tkg-cluster-ns"], clusters: ["tkc-cluster-1"] },
  });
  return parse(text) as Readonly<Record<string, unknown>>; // as: it is read by the expectations
}

describe("operatorKubeconfig", () => {
  it("begins as a Supervisor's node does", () => {
    expect(written()).toMatchObject({
      "current-context": "kubernetes-admin@kubernetes",
      clusters: [
        {
          name: "kubernetes",
          cluster: { server: "https://127.0.0.1:40001", "certificate-authority-data": "Q0E=" },
        },
      ],
      users: [
        {
          name: "kubernetes-admin",
          user: { "client-certificate-data": "Q1JU", "client-key-data": "S0VZ" },
        },
      ],
    });
  });

  it("has a context for each name that the seeds choose", () => {
    const supervisor = { cluster: "kubernetes", user: "kubernetes-admin" };
    expect(written().contexts).toEqual([
      { name: "kubernetes-admin@kubernetes", context: supervisor },
      { name: "172.18.0.4", context: supervisor },
      { name: "ns1", context: { ...supervisor, namespace: "ns1" } },
      { name: "tkg-cluster-ns", context: { ...supervisor, namespace: "tkg-cluster-ns" } },
      { name: "tkc-cluster-1", context: { cluster: "tkc-cluster-1", user: "tkc-cluster-1-admin" } },
    ]);
  });
});
