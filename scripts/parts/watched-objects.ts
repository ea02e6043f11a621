import { createInterface } from "node:readline";
import type { ProcessPromise } from "zx";

/** Follows a collection by `kubectl get --watch`, and knows when each line came. */
export class WatchedObjects implements AsyncDisposable {
  readonly #seen = new Map<string, number>();
  readonly #awaited = new Map<string, (at: number) => void>();
  readonly #kubectl: ProcessPromise;
  readonly #ended: Promise<never>;

  /** @param kubectl `get <kind> --watch` under way, which prints a line for each event */
  constructor(kubectl: ProcessPromise) {
    this.#kubectl = kubectl.nothrow();
    this.#ended = this.#kubectl.then(({ stderr }): never => {
      throw new Error(`Watching by kubectl: it has ended: ${stderr}`);
    });
    this.#ended.catch(() => undefined);
    createInterface(kubectl.stdout).on("line", (line) => this.#see(line, performance.now()));
  }

  /** When a line came for the first time, in milliseconds of performance.now(); waits until it does. */
  at(line: string): Promise<number> {
    const seen = this.#seen.get(line);
    if (seen !== undefined) return Promise.resolve(seen);
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#awaited.set(line, resolve);
    return Promise.race([promise, this.#ended]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kubectl.child?.kill();
    await this.#ended.catch(() => undefined);
  }

  #see(line: string, at: number): void {
    if (this.#seen.has(line)) return;
    this.#seen.set(line, at);
    this.#awaited.get(line)?.(at);
  }
}
