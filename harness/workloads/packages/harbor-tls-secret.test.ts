import { describe, expect, it } from "vitest";
import type { Kube } from "../../cluster/index.ts";
import { createHarborChartSecret, createHarborTlsSecret } from "./harbor-tls-secret.ts";

const caPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const apiError = (code: number) => Object.assign(new Error(`HTTP-Code: ${code}`), { code });

/** A cluster that answers calls with these errors, and otherwise does as it is told. */
function clusterWith(errors: Readonly<Record<string, Error>> = {}) {
  const calls: (readonly [call: string, request: unknown])[] = [];
  const call = (name: string) => (request: unknown) => {
    calls.push([name, request]);
    const error = errors[name];
    return error === undefined ? Promise.resolve({}) : Promise.reject(error);
  };
  const names = ["createNamespace", "createNamespacedSecret", "replaceNamespacedSecret"];
  // as: nothing else of the client is asked for.
  const kube = { core: Object.fromEntries(names.map((name) => [name, call(name)])) } as unknown as Kube;
  const input = {
    ...{ kube, namespace: "tanzu-system-registry", caPem },
    harbor: { host: "harbor.tkg.test" },
  };
  return {
    calls,
    create: () => createHarborTlsSecret(input),
    createOfChart: () => createHarborChartSecret(input),
  };
}

const body = {
  metadata: {
    ...{ name: "harbor-tls", namespace: "tanzu-system-registry" },
    annotations: { "tkglab.test/harbor": "harbor.tkg.test" },
  },
  type: "Opaque",
  data: { "ca.crt": Buffer.from(caPem).toString("base64") },
};

describe("createHarborTlsSecret", () => {
  it("leaves what the Harbor package leaves: the CA, and no key", async () => {
    const { calls, create } = clusterWith();
    await create();
    expect(calls).toEqual([
      ["createNamespace", { body: { metadata: { name: "tanzu-system-registry" } } }],
      ["createNamespacedSecret", { namespace: "tanzu-system-registry", body }],
    ]);
  });

  it("leaves the same under another name for Harbor's chart", async () => {
    const { calls, createOfChart } = clusterWith();
    await createOfChart();
    const metadata = { ...body.metadata, name: "harbor-harbor-nginx" };
    expect(calls.at(-1)).toEqual([
      "createNamespacedSecret",
      { namespace: "tanzu-system-registry", body: { ...body, metadata } },
    ]);
  });

  it("takes the place of one that is there already", async () => {
    const there = { createNamespace: apiError(409), createNamespacedSecret: apiError(409) };
    const { calls, create } = clusterWith(there);
    await create();
    expect(calls.at(-1)).toEqual([
      "replaceNamespacedSecret",
      { name: "harbor-tls", namespace: "tanzu-system-registry", body },
    ]);
  });

  it.each(["createNamespace", "createNamespacedSecret"])(
    "does not go on where %s is forbidden",
    async (name) => {
      const { calls, create } = clusterWith({ [name]: apiError(403) });
      await expect(create()).rejects.toThrow("HTTP-Code: 403");
      expect(calls.at(-1)?.[0]).toBe(name);
    },
  );
});
