import { HarnessError } from "../../core/errors.ts";
import { type CommandResult, failed, lastLine } from "../exec.ts";

/** What the Docker CLI's stderr means: the only place that reads it. */
export function explainDockerFailure(doing: string, result: CommandResult): HarnessError {
  const said = lastLine(result);
  if (
    /Cannot connect to the Docker daemon|error during connect|Is the docker daemon running/i.test(
      result.stderr,
    )
  ) {
    return new HarnessError({
      code: "no-docker",
      message: `${doing}: the Docker daemon does not answer: ${said}`,
      hint: "tkglab doctor",
    });
  }
  if (/permission denied.*docker\.sock|docker\.sock.*permission denied/is.test(result.stderr)) {
    return new HarnessError({
      code: "no-docker",
      message: `${doing}: this user may not talk to the Docker daemon: ${said}`,
      hint: "sudo usermod -aG docker $USER, then log in again",
    });
  }
  if (/no space left on device/i.test(result.stderr)) {
    return new HarnessError({
      code: "no-space",
      message: `${doing}: the disk is full: ${said}`,
      hint: "tkglab images prune; tkglab sweep; docker system df",
    });
  }
  if (/port is already allocated|address already in use/i.test(result.stderr)) {
    return new HarnessError({
      code: "port-in-use",
      message: `${doing}: the port is taken: ${said}`,
      hint: "ss -ltnp shows who listens",
    });
  }
  return failed(doing, result);
}

/** Why a pull has failed: the last that fits nothing else is the registry's refusal, whatever its words. */
export function pullFailure({ stderr }: CommandResult): "missing" | "damaged" | "unanswered" | "refused" {
  if (
    /verification failed|unexpected commit digest|invalid checksum|failed precondition|invalid tar header/i.test(
      stderr,
    )
  )
    return "damaged";
  if (/manifest unknown|name unknown|no such manifest|repository .* not found|: not found$/im.test(stderr)) {
    return "missing";
  }
  const silent =
    /connection refused|connection reset|no such host|no route to host|network is unreachable|deadline exceeded|timeout|server misbehaving|\bEOF\b/i;
  return silent.test(stderr) ? "unanswered" : "refused";
}

const notFound = /No such (container|image|network|volume|object)|network .* not found/i;
const underWay = /removal of container .* is already in progress/i;

/** Whether Docker said that the thing does not exist, and of several: that it had nothing else to say. */
export function isNotFound(result: CommandResult): boolean {
  return saysOnly(result, [notFound]);
}

/** Whether what was to be removed is gone, or somebody else is removing it right now. */
export function isGone(result: CommandResult): boolean {
  return saysOnly(result, [notFound, underWay]);
}

/** Docker says a line of each thing it could not do, and newer ones their own exit status last. */
function saysOnly({ stderr }: CommandResult, sayings: readonly RegExp[]): boolean {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "" && !/^exit status \d+$/.test(line));
  return lines.length > 0 && lines.every((line) => sayings.some((saying) => saying.test(line)));
}
