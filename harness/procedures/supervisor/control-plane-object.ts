import type { Attempt } from "../../core/attempt.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

const specification =
  "kubectl get kcp $CLUSTER_NAME-control-plane -n $CLUSTER_NAMESPACE -o jsonpath='generation {.metadata.generation}, rolloutAfter {.spec.rolloutAfter}'";

/** Which generation of its KubeadmControlPlane a cluster is at, and since when it is to be rolled. */
export function controlPlaneSpecification(shell: SupervisorShell): Promise<string> {
  return shell.type("Reading the KubeadmControlPlane", specification);
}

/** Succeeds when nobody has changed the KubeadmControlPlane since. */
export async function checkUnpatched(input: {
  readonly shell: SupervisorShell;
  readonly before: string;
}): Promise<Attempt> {
  const now = await controlPlaneSpecification(input.shell);
  return {
    command: specification,
    succeeded: now === input.before,
    text: now === input.before ? now : `expected ${input.before}; actual ${now}`,
  };
}
