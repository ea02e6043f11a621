import { watchUntil, type Kube } from "../../cluster/index.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { systemClock } from "../../core/clock.ts";
import { notYet, ready, type Sight } from "../../core/wait-for.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

const namespace = namespaces.workloads;

/** Flux's own annotation: a new value makes it look at once. */
const requestedAt = "reconcile.fluxcd.io/requestedAt";

interface Source {
  readonly cluster: { readonly kube: Pick<Kube, "follow">; readonly kubectl: KubectlOptions };
  /** The Workload's name, which its GitRepository has too. */
  readonly name: string;
}

/** A GitRepository of Flux, as far as it is looked at. */
interface GitRepository {
  readonly metadata: { readonly generation?: number };
  readonly status?: {
    readonly lastHandledReconcileAt?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      /** That of the object is only what Flux last had success with. */
      readonly observedGeneration?: number;
      readonly message?: string;
    }[];
  };
}

/** Waits until Flux has fetched a source or says why not; that is the text. */
export async function sourceFetched(input: Source): Promise<Attempt> {
  return outcome(input, undefined);
}

/** Tells Flux to look at a source now, and waits for what becomes of it. */
export async function fetchSourceAgain(input: Source): Promise<Attempt> {
  const token = await reconcileSource(input);
  return outcome(input, token);
}

/** Tells Flux to look at a source now, without waiting: `flux reconcile source git NAME`. Gives what it was told. */
export async function reconcileSource({ cluster, name }: Source): Promise<string> {
  const token = new Date(systemClock.now()).toISOString();
  await kubectlOk(
    `Telling Flux to fetch ${name}`,
    [
      ...["annotate", "gitrepository", name, "--namespace", namespace],
      ...[`${requestedAt}=${token}`, "--overwrite"],
    ],
    cluster.kubectl,
  );
  return token;
}

function outcome({ cluster, name }: Source, token: string | undefined): Promise<Attempt> {
  const command = `kubectl get gitrepository ${name}`;
  return watchUntil({
    kube: cluster.kube,
    path: `/apis/source.toolkit.fluxcd.io/v1/namespaces/${namespace}/gitrepositories`,
    fieldSelector: `metadata.name=${name}`,
    what: `Flux to fetch the source of ${name}, or to say why not`,
    look: ({ metadata, status }: GitRepository): Sight<Attempt> => {
      if (token !== undefined && status?.lastHandledReconcileAt !== token)
        return notYet("Flux has not looked again");
      const condition = status?.conditions?.find(({ type }) => type === "Ready");
      if (condition === undefined || condition.observedGeneration !== metadata.generation)
        return notYet(condition?.message ?? "Flux has not looked at it");
      const { message = "" } = condition;
      if (condition.status === "True") return ready({ command, succeeded: true, text: message });
      if (condition.status === "False") return ready({ command, succeeded: false, text: message });
      return notYet(message);
    },
    budget: budgets.sourceFetched,
    signal: cluster.kubectl.signal,
    hint: `kubectl describe gitrepository ${name}`,
  });
}
