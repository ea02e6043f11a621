import { describe, expect, it } from "vitest";
import { inspectionText } from "./inspection-text.ts";
import type { Inspection } from "./inspection.ts";

const expected = { subject: "O=Project Harbor, CN=Harbor CA", fingerprint256: "C6:3A:8D:A2:6A:36" };
const found = { ...expected, notAfter: "2027-11-21T17:25:20.000Z", where: "/etc/ssl/certs/harbor-ca.pem" };
const inspection: Inspection = {
  schema: 1,
  registry: {
    ...{ url: "https://harbor.tkg.test", host: "harbor.tkg.test", connectedTo: "127.0.0.1:8443" },
    chain: [
      {
        subject: "O=Project Harbor, CN=harbor.tkg.test",
        fingerprint256: "50:A0",
        notAfter: "2027-11-21T17:25:20.000Z",
      },
    ],
    names: ["DNS:harbor.tkg.test"],
    anchor: { ...expected, source: "getcert" },
  },
  places: [
    {
      kind: "registry",
      name: "harbor.tkg.test",
      state: "sound",
      found: [found],
      expected,
      detail: "its CA is known: getcert gives it",
    },
    {
      kind: "node",
      name: "node-1",
      state: "trusted",
      found: [found],
      expected,
      detail: "containerd was started after it was written",
    },
    {
      ...{ kind: "kapp-controller-config", name: "tkg-system", state: "missing", found: [], expected },
      detail: "ConfigMap kapp-controller-config counts, and has no caCerts",
      cure: "kubectl -n tkg-system create configmap kapp-controller-config --from-file=caCerts=harbor.tkg.test.crt",
    },
    {
      kind: "node",
      name: "far-1",
      state: "unknown",
      found: [],
      expected,
      detail: "it is no container of this host",
    },
  ],
  ok: false,
};
const head = [
  "registry  https://harbor.tkg.test (connected to 127.0.0.1:8443), for DNS:harbor.tkg.test",
  "serves    O=Project Harbor, CN=harbor.tkg.test, until 2027-11-21, sha256 50:A0",
  "CA        O=Project Harbor, CN=Harbor CA, given by getcert, sha256 C6:3A:8D:A2:6A:36",
  "",
];

describe("inspectionText", () => {
  it("is a line for each place without a terminal, so that one can search it", () => {
    expect(inspectionText(inspection)).toBe(
      [
        ...head,
        "registry harbor.tkg.test: sound: its CA is known: getcert gives it",
        "node node-1: trusted: containerd was started after it was written; found O=Project Harbor, CN=Harbor CA sha256 C6:3A:8D:A2:6A:36 in /etc/ssl/certs/harbor-ca.pem",
        "kapp-controller (tkg-system): caCerts: missing: ConfigMap kapp-controller-config counts, and has no caCerts; cure: kubectl -n tkg-system create configmap kapp-controller-config --from-file=caCerts=harbor.tkg.test.crt",
        "node far-1: unknown: it is no container of this host",
        "",
        "4 places: 2 in order, 1 to cure, 1 unknown",
        "",
      ].join("\n"),
    );
  });

  it("is a table as wide as the terminal", () => {
    const lines = inspectionText(inspection, 120).split("\n").slice(head.length);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "PLACE                                STATE    FOUND                             CURE
      registry harbor.tkg.test             sound    its CA is known: getcert gives
                                                    it
      node node-1                          trusted  O=Project Harbor, CN=Harbor CA
                                                    (sha256 C6:3A:8D:A2...) in
                                                    /etc/ssl/certs/harbor-ca.pem:
                                                    containerd was started after it
                                                    was written
      kapp-controller (tkg-system):        missing  ConfigMap kapp-controller-config  kubectl -n tkg-system create configmap
      caCerts                                       counts, and has no caCerts        kapp-controller-config
                                                                                      --from-file=caCerts=harbor.tkg.test.crt
      node far-1                           unknown  it is no container of this host

      4 places: 2 in order, 1 to cure, 1 unknown
      a cure in one piece, to copy it: the same command with | cat behind it
      "
    `);
  });

  it("is no narrower than it can be read", () => {
    const lines = inspectionText(inspection, 20).split("\n").slice(head.length);
    expect(Math.max(...lines.map(({ length }) => length))).toBeGreaterThan(60);
  });
});
