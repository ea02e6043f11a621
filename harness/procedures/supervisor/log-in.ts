import type { Jumpbox } from "../../cluster/index.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import { Secret } from "../../core/secret.ts";

/** A login to a cluster, as `POST /wcp/login` gives it. */
export interface GuestSession {
  readonly token: Secret;
  /** The API server: `https://172.18.0.6:6443`. */
  readonly url: string;
  /** The file with its CA, in the jumpbox. */
  readonly caFile: string;
}

export interface LogInInput {
  readonly jumpbox: Jumpbox;
  readonly supervisor: Pick<Supervisor, "address" | "administrator">;
  readonly cluster: { readonly name: string; readonly namespace: string };
}

/**
 * Logs in to a cluster with the administrator's password, from a jumpbox.
 * @throws HarnessError `tool-failed` when the Supervisor does not answer or refuses
 */
export async function logInToCluster({ jumpbox, supervisor, cluster }: LogInInput): Promise<GuestSession> {
  const { address, administrator } = supervisor;
  const asked = JSON.stringify({
    guest_cluster_name: cluster.name,
    guest_cluster_namespace: cluster.namespace,
  });
  // What is secret goes through standard input: everybody may see the arguments of a program.
  const answer = await jumpbox.runOk(
    `Logging in to cluster ${cluster.name}`,
    [
      "curl",
      "--config",
      "-",
      "--fail",
      "--silent",
      "--show-error",
      "--insecure",
      `https://${address}/wcp/login`,
    ],
    curlConfig({ user: `${administrator.user}:${administrator.password.reveal()}`, data: asked }),
  );
  // as: what the login answers (harness/supervisor/login).
  const login = JSON.parse(answer) as Readonly<Record<string, string | undefined>>;
  const caFile = `/root/${cluster.name}-ca.pem`;
  await jumpbox.writeFile(caFile, Buffer.from(login.guest_cluster_ca ?? "", "base64").toString("utf8"));
  const url = `https://${login.guest_cluster_server ?? ""}:6443`;
  return { token: new Secret(login.session_id ?? ""), url, caFile };
}

export interface AskWithTokenInput {
  readonly jumpbox: Jumpbox;
  readonly session: GuestSession;
  /** Another than the session's. */
  readonly token?: Secret;
}

/** Asks a cluster's API server what it has, with a token: whoever is not known to it gets a 401. */
export async function askWithToken({ jumpbox, session, token }: AskWithTokenInput): Promise<Attempt> {
  const { url, caFile } = session;
  const ask = [
    "--silent",
    "--show-error",
    "--cacert",
    caFile,
    "--write-out",
    "\nHTTP %{http_code}",
    `${url}/api`,
  ];
  const bearer = (token ?? session.token).reveal();
  const { exitCode, stdout, stderr } = await jumpbox.run(
    ["curl", "--config", "-", ...ask],
    curlConfig({ header: `Authorization: Bearer ${bearer}` }),
  );
  return {
    command: `curl --cacert ${caFile} -H 'Authorization: Bearer ***' ${url}/api`,
    succeeded: exitCode === 0 && stdout.endsWith("\nHTTP 200"),
    text: `${stdout}\n${stderr}`.trim(),
  };
}

/** Lines of curl's configuration. @throws HarnessError `internal` for what would end a line */
function curlConfig(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => {
      if (value.includes("\n"))
        throw new HarnessError({ code: "internal", message: `curl's ${name}: it has two lines` });
      return `${name} = "${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"\n`;
    })
    .join("");
}
