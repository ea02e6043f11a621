import { describe, expect, it } from "vitest";
import { registryCa, registryOf } from "../registry-under-test.ts";
import { judgeController } from "./judge-controller.ts";
import type { KpackController, KpackObject } from "./read-kpack.ts";

const ca = await registryCa();
const registry = await registryOf(ca);
const other = (await registryCa("Somebody else's CA")).certificatePem;
const started = new Date("2026-11-21T11:00:00Z").getTime();
const where = "ConfigMap harbor-ca: ca.crt (as /etc/ssl/certs/harbor-ca.crt)";

const x509 =
  'Get "https://harbor.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority';
const ready: KpackObject = { name: "ClusterStack base", isReady: true, message: "" };
const refused: KpackObject = { name: "ClusterStore default", isReady: false, message: x509 };
const silent: KpackObject = { name: "ClusterBuilder base", isReady: false, message: "" };

function judge(
  text: string | undefined,
  objects: readonly KpackObject[],
  mounted: Partial<KpackController["mounted"]> = {},
) {
  const texts = text === undefined ? [] : [{ where, text }];
  const none = { unread: [], changed: undefined, noFolder: undefined };
  const controller = {
    namespace: "kpack",
    pod: "kpack-controller-1",
    started,
    mounted: { texts, ...none, ...mounted },
  };
  return judgeController(controller, { objects }, registry);
}

describe("judgeController", () => {
  it("trusts what is mounted where Go looks, and says what it is", () => {
    expect(judge(ca.certificatePem, [ready])).toMatchObject({
      ...{ kind: "kpack-controller", name: "kpack/kpack-controller-1", state: "trusted" },
      found: [{ subject: "O=Project Harbor, CN=Harbor CA", where }],
    });
  });

  it("needs a restart when the CA came after its start, and it still fails", () => {
    const late = { changed: started + 1 };
    expect(judge(ca.certificatePem, [refused], late)).toMatchObject({
      state: "restart needed",
      detail: `what is mounted has it, and was written after the Pod had begun; ClusterStore default: ${x509}`,
      cure: "kubectl -n kpack rollout restart deployment/kpack-controller",
    });
    expect(judge(ca.certificatePem, [ready], late).state).toBe("trusted");
    expect(judge(ca.certificatePem, [refused], { changed: started - 1 })).toMatchObject({
      state: "trusted",
      detail: `it is mounted where Go looks for certificates; ClusterStore default: ${x509}`,
    });
  });

  it("lacks it where a store, a stack or a builder says so, and tells how to mount it", () => {
    const place = judge(undefined, [ready, refused]);
    expect(place).toMatchObject({ state: "missing", detail: `ClusterStore default: ${x509}` });
    expect(place.cure).toContain(
      "kubectl -n kpack create configmap registry-ca --from-file=ca.crt=harbor.tkg.test.crt",
    );
    expect(place.cure).toContain('"mountPath":"/etc/ssl/certs/registry-ca.crt","subPath":"ca.crt"');
    expect(judge(other, [refused]).state).toBe("missing");
  });

  it("knows a mounted CA that Go passes over", () => {
    expect(judge(ca.certificatePem.replaceAll("\n", String.raw`\n`), [refused]).state).toBe("unreadable");
  });

  it("knows a folder that is a file", () => {
    expect(judge(ca.certificatePem, [refused], { noFolder: "/certs/ca.crt" })).toMatchObject({
      state: "unreadable",
      detail: `SSL_CERT_DIR is /certs/ca.crt, which is a file: Go finds no certificate there; ClusterStore default: ${x509}`,
    });
  });

  it("is believed when it could read what is in the registry: its image brings the CA", () => {
    expect(judge(undefined, [ready, silent])).toMatchObject({
      state: "trusted",
      detail: "its image brings the CA: ClusterStack base could be read with it",
    });
  });

  it("does not need it where nothing is of that registry, and is unknown where nothing was tried", () => {
    expect(judge(undefined, [])).toMatchObject({
      state: "not needed",
      detail: "no ClusterStore, ClusterStack or ClusterBuilder has an image of harbor.tkg.test",
    });
    expect(judge(undefined, [silent], { unread: ["ConfigMap harbor-ca: it is not there"] })).toMatchObject({
      state: "unknown",
      detail:
        "nothing is mounted that has it, its image cannot be looked into, and ClusterBuilder base says nothing yet; not read: ConfigMap harbor-ca: it is not there",
    });
  });
});
