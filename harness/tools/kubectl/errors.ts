import { HarnessError } from "../../core/errors.ts";
import { type CommandResult, failed } from "../exec.ts";

const unreachable =
  /connection to the server .* was refused|connection refused|no route to host|i\/o timeout|TLS handshake timeout|: EOF$|context deadline exceeded/m;
const refused =
  /denied the request|is invalid:|error validating|unknown field|strict decoding error|no matches for kind/;

/** What kubectl's stderr means: the only place that reads it. */
export function explainKubectlFailure(doing: string, result: CommandResult): HarnessError {
  const said = result.stderr.trim();
  if (isWebhookDown(result)) return failed(doing, result, "kubectl get deployments --all-namespaces");
  if (refused.test(said)) {
    return new HarnessError({ code: "bad-input", message: `${doing}: the API server refuses it: ${said}` });
  }
  if (unreachable.test(said)) {
    return new HarnessError({
      code: "unreachable",
      message: `${doing}: the API server does not answer: ${said}`,
      hint: "docker ps --all --filter label=tkglab.run",
    });
  }
  return failed(doing, result);
}

/** Whether an object could not be checked because its webhook does not answer: it may in a moment. */
export function isWebhookDown({ stderr }: CommandResult): boolean {
  return /failed calling webhook|failed to call webhook|conversion webhook .* failed/.test(stderr);
}
