import { HarnessError } from "../../core/errors.ts";
import { type CommandResult, failed, lastLine } from "../exec.ts";

/** What Go's stderr means: the only place that reads it. */
export function explainGoFailure(doing: string, result: CommandResult): HarnessError {
  if (/checksum mismatch|SECURITY ERROR/.test(result.stderr)) {
    const what = /verifying (\S+): checksum mismatch/.exec(result.stderr)?.[1] ?? "a module";
    return new HarnessError({
      code: "unverified",
      message: `${doing}: ${what} as downloaded does not match the checksum in go.sum; nothing was built`,
      hint: "git diff -- fixtures/modules; if go.sum is as committed, the module proxy serves something else",
    });
  }
  if (result.stderr.includes("missing go.sum entry"))
    return unpinned(doing, `what is needed: ${lastLine(result)}`);
  if (result.stderr.includes("no space left on device")) {
    return new HarnessError({
      code: "no-space",
      message: `${doing}: the disk is full: ${lastLine(result)}`,
      hint: "tkglab images prune; df -h",
    });
  }
  if (/requires go >= |go: errors parsing go\.mod|invalid go version/.test(result.stderr)) {
    return new HarnessError({
      code: "missing-tool",
      message: `${doing}: this Go is too old: ${lastLine(result)}`,
      hint: "tkglab doctor",
    });
  }
  return failed(doing, result);
}

/** The error for what go.sum says nothing of: nobody has ever looked at it. */
export function unpinned(doing: string, what: string): HarnessError {
  return new HarnessError({
    code: "unverified",
    message: `${doing}: go.sum has no checksum for ${what}`,
    hint: "go mod tidy in the module's folder under fixtures/modules, then review the change of go.sum",
  });
}
