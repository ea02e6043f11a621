import { listPods } from "../../cluster/source-to-url/components.ts";
import { type StepDone, stepsText } from "../../cluster/source-to-url/installation.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** What runs on a platform, as seed 002 shows it, and how long it took to come there. */
export async function installationTimes(platform: {
  readonly kubectl: KubectlOptions;
  readonly steps: readonly StepDone[];
}): Promise<Attempt> {
  const pods = await listPods(platform.kubectl);
  const text = `${pods}\n${stepsText(platform.steps)}`;
  return { command: "kubectl get pod --all-namespaces", succeeded: true, text };
}
