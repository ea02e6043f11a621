import type { Place } from "../inspection.ts";
import type { JudgedRegistry } from "../registry/judge-registry.ts";
import type { KpackLoginFacts, NamedLogin } from "./read-logins.ts";

/** Whether kpack can log in where it pushes to. Shows users, never passwords. */
export function judgeKpackLogin(facts: KpackLoginFacts, { expected, address }: JudgedRegistry): Place {
  const name = `${facts.namespace}/${facts.account}`;
  return { kind: "kpack-login", name, expected, found: [], ...stateOf(facts, address.host) };
}

function stateOf(
  { namespace, account, secrets, imagePullSecrets }: KpackLoginFacts,
  host: string,
): Pick<Place, "state" | "detail" | "cure"> {
  if ("absent" in secrets) {
    const cure = `kubectl -n ${namespace} create serviceaccount ${account}, and give it a login`;
    return { state: "missing", detail: "there is no such service account, and so no build", cure };
  }
  if ("refused" in secrets) {
    const cure = "ask with a kubeconfig that may read service accounts and Secrets";
    return { state: "unknown", detail: secrets.refused, cure };
  }
  const holding = secrets.value.filter(hasLogin);
  if (holding.length > 0) return { state: "present", detail: holding.map(described).join("; ") };
  const unread = secrets.value.filter(({ logins }) => logins === undefined).map(({ name }) => name);
  const pulling = imagePullSecrets.filter(hasLogin);
  const detail = [
    `its secrets name no login for ${host}, and kpack pushes with no other`,
    ...(pulling.length === 0
      ? []
      : [`its imagePullSecrets do, for pulling: ${pulling.map(described).join("; ")}`]),
    ...(unread.length === 0 ? [] : [`not there or not readable: Secret ${unread.join(", ")}`]),
  ].join("; ");
  const [first] = pulling;
  const create = `kubectl -n ${namespace} create secret docker-registry harbor-login --docker-server=${host} --docker-username=<user> --docker-password=<password>; `;
  const patch = { secrets: [{ name: first?.name ?? "harbor-login" }] };
  const cure = `${first === undefined ? create : ""}kubectl -n ${namespace} patch serviceaccount ${account} -p '${JSON.stringify(patch)}', then build again`;
  return { state: "missing", detail, cure };
}

const hasLogin = ({ logins = [] }: NamedLogin) => logins.length > 0;

function described({ name, logins = [] }: NamedLogin): string {
  return `Secret ${name}: user ${logins.map(({ username }) => username).join(", ")}`;
}
