import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryUrl } from "../../cluster/source-to-url/git-server.ts";
import { gitHosts } from "../../cluster/source-to-url/names.ts";
import type { PlatformRecord } from "../../cluster/source-to-url/platform-record.ts";

/** What a git client of this machine is told, so that it reaches the platform's git server and may push. */
export interface GitAccess {
  /** A file with everything that git has to know; it holds no password. */
  readonly configFile: string;
  readonly remoteOf: (repository: string) => string;
}

/**
 * Writes what git needs into a folder of mode 0700: the CA, the login in a file of its own, and the configuration that names
 * both. The password is in no argument and on no screen.
 */
export async function writeGitAccess(
  { git, harbor, ports }: Pick<PlatformRecord, "git" | "harbor" | "ports">,
  folder: string,
): Promise<GitAccess> {
  const files = {
    ca: join(folder, "git-ca.pem"),
    login: join(folder, "git-login"),
    config: join(folder, "gitconfig"),
  };
  const server = `https://${gitHosts.outside}${portOf(ports.https)}`;
  const { username, password } = git;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all([
    writeFile(files.ca, harbor.caPem, { mode: 0o644 }),
    writeFile(files.login, `${server.replace("//", `//${username}:${password.reveal()}@`)}\n`, {
      mode: 0o600,
    }),
    writeFile(files.config, gitConfig(server, ports.https, files), { mode: 0o600 }),
  ]);
  return {
    configFile: files.config,
    remoteOf: (repository) =>
      repositoryUrl(repository, "outside").replace(
        gitHosts.outside,
        `${gitHosts.outside}${portOf(ports.https)}`,
      ),
  };
}

/** https://git-scm.com/docs/git-config: for this server only, whatever else the user has. */
function gitConfig(
  server: string,
  port: number,
  { ca, login }: { readonly ca: string; readonly login: string },
): string {
  return [
    "# For clones: git clone -c include.path=<this file> <url>",
    `[http "${server}"]`,
    `  sslCAInfo = ${JSON.stringify(ca)}`,
    // The name says 127.0.0.1 already; without internet nobody resolves it.
    `  curloptResolve = ${gitHosts.outside}:${port}:127.0.0.1`,
    `[credential "${server}"]`,
    `  helper = ${JSON.stringify(`store --file '${login}'`)}`,
    "[user]",
    "  name = developer",
    "  email = developer@tkglab.test",
    "",
  ].join("\n");
}

function portOf(https: number): string {
  return https === 443 ? "" : `:${https}`;
}
