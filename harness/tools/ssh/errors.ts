import { HarnessError } from "../../core/errors.ts";
import { type CommandResult, failed, lastLine } from "../exec.ts";

/** Whether ssh itself failed, as opposed to the remote command: 255 is its own exit code (man ssh). */
export function connectionFailed(result: CommandResult): boolean {
  return result.exitCode === 255;
}

/** What became of an SSH command that failed: the only place that reads ssh's stderr. */
export function explainSshFailure(doing: string, host: string, result: CommandResult): HarnessError {
  if (!connectionFailed(result)) return failed(doing, result);
  const said = lastLine(result);
  const hint = said.includes("Permission denied")
    ? `the node does not know this key: check /etc/ssh/authorized_keys.d/ on ${host}`
    : /Host key verification failed|IDENTIFICATION HAS CHANGED/.test(said)
      ? `another host answers at ${host}: use a fresh jumpbox`
      : `systemctl status ssh on ${host}`;
  return new HarnessError({ code: "unreachable", message: `${doing}: ssh to ${host} failed: ${said}`, hint });
}
