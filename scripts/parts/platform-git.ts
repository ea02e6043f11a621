import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { $ } from "zx";

const host = "git-127-0-0-1.sslip.io";

/** What has been cloned; a push takes along what was committed. */
export interface Clone {
  /** Changes a text in a file, and commits. */
  commit(file: string, text: string | RegExp, by: string): Promise<void>;
  push(branch: string): Promise<void>;
}

/** Who may push to the platform's git server, and whom its certificate is of. */
export interface GitLogin {
  readonly username: string;
  readonly password: string;
  readonly caPem: string;
}

/** Clones a repository of the platform's git server, by plain git. */
export async function cloneRepository(
  repository: string,
  input: {
    readonly login: GitLogin;
    /** Where this host reaches the server. */
    readonly port: number;
    /** A folder that nobody else can read. */
    readonly work: string;
  },
): Promise<Clone> {
  const git = await gitWith(input);
  const folder = join(input.work, "clones", repository);
  await mkdir(folder, { recursive: true });
  await git("clone", "--quiet", `https://${host}:${input.port}/${repository}.git`, folder);
  return {
    async commit(file, text, by) {
      const path = join(folder, file);
      await writeFile(path, (await readFile(path, "utf8")).replace(text, by));
      await git("-C", folder, "commit", "--quiet", "--all", "--message", by);
    },
    async push(branch) {
      await git("-C", folder, "push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
    },
  };
}

/** git that knows the CA and the login; the password is in no argument. */
async function gitWith({ login, port, work }: Parameters<typeof cloneRepository>[1]) {
  const { username, password, caPem } = login;
  const files = { ca: join(work, "git-ca.pem"), login: join(work, "git-login") };
  await writeFile(files.ca, caPem);
  await writeFile(files.login, `https://${username}:${password}@${host}:${port}\n`, { mode: 0o600 });
  const settings = {
    "http.sslCAInfo": files.ca,
    // Without internet nobody resolves the name.
    "http.curloptResolve": `${host}:${port}:127.0.0.1`,
    "credential.helper": `store --file '${files.login}'`,
    "user.name": "developer",
    "user.email": "developer@tkglab.test",
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  // This variable would come before the configuration.
  const { GIT_SSL_CAINFO: _foreignCa, ...env } = process.env;
  return (...args: readonly string[]) => $({ env, quiet: true })`git ${options} ${args}`;
}
