import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { systemClock } from "../../harness/core/clock.ts";
import { tkglab } from "./in-project.ts";
import type { Kubectl } from "./platform-user.ts";
import { type Hands, inNoHands, stretchesOf, type TimedObject, timesOf } from "./workload-way.ts";

/** The way of a Workload that tkglab applies and follows, in milliseconds. */
export interface DemoWay {
  readonly all: number;
  /** Of these nobody else had it in hand: calls, looks, and whatever lies between. */
  readonly ours: number;
  readonly times: ReadonlyMap<Hands, number>;
}

/**
 * Has `tkglab demo` apply an application to a platform that stands, and follow it: from what it says right before to what it
 * says when the URL is there.
 */
export async function demoWay(language: string, name: string, kubectl: Kubectl): Promise<DemoWay> {
  const [node, ...args] = tkglab("demo", "source-to-url", "--language", language);
  const demo = spawn(node ?? process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(demo, "close");
  const tooEarly = ended.then((): never => {
    throw new Error(`tkglab demo ended before ${name} was ready: scripts/tkglab demo source-to-url`);
  });
  const begun = lineOf(demo.stderr, /^the platform is ready after /);
  const done = lineOf(demo.stdout, new RegExp(`^${name}: ready: `));
  const [begin, end] = await Promise.race([Promise.all([begun, done]), tooEarly]);
  tooEarly.catch(() => undefined);
  demo.kill("SIGINT");
  await ended;
  const kinds = "workload,gitrepository,image.kpack.io,deployment,pod";
  const { stdout } = await kubectl("get", kinds, "--output", "json");
  // as: `kubectl get` of several kinds prints a List
  const { items } = JSON.parse(stdout) as { readonly items: readonly TimedObject[] };
  const stretches = stretchesOf(items, name);
  return { all: end - begin, ours: inNoHands(stretches, begin, end), times: timesOf(stretches) };
}

/** When a line of that kind comes, in milliseconds since the epoch. */
function lineOf(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  createInterface(stream).on("line", (line) => {
    if (pattern.test(line)) resolve(systemClock.now());
  });
  return promise;
}
