import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { attemptInTime } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

interface App {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}

/** How many Builds kpack has begun for an application, those among them that it has forgotten. */
export async function countBuilds({ cluster, name }: App): Promise<number> {
  const counter = await kubectlOk(
    `Counting the Builds of ${name}`,
    [
      ...["get", "image.kpack.io", name, "--namespace", namespaces.workloads],
      ...["--output", "jsonpath={.status.buildCounter}"],
    ],
    cluster.kubectl,
  );
  return Number(counter);
}

export interface AnotherBuildInput extends App {
  /** How many there are without it. */
  readonly after: number;
  /** sourceFetched unless told. */
  readonly budget?: Budget;
}

/** Waits until kpack begins another Build of an application; that it does not in this time is a value. */
export async function anotherBuild(input: AnotherBuildInput): Promise<Attempt> {
  const { cluster, name, after, budget = budgets.sourceFetched } = input;
  const command = `kubectl get build.kpack.io --selector image.kpack.io/image=${name}`;
  return attemptInTime(
    command,
    waitFor({
      what: `kpack to begin Build ${after + 1} of ${name}`,
      look: async () => {
        const count = await countBuilds(input);
        return count > after ? ready(`${name}-build-${count}`) : notYet(`${count} Builds`);
      },
      budget,
      signal: cluster.kubectl.signal,
    }),
  );
}
