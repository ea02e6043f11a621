import { type Clock, systemClock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import { type AppPlace, callApp } from "./call-app.ts";

/** What became of every request of a prober. */
export interface ProbeReport {
  readonly requests: number;
  /** Those without a success: what came instead, and when, in milliseconds since the prober began. */
  readonly lost: readonly { readonly at: number; readonly why: string }[];
  /** Different answers in the order in which they first came, and how often each did. */
  readonly answers: readonly { readonly body: string; readonly times: number }[];
}

export interface ProbeInput extends AppPlace {
  /** Milliseconds between an answer and the next request: 20 unless told. */
  readonly every?: number;
  readonly clock?: Clock;
}

/** Asks an application again and again, from now until it is stopped, as its users would. */
export function probeApp(input: ProbeInput): AsyncDisposable & { stop(): Promise<ProbeReport> } {
  const { every = 20, clock = systemClock, signal } = input;
  const over = new AbortController();
  const begin = clock.elapsed();
  const lost: { at: number; why: string }[] = [];
  const answers = new Map<string, number>();
  let requests = 0;
  const ask = async () => {
    const at = clock.elapsed() - begin;
    requests += 1;
    try {
      const { status, body } = await callApp(input);
      if (status === 200) answers.set(body, (answers.get(body) ?? 0) + 1);
      else lost.push({ at, why: `${status} ${body.trim().slice(0, 200)}` });
    } catch (error) {
      lost.push({ at, why: messageOf(error) });
    }
  };
  const isOver = () => over.signal.aborted || signal?.aborted === true;
  const run = async () => {
    while (!isOver()) {
      await ask();
      // It ends early when it is stopped: that is no failure.
      await clock.pause(every, over.signal).catch(() => undefined);
    }
  };
  const running = run();
  const stop = async (): Promise<ProbeReport> => {
    over.abort();
    await running;
    return {
      requests,
      lost,
      answers: [...answers].map(([body, times]) => ({ body, times })),
    };
  };
  return {
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

/** A report in a sentence, for the record of a scenario. */
export function probeText({ requests, lost, answers }: ProbeReport): string {
  const said = answers
    .map(({ body, times }) => `${JSON.stringify(body.trim())} ${times} times`)
    .join(", then ");
  const misses = lost.slice(0, 5).map(({ at, why }) => `after ${(at / 1000).toFixed(1)} s: ${why}`);
  return [`${requests} requests, ${lost.length} lost; ${said}`, ...misses].join("\n");
}
