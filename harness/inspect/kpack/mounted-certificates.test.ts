import { describe, expect, it } from "vitest";
import type { V1Pod } from "../../cluster/index.ts";
import { certificateMounts } from "./mounted-certificates.ts";

interface Mounted {
  readonly mountPath: string;
  readonly subPath?: string;
  readonly volume?: object;
  readonly env?: Readonly<Record<string, string>>;
}

function mounts({ mountPath, subPath, volume = { configMap: { name: "ca" } }, env = {} }: Mounted) {
  const path = subPath === undefined ? { mountPath } : { mountPath, subPath };
  const pod = {
    spec: {
      containers: [
        {
          name: "controller",
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          volumeMounts: [{ name: "v", ...path }],
        },
      ],
      volumes: [{ name: "v", ...volume }],
    },
  } satisfies V1Pod;
  return certificateMounts(pod).map(({ kind, name, key }) => `${kind} ${name} ${key ?? "*"}`);
}

describe("certificateMounts", () => {
  it.each<[string, Mounted, string]>([
    [
      "one file of Go's folder",
      { mountPath: "/etc/ssl/certs/harbor.crt", subPath: "ca.crt" },
      "ConfigMap ca ca.crt",
    ],
    ["the folder itself", { mountPath: "/etc/ssl/certs" }, "ConfigMap ca *"],
    ["the bundle", { mountPath: "/etc/pki/tls/certs/ca-bundle.crt", subPath: "x" }, "ConfigMap ca x"],
    ["a Secret", { mountPath: "/etc/ssl/certs", volume: { secret: { secretName: "s" } } }, "Secret s *"],
    [
      "a key under another name",
      {
        mountPath: "/etc/ssl/certs/a.crt",
        subPath: "a.crt",
        volume: { configMap: { name: "ca", items: [{ key: "ca.crt", path: "a.crt" }] } },
      },
      "ConfigMap ca ca.crt",
    ],
    [
      "a folder by SSL_CERT_DIR",
      { mountPath: "/certs", env: { SSL_CERT_DIR: "/x:/certs" } },
      "ConfigMap ca *",
    ],
    [
      "a file by SSL_CERT_FILE",
      { mountPath: "/c/ca.crt", subPath: "k", env: { SSL_CERT_FILE: "/c/ca.crt" } },
      "ConfigMap ca k",
    ],
  ])("counts %s", (_what, mounted, expected) => {
    expect(mounts(mounted)).toEqual([expected]);
  });

  it.each<[string, Mounted]>([
    ["a folder that Go does not read", { mountPath: "/certs" }],
    [
      "Go's folder where SSL_CERT_DIR names another",
      {
        mountPath: "/etc/ssl/certs/a.crt",
        subPath: "a",
        env: { SSL_CERT_DIR: "/certs", SSL_CERT_FILE: "/c/ca.crt" },
      },
    ],
    ["what is of no object", { mountPath: "/etc/ssl/certs", volume: { emptyDir: {} } }],
  ])("does not count %s", (_what, mounted) => {
    expect(mounts(mounted)).toEqual([]);
  });
});
