import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { $, type ProcessPromise } from "zx";
import { systemClock } from "../../harness/core/clock.ts";
import { notYet, ready, waitFor } from "../../harness/core/wait-for.ts";
import { type Clone, cloneRepository, type GitLogin } from "./platform-git.ts";

/** A developer with kubectl, git and curl before a platform of `tkglab up source-to-url`; nothing of tkglab is between. */
export interface PlatformUser {
  readonly kubectl: Kubectl;
  /** `kubectl apply` of a Workload as seed 002 has it, of a repository and a branch of the platform's git server. */
  apply(name: string, source: { readonly repository: string; readonly branch: string }): Promise<void>;
  /** Calls its URL again and again until it greets like this. */
  answers(name: string, greeting: string): Promise<void>;
  clone(repository: string): Promise<Clone>;
  /** `flux reconcile source git`: Flux has looked when this ends. */
  tellFlux(name: string): Promise<void>;
  /** Waits until Flux has looked by itself, and found nothing new. */
  fluxLooks(name: string): Promise<void>;
  /** Takes Workloads away, and waits until nothing of them is left. */
  remove(...names: readonly string[]): Promise<void>;
  /** The node, which is a container of that name. */
  node(): Promise<string>;
}

export type Kubectl = (...args: readonly string[]) => ProcessPromise;

/** Much longer than the longest bar; a look every 50 ms costs a hundredth of a core. */
const patience = { name: "benchAnswer", limit: 300_000, every: 50 };

/** @throws what kubectl and Docker say where there is no platform */
export async function platformUser(input: {
  readonly kubectl: Kubectl;
  /** A folder that nobody else can read. */
  readonly work: string;
}): Promise<PlatformUser> {
  const { kubectl, work } = input;
  const node = () => nodeOf(kubectl);
  const [http, https] = await hostPorts(await node());
  const login = await gitLogin(kubectl);
  return {
    kubectl,
    async apply(name, source) {
      const file = join(work, `${name}.json`);
      await writeFile(file, JSON.stringify(workload(name, source)));
      await kubectl("apply", "--filename", file);
    },
    async answers(name, greeting) {
      await waitFor({
        what: `${name} to answer ${greeting}`,
        look: async () => {
          const said = await call(`${name}-127-0-0-1.sslip.io`, http);
          return said.trim() === greeting ? ready(undefined) : notYet(said);
        },
        budget: patience,
      });
    },
    clone: (repository) => cloneRepository(repository, { login, port: https, work }),
    async tellFlux(name) {
      const token = new Date(systemClock.now()).toISOString();
      const source = `gitrepository/${name}`;
      await kubectl("annotate", "--overwrite", source, `reconcile.fluxcd.io/requestedAt=${token}`);
      const handled = `--for=jsonpath={.status.lastHandledReconcileAt}=${token}`;
      await kubectl("wait", source, handled, "--timeout=60s");
    },
    async fluxLooks(name) {
      const reason = `involvedObject.kind=GitRepository,involvedObject.name=${name},reason=GitOperationSucceeded`;
      const events = kubectl("get", "events", "--watch-only", "--field-selector", reason);
      const ended = events.then((): never => {
        throw new Error(`Watching Flux fetch ${name}: kubectl has ended`);
      });
      await Promise.race([once(events.stdout, "data"), ended]);
      events.child?.kill();
      await ended.catch(() => undefined);
    },
    async remove(...names) {
      await kubectl("delete", "workload", ...names);
      const kinds = "gitrepository,image.kpack.io,build.kpack.io,deployment,pod";
      for (const name of names) {
        const selector = ["--selector", `app.kubernetes.io/part-of=${name}`];
        await kubectl("wait", kinds, ...selector, "--for=delete", "--timeout=120s");
      }
    },
    node,
  };
}

function workload(name: string, source: { readonly repository: string; readonly branch: string }): object {
  const url = `https://git.git-server.svc.cluster.local/${source.repository}.git`;
  return {
    apiVersion: "carto.run/v1alpha1",
    kind: "Workload",
    metadata: { name, labels: { "app.tanzu.vmware.com/workload-type": "web" } },
    spec: { source: { git: { url, ref: { branch: source.branch } } } },
  };
}

async function nodeOf(kubectl: Kubectl): Promise<string> {
  const { stdout } = await kubectl("get", "node", "--output", "jsonpath={.items[0].metadata.name}");
  return stdout;
}

/** Where this host reaches ports 80 and 443 of a node. */
async function hostPorts(node: string): Promise<readonly [number, number]> {
  const portOf = async (port: number) => {
    const { stdout } = await $`docker port ${node} ${port}`;
    return Number(/:(\d+)$/m.exec(stdout)?.[1]);
  };
  return [await portOf(80), await portOf(443)];
}

/** What Flux fetches with, a developer may push with. */
async function gitLogin(kubectl: Kubectl): Promise<GitLogin> {
  const { stdout } = await kubectl("get", "secret", "git-credentials", "--output", "json");
  // as: kubectl prints a Secret
  const { data } = JSON.parse(stdout) as { readonly data: Readonly<Record<string, string>> };
  const text = (key: string) => Buffer.from(data[key] ?? "", "base64").toString("utf8");
  return { username: text("username"), password: text("password"), caPem: text("ca.crt") };
}

/** What an application says, or why it says nothing. The name is not asked of DNS: without internet nobody resolves it. */
function call(host: string, port: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const options = { host: "127.0.0.1", port, agent: false, headers: { host }, timeout: 5_000 };
  const asked = request(options, (response) => {
    let body = "";
    response.setEncoding("utf8");
    response.on("data", (part: string) => (body += part));
    response.on("end", () => resolve(body));
  });
  asked.on("timeout", () => asked.destroy(new Error("no answer within 5 s")));
  asked.on("error", ({ message }) => resolve(message));
  asked.end();
  return promise;
}
