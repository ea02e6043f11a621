import { request } from "node:http";
import { type PlatformPorts, urlOn } from "../../cluster/source-to-url/free-ports.ts";
import { pageHost } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { messageOf } from "../../core/errors.ts";
import { attemptInTime } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";

/** Milliseconds: longer than one look at the cluster may take. */
const patience = 15_000;

/** An event of the page, as far as it matters here. */
interface View {
  readonly failure?: string;
  readonly state?: {
    readonly workloads: readonly {
      readonly name: string;
      readonly outcome: string;
      readonly nodes: readonly { readonly id: string; readonly state: string }[];
    }[];
  };
}

export interface PagePlace {
  readonly platform: { readonly ports: PlatformPorts };
  /** The Workload. */
  readonly name: string;
  readonly budget?: Budget;
}

/** Waits until the page in the cluster shows a Workload as ready, and tells what it shows of it. */
export async function pageShows({
  platform,
  name,
  budget = budgets.httpAnswer,
}: PagePlace): Promise<Attempt> {
  const url = `${urlOn(pageHost, platform.ports)}/events`;
  const command = `curl --no-buffer ${url}`;
  return attemptInTime(
    command,
    waitFor({
      what: `the page to show ${name} as ready`,
      look: async () => {
        try {
          const { failure, state } = await firstView(platform.ports.http);
          const workload = state?.workloads.find((one) => one.name === name);
          if (workload === undefined) return notYet(failure ?? `no Workload ${name}`);
          const said = `${name} is ${workload.outcome}: ${workload.nodes.map(({ id, state: is }) => `${id} ${is}`).join(", ")}`;
          return workload.outcome === "ready" ? ready(said) : notYet(said);
        } catch (error) {
          return notYet(messageOf(error));
        }
      },
      budget,
    }),
  );
}

/** The first event. The name is resolved here and not by DNS: it says 127.0.0.1 already. */
function firstView(port: number): Promise<View> {
  const { promise, resolve, reject } = Promise.withResolvers<View>();
  const signal = AbortSignal.timeout(patience);
  const headers = { host: pageHost };
  const asked = request(
    { host: "127.0.0.1", port, path: "/events", agent: false, headers, signal },
    (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        const [, data] = /^data: (.*)\n\n/m.exec(text) ?? [];
        if (data === undefined) return;
        resolve(JSON.parse(data) as View); // as: harness/page writes it
        response.destroy();
      });
      response.on("error", reject);
      response.on("end", () => reject(new Error(`${response.statusCode ?? 0} ${text.trim().slice(0, 200)}`)));
    },
  );
  asked.on("error", reject);
  asked.end();
  return promise;
}
