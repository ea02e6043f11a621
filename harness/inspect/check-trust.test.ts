import { describe, expect, it } from "vitest";
import { attemptOf } from "./check-trust.ts";
import { type Inspection, isGood, type Place } from "./inspection.ts";

const ca = { subject: "O=Project Harbor, CN=Harbor CA", fingerprint256: "C6:3A" };
const old = {
  subject: ca.subject,
  fingerprint256: "11:22",
  notAfter: "2027-01-01T00:00:00.000Z",
  where: "a.pem",
};
const place = (kind: Place["kind"], state: Place["state"]): Place => ({
  ...{ kind, name: "x", state, found: [], expected: ca, detail: "it was looked at" },
});

function attempt(places: readonly Place[], kinds?: readonly Place["kind"][]) {
  const inspection: Inspection = {
    schema: 1,
    registry: {
      ...{ url: "https://harbor.tkg.test", host: "harbor.tkg.test", connectedTo: "127.0.0.1:1" },
      ...{ chain: [], names: [], anchor: { ...ca, source: "getcert" } },
    },
    places,
    ok: places.every(isGood),
  };
  return attemptOf(inspection, { kubeconfig: "x.kubeconfig" }, kinds);
}

describe("attemptOf", () => {
  it("succeeds when no place lacks the CA", () => {
    expect(attempt([place("registry", "sound"), place("node", "trusted")])).toEqual({
      command: "tkglab inspect --kubeconfig x.kubeconfig --registry https://harbor.tkg.test",
      succeeded: true,
      text: "all 2 places are in order; the CA is O=Project Harbor, CN=Harbor CA sha256 C6:3A",
    });
  });

  it("names each place that does, what it has instead, and the cure", () => {
    const lacking = { ...place("node", "another certificate"), found: [old], cure: "sudo something" };
    expect(
      attempt([place("registry", "sound"), lacking, place("kapp-controller-config", "missing")]),
    ).toMatchObject({
      succeeded: false,
      text: [
        "node x: another certificate; it was looked at; found O=Project Harbor, CN=Harbor CA sha256 11:22; served by O=Project Harbor, CN=Harbor CA sha256 C6:3A; cure: sudo something",
        "kapp-controller (x): caCerts: missing; it was looked at; served by O=Project Harbor, CN=Harbor CA sha256 C6:3A",
      ].join("\n"),
    });
  });

  it.each(["skipped", "unknown", "restart needed"] as const)("takes no %s for trust", (state) => {
    expect(attempt([place("node", state)]).succeeded).toBe(false);
  });

  it("looks at some kinds of places only when told", () => {
    const places = [place("node", "trusted"), place("kapp-controller-config", "missing")];
    expect(attempt(places, ["node"])).toMatchObject({
      succeeded: true,
      text: expect.stringContaining("all 1 places") as string,
    });
    expect(attempt(places, ["kapp-controller-config"]).succeeded).toBe(false);
  });
});
