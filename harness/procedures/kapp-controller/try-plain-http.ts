import type { Toolbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { attemptOf } from "../../tools/attempt-of.ts";

/** Asks a registry over plain HTTP, to which imgpkg falls back where HTTPS fails: a refusal has to be the answer. */
export async function tryPlainHttp(input: {
  readonly toolbox: Toolbox;
  readonly harbor: Pick<HarborEndpoint, "host">;
}): Promise<Attempt> {
  const command = ["curl", "--silent", "--show-error", "--max-time", "10", `http://${input.harbor.host}/v2/`];
  return attemptOf(command.join(" "), await input.toolbox.run(command));
}
