import { judgeStore } from "../certificates/judge-store.ts";
import type { Place } from "../inspection.ts";
import { valueOf } from "../reading.ts";
import { caFile, type JudgedRegistry } from "../registry/judge-registry.ts";
import type { GitRepositoryFacts } from "./read-git-repositories.ts";

/**
 * How the CA stands that Flux is given for a git server. It need not be the registry's: what Flux could fetch is trusted by
 * whatever it has, and only where it could not, the registry's CA is looked for.
 */
export function judgeGitRepository(facts: GitRepositoryFacts, registry: JudgedRegistry): Place {
  const { namespace, name } = facts;
  const place = {
    kind: "git-repository",
    name: `${namespace}/${name}`,
    expected: registry.expected,
  } as const;
  return { ...place, ...stateOf(facts, registry) };
}

function stateOf(
  facts: GitRepositoryFacts,
  registry: JudgedRegistry,
): Pick<Place, "state" | "found" | "detail" | "cure"> {
  const { namespace, url, secret, ca, ready } = facts;
  const host = URL.canParse(url) ? new URL(url).host : url;
  const key = `Secret ${secret ?? ""}: ca.crt`;
  const judged = judgeStore([{ where: key, text: valueOf(ca) ?? "" }], registry.served);
  const isRefused = ready?.message.includes("x509: ") === true;
  if (isRefused && judged.state !== "trusted") {
    return { ...judged, detail: `${has(facts)}; ${ready.message}`, cure: cureOf(facts, registry) };
  }
  if (isRefused) {
    return {
      state: "missing",
      found: judged.found,
      detail: `${key} has the registry's CA, and ${host} shows a certificate of another one; ${ready.message}`,
      cure: `append the CA of ${host} to ca.crt in Secret ${secret ?? ""} of ${namespace}`,
    };
  }
  if (judged.state === "trusted") return { ...judged, detail: `Flux is given it for ${host}` };
  if (ready?.status === "True") {
    return {
      state: "not needed",
      found: [],
      detail: `Flux fetches from ${host}: it trusts what that server shows`,
    };
  }
  if (ready?.status === "False") {
    return {
      state: "not needed",
      found: [],
      detail: `Flux does not fetch, and not for a certificate: ${ready.message}`,
    };
  }
  const cure = "wait until Flux has looked, then inspect again";
  return {
    state: "unknown",
    found: judged.found,
    detail: `${has(facts)}, and Flux has not fetched from ${host} yet`,
    cure,
  };
}

function has({ secret, ca }: GitRepositoryFacts): string {
  if (secret === undefined) return "it names no Secret";
  if ("refused" in ca) return `Secret ${secret}: ${ca.refused}`;
  return "absent" in ca ? `Secret ${secret} has no ca.crt` : `Secret ${secret} has a ca.crt`;
}

function cureOf({ namespace, name, secret }: GitRepositoryFacts, registry: JudgedRegistry): string {
  const file = caFile(registry.address);
  if (secret === undefined) {
    return [
      registry.fetch,
      `kubectl -n ${namespace} create secret generic ${name}-git --from-file=ca.crt=${file}`,
      `name it in spec.secretRef of GitRepository ${name}, where a template makes it, in the template`,
    ].join("; ");
  }
  const patch = `{"data":{"ca.crt":"'$(base64 -w0 ${file})'"}}`;
  return `${registry.fetch}; kubectl -n ${namespace} patch secret ${secret} --patch '${patch}'`;
}
