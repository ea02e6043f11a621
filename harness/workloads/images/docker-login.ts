import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Toolbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { Secret } from "../../core/secret.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { trustRegistry } from "./trust-registry.ts";

/** Docker's own place for logins: `$HOME/.docker/config.json`. */
const configFile = "/root/.docker/config.json";

export interface DockerLoginInput {
  readonly toolbox: Toolbox;
  readonly harbor: Pick<HarborEndpoint, "host" | "adminUser" | "adminPassword" | "caPem">;
  /** The right one unless told. */
  readonly password?: Secret;
}

/** Logs in as `docker login` does; what holds is kept in a file as Docker has it, beside other logins of the toolbox. */
export async function dockerLogin(input: DockerLoginInput): Promise<Attempt> {
  const { toolbox, harbor } = input;
  const { host, adminUser, adminPassword } = harbor;
  const trustDir = await trustRegistry(toolbox, harbor);
  const passwordFile = "/root/.config/tkglab/password";
  await toolbox.writeFile(passwordFile, (input.password ?? adminPassword).reveal());
  const login = ["skopeo", "login", "--username", adminUser, "--password-stdin"];
  const files = ["--cert-dir", trustDir, "--authfile", configFile];
  try {
    const script = 'mkdir -p "$(dirname "$2")" && file=$1 && shift 2 && "$@" < "$file"';
    const said = await toolbox.run([
      "sh",
      "-c",
      script,
      "sh",
      passwordFile,
      configFile,
      ...login,
      ...files,
      host,
    ]);
    return attemptOf([...login, host].join(" "), said);
  } finally {
    await toolbox.runOk("Removing the password", ["rm", passwordFile]);
  }
}

/** Copies the toolbox's logins into a folder of this host, where kubectl reads them; gives the file. */
export async function takeDockerConfig(input: {
  readonly toolbox: Toolbox;
  /** One that nobody else can look into. */
  readonly folder: string;
}): Promise<string> {
  const { toolbox, folder } = input;
  const config = await toolbox.runOk("Reading Docker's logins", ["cat", configFile]);
  const file = join(folder, "docker-config.json");
  await writeFile(file, config, { mode: 0o600 });
  return file;
}
