import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { PlatformPorts } from "../../cluster/source-to-url/free-ports.ts";
import type { Kube } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { timed } from "../../core/clock.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { fetchSourceAgain } from "./app-source.ts";
import { appAnswers } from "./call-app.ts";
import { probeApp, probeText } from "./probe-app.ts";

export interface WatchRollOutInput {
  readonly platform: {
    readonly ports: PlatformPorts;
    readonly kube: Kube;
    readonly kubectl: KubectlOptions;
  };
  readonly name: string;
  /** Pushes the change; what fails there ends it. */
  readonly push: () => Promise<Attempt>;
  /** What the new answer has to match. */
  readonly expected: RegExp;
  /** Whether Flux is told to look; it polls unless told. */
  readonly tellFlux?: boolean;
}

/**
 * Pushes a change while somebody asks the application again and again, until the new answer has come and the last old Pod
 * has gone. It has succeeded when every request was answered; the text says how long the push took to become an answer.
 */
export async function watchRollOut(input: WatchRollOutInput): Promise<Attempt> {
  const { platform, name, push, expected, tellFlux = false } = input;
  const { signal } = platform.kubectl;
  const place = { platform, name, ...(signal === undefined ? {} : { signal }) };
  await using prober = probeApp(place);
  const { value, ms } = await timed(async () => {
    const pushed = await push();
    if (!pushed.succeeded) return pushed;
    if (tellFlux) {
      const fetched = await fetchSourceAgain({ cluster: platform, name });
      if (!fetched.succeeded) return fetched;
    }
    return appAnswers({ ...place, expected });
  });
  if (!value.succeeded) return value;
  await oldPodsGone(input);
  const report = await prober.stop();
  return {
    command: `git push; curl ${value.command.replace("curl ", "")} again and again`,
    succeeded: report.lost.length === 0,
    text: `after ${(ms / 1000).toFixed(1)} s: ${value.text.trim()}\n${probeText(report)}`,
  };
}

/** Waits until one Pod serves, and none is on its way out. */
async function oldPodsGone({ platform: { kube, kubectl }, name }: WatchRollOutInput): Promise<void> {
  const labelSelector = `app.kubernetes.io/part-of=${name},app.kubernetes.io/component=run`;
  await waitFor({
    what: `the old Pods of ${name} to be gone`,
    look: async () => {
      const { items } = await kube.core.listNamespacedPod({ namespace: namespaces.workloads, labelSelector });
      return items.length === 1 ? ready(undefined) : notYet(`${items.length} Pods`);
    },
    budget: budgets.ownedGone,
    signal: kubectl.signal,
  });
}
