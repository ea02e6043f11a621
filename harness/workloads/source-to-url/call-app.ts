import { request } from "node:http";
import { appHost } from "../../cluster/source-to-url/names.ts";
import { type PlatformPorts, urlOn } from "../../cluster/source-to-url/free-ports.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { messageOf } from "../../core/errors.ts";
import { attemptInTime } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";

/** Milliseconds after which an answer counts as lost. */
const patience = 5_000;

/** An application of a platform that this host reaches by these ports. */
export interface AppPlace {
  readonly platform: { readonly ports: PlatformPorts };
  readonly name: string;
  readonly signal?: AbortSignal;
}

export interface AppAnswer {
  readonly status: number;
  readonly body: string;
}

/** The URL of an application, for people. */
export function appUrl({ platform, name }: Pick<AppPlace, "platform" | "name">): string {
  return urlOn(appHost(name), platform.ports);
}

/**
 * Asks an application by its URL, over a connection of its own. The name is resolved here and not by DNS: it says 127.0.0.1
 * already. Rejects when there is no answer.
 */
export function callApp({ platform, name, signal }: AppPlace): Promise<AppAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<AppAnswer>();
  const limit = AbortSignal.timeout(patience);
  const asked = request(
    {
      ...{ host: "127.0.0.1", port: platform.ports.http, path: "/", agent: false },
      headers: { host: appHost(name) },
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
    },
  );
  asked.on("error", reject);
  asked.end();
  return promise;
}

/** Waits until an application answers what is expected; a success, whatever it says, unless told. */
export async function appAnswers(
  input: AppPlace & { readonly expected?: RegExp; readonly budget?: Budget },
): Promise<Attempt> {
  const { expected = /(?:)/, budget = budgets.appDeployed, signal } = input;
  const url = appUrl(input);
  const command = `curl ${url}`;
  return attemptInTime(
    command,
    waitFor({
      what: `${url} to answer${expected.source === "(?:)" ? "" : ` ${String(expected)}`}`,
      look: async () => {
        try {
          const { status, body } = await callApp(input);
          if (status === 200 && expected.test(body)) return ready(body);
          return notYet(`${status} ${body.trim().slice(0, 200)}`);
        } catch (error) {
          signal?.throwIfAborted();
          return notYet(messageOf(error));
        }
      },
      budget,
      signal,
    }),
  );
}
