import { HarnessError, messageOf } from "../core/errors.ts";
import { notYet, ready, type Sight } from "../core/wait-for.ts";
import { readHealth } from "./harbor-answers.ts";
import { type HttpsTarget, isUnanswered, sendHttps } from "./https-request.ts";

/** How a container is, as far as it matters here. */
export interface ContainerState {
  readonly Running: boolean;
  readonly ExitCode: number;
}

export interface ReadinessInput {
  readonly target: HttpsTarget;
  readonly state: () => Promise<ContainerState>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks once whether the registry answers over TLS that holds.
 * @throws HarnessError `unreachable` for a TLS error, which no wait will cure; `tool-failed` when the
 * container has ended
 */
export async function lookForHealth({ target, state, signal }: ReadinessInput): Promise<Sight<true>> {
  try {
    const reply = await sendHttps(target, { method: "GET", path: "/api/v2.0/health", signal });
    if (reply.status !== 200) return notYet(`health answered ${reply.status}: ${reply.body.slice(0, 200)}`);
    const { status, components } = readHealth(reply.body);
    return status === "healthy" ? ready(true) : notYet(`${status}: ${JSON.stringify(components)}`);
  } catch (error) {
    signal?.throwIfAborted();
    if (!isUnanswered(error)) {
      const message = `TLS with ${target.host} does not hold: ${messageOf(error)}`;
      throw new HarnessError({ code: "unreachable", message, cause: error });
    }
    const { Running: isRunning, ExitCode: exitCode } = await state();
    if (isRunning) return notYet(messageOf(error));
    throw new HarnessError({
      code: "tool-failed",
      message: `its container ended with exit code ${exitCode}`,
    });
  }
}
