import type { DemoApp } from "./demo-apps.ts";
import type { GitAccess } from "./git-access.ts";

export interface UsageInput {
  readonly apps: readonly DemoApp[];
  readonly git: GitAccess;
  readonly kubeconfig: string;
  /** With the port where it is not the usual one. */
  readonly urlOf: (app: string) => string;
  /** Of the page in the cluster. */
  readonly page: string;
  /** The environment that the user's git will find. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What there is, and the three commands to try: push, call, and list as seed 002 does. */
export function usageText({ apps, git, kubeconfig, urlOf, page, env }: UsageInput): readonly string[] {
  const [first] = apps;
  if (first === undefined) return [];
  const { name, branch, greeting } = first;
  const { file, text, by } = greeting;
  const url = urlOf(name);
  return [
    "The applications, and where to push their source:",
    ...columns(apps.map((app) => [urlOf(app.name), git.remoteOf(app.name)])),
    `What follows here, in a browser: ${page}`,
    "",
    "Try:",
    `1. ${withoutForeignCa(env)}git clone -c include.path=${git.configFile} ${git.remoteOf(name)} && cd ${name} && sed -i 's/${text}/${by}/' ${file} && git commit -qam '${by}' && git push origin ${branch}`,
    `2. curl --resolve ${new URL(url).hostname}:${portIn(url)}:127.0.0.1 ${url}`,
    `3. kubectl --kubeconfig ${kubeconfig} get workload,deploy,pod,image.kpack.io,build,gitrepo,service,ingress`,
  ];
}

/** For git this variable comes before every configuration of a CA. */
function withoutForeignCa({ GIT_SSL_CAINFO = "" }: UsageInput["env"]): string {
  return GIT_SSL_CAINFO === "" ? "" : "unset GIT_SSL_CAINFO && ";
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function portIn(url: string): string {
  const { port } = new URL(url);
  return port === "" ? "80" : port;
}
