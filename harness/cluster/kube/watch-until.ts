import type { Budget } from "../../core/budgets.ts";
import { systemClock } from "../../core/clock.ts";
import { deadline } from "../../core/deadline.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { notYet, type Sight } from "../../core/wait-for.ts";
import type { Kube } from "./kube.ts";

export interface WatchInput<O, T> {
  readonly kube: Pick<Kube, "follow">;
  /** The collection's API path, such as `/api/v1/nodes`. */
  readonly path: string;
  readonly fieldSelector?: string;
  /** What is waited for, as a noun phrase. */
  readonly what: string;
  /** Looks at an object as it is now. */
  readonly look: (object: O) => Sight<T>;
  readonly budget: Budget;
  readonly signal?: AbortSignal | undefined;
  readonly hint?: string;
}

/**
 * A connection that breaks is taken up again so many times; a watch that the server ends is not counted. Before either
 * comes a pause of the budget's `every`: a server that is just coming up refuses, or ends, at once.
 */
const reconnects = 3;

/**
 * Watches a collection, beginning with what is there, until a look is satisfied.
 * @throws HarnessError `timeout` with the last sight; `tool-failed` when watching is refused; what a look throws.
 */
export async function watchUntil<O, T>(input: WatchInput<O, T>): Promise<T> {
  const { kube, path, fieldSelector, what, look, budget, signal, hint } = input;
  const until = deadline(budget, signal);
  const seen = new Sighting<T>();
  for (let broken = 0; ;) {
    const satisfied = new AbortController();
    const onObject = (object: unknown) => {
      // What a collection holds is of the kind that its path says.
      if (seen.take(() => look(object as O))) satisfied.abort();
    };
    try {
      await kube.follow(path, fieldSelector, onObject, AbortSignal.any([until, satisfied.signal]));
    } catch (error) {
      signal?.throwIfAborted();
      broken += until.aborted ? 0 : 1;
      if (broken > reconnects || isRefusal(error)) {
        const message = `Waiting for ${what}: watching ${path} failed: ${withCause(error)}`;
        throw new HarnessError({ code: "tool-failed", message, cause: error });
      }
    }
    const sight = seen.last();
    if (sight.ready) return sight.value;
    signal?.throwIfAborted();
    if (until.aborted) {
      throw new HarnessError({
        code: "timeout",
        message: `Waiting for ${what}: not within ${budget.limit / 1000} s (budget ${budget.name}); last seen: ${sight.saw}`,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    await systemClock.pause(budget.every, signal);
  }
}

/** The last look, whether it gave a sight or threw. */
class Sighting<T> {
  #last: () => Sight<T> = () => notYet("nothing of that name yet");
  #over = false;

  /** Takes a look; says whether the watch is over. What comes after that in the same packet is not looked at. */
  take(look: () => Sight<T>): boolean {
    if (this.#over) return true;
    try {
      const sight = look();
      this.#last = () => sight;
      this.#over = sight.ready;
    } catch (error) {
      this.#last = () => {
        throw error;
      };
      this.#over = true;
    }
    return this.#over;
  }

  last(): Sight<T> {
    return this.#last();
  }
}

/** An answer with an HTTP status is the server's decision, not a broken connection. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error;
}

/** The reason is in the cause: fetch itself says "fetch failed" and no more. */
function withCause(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : "";
  return `${messageOf(error)}${cause}`;
}
