import { spawn } from "node:child_process";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HarnessError } from "../../harness/core/errors.ts";
import type { Host } from "../../harness/host/index.ts";
import { command } from "./command.ts";
import { withSystemFolders } from "./look-around.ts";
import { say } from "./say.ts";
import { dropInWithFlags } from "./systemd-drop-in.ts";
import { untilDockerAnswers } from "./until-docker-answers.ts";

const doing = "Starting Docker's daemon";

export interface StartInput {
  readonly host: Host;
  readonly systemd: boolean;
  /** Flags for dockerd; none where the host is like any other. */
  readonly flags: readonly string[];
}

/** Starts Docker's daemon, by systemd where that runs, else by hand, and waits until it answers. */
export async function startDaemon({ host, systemd, flags }: StartInput): Promise<void> {
  await (systemd ? startBySystemd(host, flags) : startByHand(host, flags));
}

/** A restart, not a start: a daemon that its package has just started does not have the flags. */
async function startBySystemd(host: Host, flags: readonly string[]): Promise<void> {
  const hint = "journalctl -u docker";
  if (flags.length > 0) {
    const unit = await command({ argv: ["systemctl", "cat", "docker.service"], doing, hint });
    const dropIn = dropInWithFlags(unit, flags);
    if (dropIn === undefined) {
      throw new HarnessError({
        code: "no-docker",
        message: `${doing}: docker.service has no ExecStart`,
        hint,
      });
    }
    const file = join(process.env.TKGLAB_HOST_ROOT ?? "", "/etc/systemd/system/docker.service.d/tkglab.conf");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, dropIn);
    await command({ argv: ["systemctl", "daemon-reload"], doing, hint });
    say(`wrote ${file}: the daemon starts containers through tkglab's OCI runtime`);
  }
  await command({ argv: ["systemctl", flags.length > 0 ? "restart" : "start", "docker"], doing, hint });
  await untilDockerAnswers({ host, hint });
  say("Docker's daemon was not running: started it (systemctl stop docker stops it)");
}

async function startByHand(host: Host, flags: readonly string[]): Promise<void> {
  const file = join(host.cacheDir, "host", "dockerd.log");
  await mkdir(dirname(file), { recursive: true });
  await using log = await open(file, "a");
  const before = (await log.stat()).size;
  // detached: its own session, so that Ctrl-C at the terminal ends the run and not the daemon.
  const env = { ...process.env, PATH: withSystemFolders(process.env.PATH ?? "") };
  const daemon = spawn("dockerd", flags, { detached: true, stdio: ["ignore", log.fd, log.fd], env });
  let end: string | undefined;
  daemon.once("error", (error) => (end = error.message));
  daemon.once("exit", (code, signal) => (end = `it ended with ${signal ?? `exit code ${code ?? "none"}`}`));
  const death = async () => {
    if (end === undefined) return undefined;
    const words = (await readFile(file)).subarray(before).toString().trim().split("\n").slice(-5).join("\n");
    return `${doing}: ${end}; its last lines:\n${words}`;
  };
  await untilDockerAnswers({ host, death, hint: `less ${file}` });
  daemon.unref();
  say(`Docker's daemon was not running: started it (process ${daemon.pid ?? 0}, log ${file}); it stays up`);
}
