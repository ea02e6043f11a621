import { describe, expect, it } from "vitest";
import { brokenPem, joinPems, rotateCa } from "../../pki/index.ts";
import { registryCa, registryOf, validNow } from "../registry-under-test.ts";
import { judgeNode } from "./judge-node.ts";
import type { NodeReading } from "./parse-node.ts";

const ca = await registryCa();
const registry = await registryOf(ca);
const mozilla = (await registryCa("A public CA")).certificatePem;
const bundle = { path: "/etc/ssl/certs/ca-certificates.crt", text: mozilla, changed: 100 };
const harborCa = { path: "/etc/ssl/certs/harbor-ca.pem", text: ca.certificatePem, changed: 300 };

const fresh: NodeReading = {
  machineId: "1",
  os: "ubuntu",
  started: 200,
  logged: true,
  firstPull: undefined,
  refused: undefined,
  registryFolder: undefined,
  files: [bundle],
};

function judge(
  reading: Partial<NodeReading> | { readonly unread: string },
  refusals: readonly string[] = [],
) {
  const whole = "unread" in reading ? reading : { ...fresh, ...reading };
  return judgeNode({ name: "node-1", address: "10.0.0.5", reading: whole, refusals }, registry);
}

describe("a node that has the CA", () => {
  it("trusts the registry when containerd was started later", () => {
    expect(judge({ started: 400, firstPull: 250, files: [bundle, harborCa] })).toMatchObject({
      ...{ kind: "node", name: "node-1", state: "trusted" },
      found: [{ subject: "O=Project Harbor, CN=Harbor CA", where: "/etc/ssl/certs/harbor-ca.pem" }],
      detail: "containerd was started after it was written",
    });
    expect(judge({ started: 400, files: [bundle, harborCa] }).cure).toBeUndefined();
  });

  it("trusts it too when containerd had not pulled before: so it is after the overlay of seed 000", () => {
    const detail =
      "it was written after containerd was started, but before its first pull, when it reads its trust store";
    expect(judge({ files: [bundle, harborCa] })).toMatchObject({ state: "trusted", detail });
    expect(judge({ firstPull: 301, files: [bundle, harborCa] })).toMatchObject({ state: "trusted", detail });
  });

  it("needs a restart when containerd had pulled before", () => {
    expect(judge({ firstPull: 299, files: [bundle, harborCa] })).toMatchObject({
      state: "restart needed",
      detail: "it was written 100 s after containerd was started, and containerd had pulled before",
      cure: "sudo systemctl restart containerd",
    });
  });

  it("needs one as well when containerd's log does not go back far enough to know", () => {
    expect(judge({ logged: false, files: [bundle, harborCa] })).toMatchObject({
      state: "restart needed",
      detail: "it was written 100 s after containerd was started",
    });
  });

  it("counts the first file that has it", () => {
    const both = { ...bundle, text: joinPems([mozilla, ca.certificatePem]) };
    expect(judge({ firstPull: 299, files: [both, harborCa] })).toMatchObject({ state: "trusted" });
  });

  it("is not known to trust when nobody knows since when containerd runs", () => {
    expect(judge({ started: undefined, files: [bundle, harborCa] }).state).toBe("unknown");
  });

  it("trusts it by containerd's own folder, whatever else there is, and needs no restart", () => {
    const registryFolder = "/etc/containerd/certs.d/harbor.tkg.test";
    const files = [
      bundle,
      { path: `${registryFolder}/hosts.toml`, text: 'ca = "ca.crt"', changed: 300 },
      { path: `${registryFolder}/ca.crt`, text: ca.certificatePem, changed: 300 },
    ];
    expect(judge({ registryFolder, firstPull: 210, files })).toMatchObject({
      state: "trusted",
      found: [{ where: `${registryFolder}/ca.crt` }],
      detail: "containerd reads it for every pull",
    });
  });
});

describe("a node that lacks the CA", () => {
  it("is told how to get it, in the way of its operating system", () => {
    expect(judge({ refused: 1795282440 })).toMatchObject({
      ...{ state: "missing", found: [] },
      detail:
        "no certificate there verifies what the registry serves; containerd last refused it 2026-11-21T17:34:00",
      cure: "curl -sk https://harbor.tkg.test/api/v2.0/systeminfo/getcert -o harbor.tkg.test.crt; sudo cp harbor.tkg.test.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates && sudo systemctl restart containerd",
    });
    expect(judge({ os: "photon" }).cure).toMatch(
      /sudo cp harbor\.tkg\.test\.crt \/etc\/ssl\/certs\/ && sudo rehash_ca_certificates\.sh && sudo systemctl restart containerd$/,
    );
  });

  it("has it in a folder of sources, from where nobody has made it known", () => {
    const waiting = { ...harborCa, path: "/usr/local/share/ca-certificates/harbor.crt" };
    expect(judge({ files: [bundle, waiting] })).toMatchObject({
      state: "missing",
      found: [{ where: "/usr/local/share/ca-certificates/harbor.crt" }],
      detail: "it lies in /usr/local/share/ca-certificates/harbor.crt, but was not made known",
      cure: "sudo update-ca-certificates && sudo systemctl restart containerd",
    });
  });

  it("has the CA from before a rotation", async () => {
    const old = await rotateCa(ca, { subject: "same", validity: validNow });
    const stale = { ...harborCa, text: old.certificatePem };
    expect(judge({ files: [bundle, stale] })).toMatchObject({
      state: "another certificate",
      found: [{ subject: "O=Project Harbor, CN=Harbor CA", where: harborCa.path }],
      detail: "a CA there has the name, but another key than the one that has signed",
    });
  });

  it("has it in a form that Go passes over", () => {
    const indented = { ...harborCa, text: brokenPem.allIndented(ca.certificatePem) };
    expect(judge({ files: [bundle, indented] }).state).toBe("unreadable");
  });

  it("has it for a mirror only, or where nothing reads it", () => {
    const elsewhere = { ...harborCa, path: "/etc/harbor/ca.crt" };
    expect(judge({ files: [bundle, elsewhere] }).state).toBe("missing");
  });

  it("does not verify at all, which is no trust", () => {
    const registryFolder = "/etc/containerd/certs.d/harbor.tkg.test";
    const hosts = { path: `${registryFolder}/hosts.toml`, text: "skip_verify = true", changed: 1 };
    expect(judge({ registryFolder, files: [bundle, harborCa, hosts] }).state).toBe("skipped");
  });
});

describe("a node that cannot be read", () => {
  it("is unknown, with the command to look by hand and what Events say", () => {
    const refusal =
      'Failed to pull image "harbor.tkg.test/a:1": x509: certificate signed by unknown authority';
    expect(judge({ unread: "it is no container of this host" }, [refusal])).toMatchObject({
      ...{ state: "unknown", found: [] },
      detail: `it is no container of this host; Events have 1 refused pulls: ${refusal}`,
      cure: "ssh <user>@10.0.0.5 'openssl s_client -connect harbor.tkg.test:443 -servername harbor.tkg.test </dev/null 2>/dev/null | openssl x509 | openssl verify -CApath /etc/ssl/certs'",
    });
  });

  it("is unknown rather than without trust when its store was not found", () => {
    expect(judge({ files: [] })).toMatchObject({
      state: "unknown",
      detail: "no trust store was found on it",
    });
  });
});
