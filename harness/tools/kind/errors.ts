import { HarnessError } from "../../core/errors.ts";
import type { CommandResult } from "../exec.ts";
import { failed } from "../exec.ts";

/** What kind's stderr means: the only place that reads it. */
export function explainKindFailure(doing: string, result: CommandResult): HarnessError {
  const reason = /ERROR: (.*)/.exec(result.stderr)?.[1] ?? "";
  if (/port is already allocated|address already in use/.test(result.stderr)) {
    return new HarnessError({
      code: "port-in-use",
      message: `${doing}: a port is taken: ${reason}`,
      hint: "ss -ltnp shows who listens",
    });
  }
  if (result.stderr.includes("no space left on device")) {
    return new HarnessError({
      code: "no-space",
      message: `${doing}: the disk is full: ${reason}`,
      hint: "tkglab images prune; tkglab sweep; docker system df",
    });
  }
  if (result.stderr.includes("Cannot connect to the Docker daemon")) {
    return new HarnessError({ code: "no-docker", message: `${doing}: ${reason}`, hint: "tkglab doctor" });
  }
  return reason === ""
    ? failed(doing, result)
    : new HarnessError({ code: "tool-failed", message: `${doing}: ${reason}`, hint: "tkglab doctor" });
}
