import { describe, expect, it } from "vitest";
import { joinPems } from "../../pki/index.ts";
import type { Place } from "../inspection.ts";
import type { Reading } from "../reading.ts";
import { registryCa, registryOf } from "../registry-under-test.ts";
import { judgeBundle } from "./judge-bundle.ts";

const ca = await registryCa();
const registry = await registryOf(ca);
const system = (await registryCa("A public CA")).certificatePem;
const withCa = { value: joinPems([system, ca.certificatePem]) };
const without = { value: system };

function judge(inUse: Reading<string>, state: Place["state"]) {
  const { expected } = registry;
  const config: Place = {
    kind: "kapp-controller-config",
    name: "tkg-system",
    state,
    found: [],
    expected,
    detail: "",
  };
  const bundle = {
    pod: "kapp-controller-1",
    container: "kapp-controller-sidecarexec",
    inUse,
    original: without,
  };
  return judgeBundle(bundle, { namespace: "tkg-system" }, config, registry);
}

describe("judgeBundle", () => {
  it("trusts when what runs has the CA", () => {
    expect(judge(withCa, "trusted")).toMatchObject({
      ...{ kind: "kapp-controller-bundle", name: "tkg-system/kapp-controller-1", state: "trusted" },
      found: [{ where: "ca-bundle.crt in kapp-controller-sidecarexec" }],
      detail: "what runs has it",
    });
  });

  it("says that trust goes with the next restart when the configuration has lost it", () => {
    expect(judge(withCa, "missing")).toMatchObject({
      state: "trusted",
      detail: "what runs has it still; it goes with the next restart",
    });
  });

  it("needs a restart when the configuration has it and what runs has not", () => {
    expect(judge(without, "trusted")).toMatchObject({
      state: "restart needed",
      cure: "kubectl -n tkg-system rollout restart deployment/kapp-controller",
    });
  });

  it.each(["missing", "masked", "unreadable", "skipped"] as const)(
    "lacks it, as does the configuration: %s",
    (state) => {
      expect(judge(without, state)).toMatchObject({
        state: "missing",
        cure: "see kapp-controller (tkg-system): caCerts",
      });
    },
  );

  it("is unknown where the container cannot be read", () => {
    expect(judge({ refused: "container x does not run" }, "trusted")).toMatchObject({
      state: "unknown",
      detail: "container x does not run",
      cure: "kubectl -n tkg-system exec kapp-controller-1 -c kapp-controller-sidecarexec -- cat /etc/pki/tls/certs/ca-bundle.crt",
    });
    expect(judge({ absent: true }, "trusted").detail).toBe(
      "container kapp-controller-sidecarexec has no ca-bundle.crt",
    );
  });
});
