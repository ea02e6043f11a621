import { describe, expect, it } from "vitest";
import { brokenPem, joinPems, rotateCa } from "../../pki/index.ts";
import type { Reading } from "../reading.ts";
import { registryCa, registryOf, validNow } from "../registry-under-test.ts";
import { judgeConfig } from "./judge-config.ts";
import type { ConfigData, KappControllerFacts } from "./read-kapp-controller.ts";

const ca = await registryCa();
const registry = await registryOf(ca);
const next = await rotateCa(ca, { subject: "same", validity: validNow });
const good = { value: { caCerts: ca.certificatePem } };
const absent = { absent: true } as const;

function judge(
  secret: Reading<ConfigData>,
  configMap: Reading<ConfigData> = absent,
  original: Reading<string> = { value: "" },
) {
  const bundles = [{ pod: "p", container: "c", inUse: original, original }];
  return judgeConfig(
    { namespace: "tkg-system", secret, configMap, bundles } satisfies KappControllerFacts,
    registry,
  );
}

describe("which object counts", () => {
  it("is the ConfigMap where there is no Secret", () => {
    expect(judge(absent, good)).toMatchObject({
      ...{ kind: "kapp-controller-config", name: "tkg-system", state: "trusted" },
      found: [{ where: "ConfigMap kapp-controller-config: caCerts" }],
      detail: "ConfigMap kapp-controller-config counts, and has caCerts",
    });
  });

  it("is the Secret otherwise, and the ConfigMap is masked", () => {
    expect(judge(good, { value: {} })).toMatchObject({
      state: "trusted",
      found: [{ where: "Secret kapp-controller-config: caCerts" }],
      detail:
        "Secret kapp-controller-config counts, and has caCerts; it masks the ConfigMap of that name, which counts for nothing",
    });
  });

  it("is the Secret even when it is empty and the CA is in the ConfigMap", () => {
    expect(judge({ value: {} }, good)).toMatchObject({
      state: "masked",
      found: [{ where: "ConfigMap kapp-controller-config: caCerts" }],
      detail:
        "Secret kapp-controller-config counts, and has no caCerts; it masks the ConfigMap of that name, which counts for nothing, although the CA is in it",
      cure: "kubectl -n tkg-system delete secret kapp-controller-config, or put caCerts into it",
    });
  });

  it("is not known where the Secret may not be read, whatever the ConfigMap says", () => {
    expect(judge({ refused: "the API server answers 403: no" }, good)).toMatchObject({
      state: "unknown",
      detail: "Secret kapp-controller-config: the API server answers 403: no",
    });
  });
});

describe("caCerts without the CA", () => {
  const cure =
    "curl -sk https://harbor.tkg.test/api/v2.0/systeminfo/getcert -o harbor.tkg.test.crt; kubectl -n tkg-system create configmap kapp-controller-config --from-file=caCerts=harbor.tkg.test.crt --dry-run=client -o yaml | kubectl -n tkg-system apply --server-side --force-conflicts -f -; where TKG manages it, in the secret <cluster>-kapp-controller-addon of the management cluster instead";

  it.each([
    [undefined, "there is neither a Secret nor a ConfigMap kapp-controller-config"],
    [{}, "ConfigMap kapp-controller-config counts, and has no caCerts"],
    [{ caCerts: " \n" }, "ConfigMap kapp-controller-config counts, and has empty caCerts"],
  ])("is missing: %j", (data, detail) => {
    const configMap = data === undefined ? absent : { value: data };
    expect(judge(absent, configMap)).toMatchObject({ state: "missing", found: [], detail, cure });
  });

  it("names the kind of object to change", () => {
    expect(judge({ value: {} }).cure).toContain("create secret generic kapp-controller-config");
  });

  it("has another CA, or that from before a rotation", () => {
    expect(judge(absent, { value: { caCerts: next.certificatePem } })).toMatchObject({
      state: "another certificate",
      found: [{ subject: "O=Project Harbor, CN=Harbor CA" }],
    });
    const both = joinPems([next.certificatePem, ca.certificatePem]);
    expect(judge(absent, { value: { caCerts: both } }).state).toBe("trusted");
  });

  it.each([
    ["allIndented", "its BEGIN and END lines are indented, or something else is on them"],
    ["joinedWithoutNewline", "two certificates touch: a line end is missing between them"],
    ["byteOrderMark", "it begins with a byte order mark"],
    ["literalBackslashN", "it holds no PEM certificate"],
    ["base64Wrapped", "it holds no PEM certificate"],
  ] as const)("has the CA in a form that kapp-controller passes over in silence: %s", (flaw, why) => {
    const place = judge(absent, { value: { caCerts: brokenPem[flaw](ca.certificatePem) } });
    expect(place.state).toBe("unreadable");
    expect(place.detail).toContain(why);
    expect(place.cure).toBe(cure);
  });

  it("is no lack where the image brings the CA", () => {
    expect(judge(absent, absent, { value: ca.certificatePem }).state).toBe("not needed");
    expect(judge(absent, absent, { absent: true }).state).toBe("missing");
  });
});

describe("dangerousSkipTLSVerify", () => {
  const skipping = (list: string, data: ConfigData = {}) =>
    judge(absent, { value: { ...data, dangerousSkipTLSVerify: list } });

  it.each(["harbor.tkg.test", "a.test, harbor.tkg.test ,b.test"])("is no trust: %s", (list) => {
    expect(skipping(list)).toMatchObject({
      state: "skipped",
      detail:
        "ConfigMap kapp-controller-config counts, and has no caCerts; dangerousSkipTLSVerify names harbor.tkg.test: whoever answers by that name is believed",
    });
    expect(skipping(list).cure).toMatch(
      /^curl .*; then take harbor\.tkg\.test out of dangerousSkipTLSVerify$/,
    );
  });

  it("is none beside a good CA either", () => {
    expect(skipping("harbor.tkg.test", good.value)).toMatchObject({
      state: "skipped",
      cure: "take harbor.tkg.test out of dangerousSkipTLSVerify",
    });
  });

  it.each(["other.test", "harbor.tkg.test.evil.test", "harbor.tkg.test:5000", ""])(
    "does not concern this registry: %s",
    (list) => {
      expect(skipping(list, good.value).state).toBe("trusted");
    },
  );

  it("counts for nothing in a masked ConfigMap", () => {
    expect(judge(good, { value: { dangerousSkipTLSVerify: "harbor.tkg.test" } }).state).toBe("trusted");
  });
});
