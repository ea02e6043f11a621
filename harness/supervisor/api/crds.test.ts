import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { packageRoot } from "../../core/package-root.ts";
import { unavailable } from "../webhooks/to-v1alpha1.ts";
import { longestCaName } from "../webhooks/trusted-cas.ts";
import { longestClusterName } from "../webhooks/name-lengths.ts";
import { apiVersions, group, plurals, systemNamespace } from "./names.ts";

interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly conversion?: { readonly webhook: { readonly clientConfig: { readonly service: object } } };
    readonly versions: readonly {
      readonly name: string;
      readonly storage: boolean;
      readonly additionalPrinterColumns: readonly { readonly name: string }[];
      readonly schema: { readonly openAPIV3Schema: object };
    }[];
  };
}

const file = join(packageRoot, "fixtures/manifests/supervisor/crds.yaml");
const [clusters, configurations] = parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
  expect(document.errors).toEqual([]);
  return document.toJS() as Crd; // as: what is read of it is tested
});

function schemaOf(crd: Crd | undefined, version: string): object {
  return crd?.spec.versions.find(({ name }) => name === version)?.schema.openAPIV3Schema ?? {};
}

// Rules in CEL are the API server's; formats such as int32 say no more than the bounds do.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const check = {
  v1alpha1: ajv.compile(schemaOf(clusters, "v1alpha1")),
  v1alpha2: ajv.compile(schemaOf(clusters, "v1alpha2")),
  configuration: ajv.compile(schemaOf(configurations, "v1alpha1")),
};

function wrongFields(version: keyof typeof check, spec: object): readonly string[] {
  const fits = check[version]({ metadata: { name: "a" }, spec });
  return fits
    ? []
    : (check[version].errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

const nodes = { vmClass: "best-effort-small", storageClass: "standard" };
const pool = { name: "workers", replicas: 2, ...nodes };
const old = { class: "best-effort-small", storageClass: "standard" };
const inNew = (more: object) => ({ topology: { controlPlane: nodes, nodePools: [pool] }, ...more });
const trust = (ca: object) => ({ trust: { additionalTrustedCAs: [ca] } });

describe("the CRDs", () => {
  it("are those of the API, stored in v1alpha2 and converted by the webhook", () => {
    expect([clusters, configurations].map((crd) => crd?.metadata.name)).toEqual([
      `${plurals.clusters}.${group}`,
      `${plurals.configurations}.${group}`,
    ]);
    const stored = clusters?.spec.versions
      .filter(({ storage }) => storage)
      .map(({ name }) => `${group}/${name}`);
    expect(stored).toEqual([apiVersions.v1alpha2]);
    expect(clusters?.spec.conversion?.webhook.clientConfig.service).toEqual({
      namespace: systemNamespace,
      name: "tkg-webhooks",
      path: "/convert",
      port: 443,
    });
  });

  it("show what the product shows", () => {
    const columns = (crd: Crd | undefined) =>
      crd?.spec.versions.map(({ additionalPrinterColumns }) =>
        additionalPrinterColumns.map(({ name }) => name.toUpperCase()).join("   "),
      );
    expect(columns(clusters)).toEqual([
      "CONTROL PLANE   WORKER   TKR NAME   AGE   READY   TKR COMPATIBLE   UPDATES AVAILABLE",
      "CONTROL PLANE   WORKER   DISTRIBUTION   AGE   PHASE",
    ]);
    expect(columns(configurations)).toEqual(["DEFAULT CNI"]);
  });

  it("bound names as the webhook does", () => {
    for (const version of ["v1alpha1", "v1alpha2"]) {
      expect(JSON.stringify(schemaOf(clusters, version))).toContain(
        `size(self.metadata.name) <= ${longestClusterName}"`,
      );
    }
    expect(JSON.stringify(schemaOf(configurations, "v1alpha1"))).toContain(`"maxLength":${longestCaName}`);
  });

  it("say of trust and proxies the same in both kinds", () => {
    const part = (crd: Crd | undefined, version: string, path: readonly string[]) =>
      path.reduce<unknown>(
        (schema, key) => (schema as { properties: Record<string, unknown> } | undefined)?.properties[key], // as: toEqual tells
        schemaOf(crd, version),
      );
    for (const key of ["trust", "proxy"]) {
      const ofConfiguration = part(configurations, "v1alpha1", ["spec", key]);
      expect(ofConfiguration).toMatchObject({ type: "object" });
      expect(part(clusters, "v1alpha2", ["spec", "settings", "network", key])).toEqual(ofConfiguration);
      expect(part(clusters, "v1alpha1", ["spec", "settings", "network", key])).toEqual(ofConfiguration);
    }
  });
});

describe("their schemas", () => {
  it.each([
    ["v1alpha2", inNew({})],
    [
      "v1alpha2",
      inNew({
        settings: { network: { cni: { name: "antrea" }, ...trust({ name: "harbor-CA_1.x", data: "YQ==" }) } },
      }),
    ],
    [
      "v1alpha2",
      inNew({
        topology: {
          controlPlane: {
            ...nodes,
            replicas: 3,
            tkr: { reference: { name: "v1.34.4---vmware.1-tkg.1" } },
            nodeDrainTimeout: "5m0s",
          },
          nodePools: [
            {
              ...pool,
              taints: [{ key: "a", effect: "NoExecute" }],
              volumes: [
                { name: "containerd", mountPath: "/var/lib/containerd", capacity: { storage: "16Gi" } },
              ],
            },
          ],
        },
      }),
    ],
    [
      "v1alpha1",
      {
        topology: { controlPlane: { count: 1, ...old }, workers: { count: 0, ...old } },
        distribution: { version: "v1.34" },
      },
    ],
    [
      "v1alpha1",
      {
        topology: {
          controlPlane: { count: 3, ...old },
          workers: { count: 2, class: unavailable, storageClass: unavailable },
        },
        distribution: { fullVersion: "v1.34.4+vmware.1-tkg.1.b3d708a" },
      },
    ],
    ["configuration", { defaultCNI: "antrea", ...trust({ name: "first-cert-name", data: "YQ==" }) }],
  ] as const)("take %s %j", (version, spec) => {
    expect(wrongFields(version, spec)).toEqual([]);
  });

  it.each([
    ["v1alpha2", {}, ["/spec required"]],
    [
      "v1alpha2",
      { topology: { controlPlane: { ...nodes, replicas: 2 }, nodePools: [] } },
      ["/spec/topology/controlPlane/replicas enum", "/spec/topology/nodePools minItems"],
    ],
    [
      "v1alpha2",
      {
        topology: {
          controlPlane: { vmClass: "A b", storageClass: "s" },
          nodePools: [{ ...pool, name: "Workers", replicas: -1 }],
        },
      },
      [
        "/spec/topology/controlPlane/vmClass pattern",
        "/spec/topology/nodePools/0/name pattern",
        "/spec/topology/nodePools/0/replicas minimum",
      ],
    ],
    [
      "v1alpha2",
      inNew({ settings: { network: { cni: { name: "flannel" }, pods: { cidrBlocks: ["all"] } } } }),
      ["/spec/settings/network/pods/cidrBlocks/0 pattern", "/spec/settings/network/cni/name enum"],
    ],
    [
      "v1alpha2",
      inNew({ settings: { network: trust({ name: "harbor ca", data: "" }) } }),
      [
        "/spec/settings/network/trust/additionalTrustedCAs/0/name pattern",
        "/spec/settings/network/trust/additionalTrustedCAs/0/data minLength",
      ],
    ],
    [
      "v1alpha1",
      { topology: { controlPlane: { count: 5, ...old }, workers: old } },
      ["/spec required", "/spec/topology/controlPlane/count enum", "/spec/topology/workers required"],
    ],
    [
      "configuration",
      { defaultCNI: "flannel", ...trust({ name: "a" }) },
      ["/spec/defaultCNI enum", "/spec/trust/additionalTrustedCAs/0 required"],
    ],
  ] as const)("refuse %s %j", (version, spec, fields) => {
    expect(wrongFields(version, spec).toSorted()).toEqual(fields.toSorted());
  });

  it("refuse what base64 has not, as CEL reads it: without repeating it", () => {
    const rules = JSON.stringify(schemaOf(configurations, "v1alpha1"));
    const pattern = /self\.matches\('(.*?)'\)/.exec(rules)?.[1] ?? "";
    // Escaped twice by JSON and CEL.
    const charset = new RegExp(pattern.replaceAll("\\\\\\\\", "\\"));
    expect(["YQ==", "YWJj\nYWJj\n", "YWJj"].filter((data) => !charset.test(data))).toEqual([]);
    expect(
      ["-----BEGIN CERTIFICATE-----", "a b", "YQ==YQ==", "a_b-"].filter((data) => charset.test(data)),
    ).toEqual([]);
  });
});
