import { join } from "node:path";
import { parseRunArguments } from "./host/arguments.ts";
import { prepareHost } from "./host/prepare.ts";
import { orExplain } from "./host/say.ts";

const usage = `scripts/run [--no-install] [arguments of tkglab run]
  Prepares this machine (Node, npm packages, Docker, what building images needs), then does what follows.
  --no-install (or TKGLAB_NO_INSTALL=1)  install no Debian package and start no daemon: say what is missing

`;

await orExplain(async () => {
  const { help, wishes, rest } = parseRunArguments(process.argv.slice(2), process.env);
  if (help) process.stdout.write(usage);
  const env = help ? {} : await prepareHost(wishes);
  return handOver(["run", ...rest], env);
});

/**
 * Becomes `tkglab`. It is the same process, so signals, terminal and exit code are tkglab's own and nothing has
 * to be passed on.
 */
function handOver(args: readonly string[], env: Readonly<Record<string, string | undefined>>): never {
  const main = join(import.meta.dirname, "../harness/cli/main.ts");
  if (process.execve === undefined) throw new Error("this system has no execve");
  const defined = Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined);
  return process.execve(process.execPath, [process.execPath, main, ...args], Object.fromEntries(defined));
}
