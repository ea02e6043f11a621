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

/** Whether Docker said that the thing does not exist. */
export function isNotFound(result: CommandResult): boolean {
  return /No such (container|image|network|volume|object)|network .* not found/i.test(result.stderr);
}
