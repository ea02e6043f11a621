import { inspectCa } from "../../cluster/tkg/operator/check-ca.ts";
import { kappControllerConfig as configName } from "../../cluster/packages/kapp-controller-names.ts";
import { judgeStore, type StoreJudgement } from "../certificates/judge-store.ts";
import type { Place } from "../inspection.ts";
import { valueOf } from "../reading.ts";
import { caFile, type JudgedRegistry } from "../registry/judge-registry.ts";
import type { ConfigData, KappControllerFacts } from "./read-kapp-controller.ts";

/** How the registry's CA stands in what kapp-controller is told. */
export function judgeConfig(facts: KappControllerFacts, registry: JudgedRegistry): Place {
  const { namespace } = facts;
  const place = { kind: "kapp-controller-config", name: namespace, expected: registry.expected } as const;
  return { ...place, ...stateOf(facts, registry) };
}

/** Whether the image's own trust store, or everybody's, has the CA already. */
export function trustsWithoutConfig({ bundles }: KappControllerFacts, registry: JudgedRegistry): boolean {
  const originals = bundles.map(({ original }) => valueOf(original));
  return (
    registry.isPublic ||
    (originals.length > 0 &&
      originals.every(
        (text) =>
          text !== undefined && judgeStore([{ where: "", text }], registry.served).state === "trusted",
      ))
  );
}

type State = Pick<Place, "state" | "found" | "detail" | "cure">;

function stateOf(facts: KappControllerFacts, registry: JudgedRegistry): State {
  const { namespace, secret, configMap } = facts;
  // The Secret counts whenever it is there; the ConfigMap is not even read then.
  if ("refused" in secret) return unknown(`Secret ${configName}: ${secret.refused}`);
  if ("absent" in secret && "refused" in configMap)
    return unknown(`ConfigMap ${configName}: ${configMap.refused}`);
  const kind = "value" in secret ? "Secret" : "ConfigMap";
  const data = valueOf(secret) ?? valueOf(configMap);
  const judged = judgeCerts(data, kind, registry);
  const masked = "value" in secret ? valueOf(configMap) : undefined;
  const counts = `${countsText(kind, data)}${masked === undefined ? "" : "; it masks the ConfigMap of that name, which counts for nothing"}`;
  const skipped = skips(data?.dangerousSkipTLSVerify, registry);
  if (skipped !== undefined) {
    return {
      state: "skipped",
      found: judged.found,
      detail: `${counts}; dangerousSkipTLSVerify names ${skipped}: whoever answers by that name is believed`,
      cure: `${judged.state === "trusted" ? "" : `${setCerts(facts, kind, registry)}; then `}take ${skipped} out of dangerousSkipTLSVerify`,
    };
  }
  if (judged.state === "trusted") return { ...judged, detail: counts };
  if (trustsWithoutConfig(facts, registry)) {
    return { state: "not needed", found: [], detail: "kapp-controller's image brings the CA" };
  }
  const hidden = masked === undefined ? undefined : judgeCerts(masked, "ConfigMap", registry);
  if (hidden?.state === "trusted") {
    return {
      state: "masked",
      found: hidden.found,
      detail: `${counts}, although the CA is in it`,
      cure: `kubectl -n ${namespace} delete secret ${configName}, or put caCerts into it`,
    };
  }
  return {
    ...judged,
    detail: [counts, why(judged, data?.caCerts)].filter((text) => text !== "").join("; "),
    cure: setCerts(facts, kind, registry),
  };
}

function judgeCerts(
  data: ConfigData | undefined,
  kind: "Secret" | "ConfigMap",
  { served }: JudgedRegistry,
): StoreJudgement {
  // It is appended behind a line end of kapp-controller's own.
  return judgeStore([{ where: `${kind} ${configName}: caCerts`, text: data?.caCerts ?? "" }], served);
}

function countsText(kind: string, data: ConfigData | undefined): string {
  if (data === undefined) return `there is neither a Secret nor a ConfigMap ${configName}`;
  const certs = data.caCerts;
  const has =
    certs === undefined ? "has no caCerts" : certs.trim() === "" ? "has empty caCerts" : "has caCerts";
  return `${kind} ${configName} counts, and ${has}`;
}

function why({ state }: StoreJudgement, certs: string | undefined): string {
  if (certs === undefined || certs.trim() === "") return "";
  if (state === "expired") return "the CA in it is out of its time";
  if (state === "another certificate") return "a CA in it has the name, but another key";
  // The operator's own check knows why a text is not read.
  const [finding] = inspectCa({ file: "caCerts", text: certs, os: "ubuntu" }).filter(
    ({ level }) => level === "error",
  );
  return finding?.message ?? "no certificate in it verifies what the registry serves";
}

/** The entry of a comma list that stands for this registry: its host with any port, or exactly with one. */
function skips(list: string | undefined, { address }: JudgedRegistry): string | undefined {
  const names = [address.host, address.target.host];
  return list
    ?.split(",")
    .map((entry) => entry.trim())
    .find((entry) => names.includes(entry));
}

function setCerts(
  { namespace }: KappControllerFacts,
  kind: "Secret" | "ConfigMap",
  registry: JudgedRegistry,
): string {
  const type = kind === "Secret" ? "secret generic" : "configmap";
  const file = caFile(registry.address);
  return [
    registry.fetch,
    `kubectl -n ${namespace} create ${type} ${configName} --from-file=caCerts=${file} --dry-run=client -o yaml | kubectl -n ${namespace} apply --server-side --force-conflicts -f -`,
    "where TKG manages it, in the secret <cluster>-kapp-controller-addon of the management cluster instead",
  ].join("; ");
}

function unknown(detail: string): State {
  return { state: "unknown", found: [], detail, cure: "ask with a kubeconfig that may read it" };
}
