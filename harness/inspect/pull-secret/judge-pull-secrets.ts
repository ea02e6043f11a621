import type { Place } from "../inspection.ts";
import type { JudgedRegistry } from "../registry/judge-registry.ts";
import type { PullFacts, PullSecret } from "./read-pull-secrets.ts";

/** Whether those of a namespace who pull from the registry can log in there, or need not. Shows users, never passwords. */
export function judgePullSecrets(facts: PullFacts, { expected, address }: JudgedRegistry): Place {
  const place = { kind: "image-pull-secret", name: facts.namespace, expected, found: [] } as const;
  return { ...place, ...stateOf(facts, address.host) };
}

function stateOf(
  { namespace, pods, serviceAccounts, secrets, anonymous }: PullFacts,
  host: string,
): Pick<Place, "state" | "detail" | "cure"> {
  if (!("value" in secrets)) {
    return {
      state: "unknown",
      detail: "refused" in secrets ? secrets.refused : "the API server knows no Secrets",
      cure: "ask with a kubeconfig that may read Secrets",
    };
  }
  const holding = secrets.value.filter(({ logins = [] }) => logins.length > 0);
  const names = holding.map(({ name }) => name);
  const without = pods.filter((pod) => !pod.secrets.some((name) => names.includes(name)));
  if (pods.length === 0 && serviceAccounts.length === 0) {
    return {
      state: "not needed",
      detail: `no Pod there has an image of ${host}; ${holding.length === 0 ? "no Secret holds a login" : described(holding)}`,
    };
  }
  if (without.length === 0) return { state: "present", detail: described(holding) };
  const answers = anonymous.map(({ answer }) => answer);
  if (answers.length > 0 && answers.every((answer) => answer === "granted")) {
    return { state: "not needed", detail: "the registry gives these images to anybody" };
  }
  const create = `kubectl -n ${namespace} create secret docker-registry harbor-login --docker-server=${host} --docker-username=<user> --docker-password=<password>`;
  const name = holding[0]?.name ?? "harbor-login";
  const use = `kubectl -n ${namespace} patch serviceaccount default -p '{"imagePullSecrets":[{"name":"${name}"}]}', then new Pods`;
  const cure = holding.length === 0 ? `${create}; ${use}` : use;
  const who = `${without.length} of ${pods.length} Pods (${without[0]?.name ?? ""}) ${holding.length === 0 ? "have no login" : `do not name it: ${described(holding)}`}`;
  const broken = secrets.value.filter(({ logins }) => logins === undefined).map((secret) => secret.name);
  const unread = broken.length === 0 ? "" : `; not readable: Secret ${broken.join(", ")}`;
  if (answers.includes("refused")) {
    return { state: "missing", detail: `${who}, and the registry refuses whoever has none${unread}`, cure };
  }
  const [reason] = answers.flatMap((answer) => (typeof answer === "object" ? [answer.unknown] : []));
  return {
    state: "unknown",
    detail: `${who}; whether they need one could not be asked: ${reason ?? "no image was tried"}${unread}`,
    cure,
  };
}

function described(holding: readonly PullSecret[]): string {
  return holding
    .map(({ name, logins = [] }) => {
      const users = logins.map(({ username }) => username).filter((user) => user !== "");
      return `Secret ${name}${users.length === 0 ? "" : `: user ${users.join(", ")}`}`;
    })
    .join("; ");
}
