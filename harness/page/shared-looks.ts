import type { WorkloadSight } from "../cluster/supply-chain/look-at-workloads.ts";
import { lookBudget, lookOnce } from "../cluster/supply-chain/look-once.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import { type PageState, pageState } from "./page-state.ts";

/** What there is to show at a moment. */
export interface View {
  /** Milliseconds since the epoch, by the clock that all other times are of. */
  readonly at: number;
  /** As last seen, and when; undefined before a first look that went well. */
  readonly state?: PageState;
  readonly seenAt?: number;
  /** Why the last look saw nothing. */
  readonly failure?: string;
}

/** Looks once; ages count from `now`, so that a look that sees nothing new says nothing new. */
export type LookAt = (now: number) => Promise<readonly WorkloadSight[]>;

export type Viewer = (view: View) => void;

/** So often a viewer hears that nothing has changed: from silence it could not tell a dead connection. */
export const longestSilence = 10_000;

/** One look at the cluster for everybody who watches, about once a second; none while nobody does. */
export class SharedLooks {
  readonly #look: LookAt;
  readonly #clock: Clock;
  readonly #viewers = new Set<Viewer>();
  #stop: AbortController | undefined;
  #view: View | undefined;

  constructor(look: LookAt, clock: Clock = systemClock) {
    this.#look = look;
    this.#clock = clock;
  }

  /** Has somebody see every change, beginning with what is known; gives the function that ends it. */
  watch(viewer: Viewer): () => void {
    this.#viewers.add(viewer);
    if (this.#view !== undefined) viewer(this.#view);
    if (this.#stop === undefined) {
      this.#stop = new AbortController();
      void this.#follow(this.#stop.signal);
    }
    return () => {
      this.#viewers.delete(viewer);
      if (this.#viewers.size > 0) return;
      this.#stop?.abort();
      this.#stop = undefined;
      // Whoever comes next is not shown what was true long ago.
      this.#view = undefined;
    };
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let said = { text: "", at: 0 };
    while (!signal.aborted) {
      const at = this.#clock.now();
      const seen = await lookOnce(() => this.#look(at), signal);
      // as: a viewer may have left meanwhile, which the compiler takes for impossible.
      if (signal.aborted as boolean) return;
      this.#view =
        "sights" in seen
          ? { at, seenAt: at, state: pageState(seen.sights, at) }
          : { ...this.#view, at, failure: seen.failure };
      const text = JSON.stringify([this.#view.state, this.#view.failure]);
      if (text !== said.text || at - said.at >= longestSilence) {
        said = { text, at };
        for (const viewer of this.#viewers) viewer(this.#view);
      }
      await this.#clock.pause(lookBudget.every, signal).catch(() => undefined);
    }
  }
}
