import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** `kubectl get <what>`, as one types it and as one reads it. */
export async function listObjects(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** `secret`, `pod` */
  readonly what: string;
  /** That of the kubeconfig unless told. */
  readonly namespace?: string;
}): Promise<Attempt> {
  const { cluster, what, namespace } = input;
  const args = [...(namespace === undefined ? [] : ["-n", namespace]), "get", what];
  return attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, cluster.kubectl));
}

/** `kubectl get events --field-selector <which>`; succeeds when there are any. */
export async function listEvents(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** `reason=NoCertificate`, and more after commas */
  readonly which: string;
  readonly namespace?: string;
}): Promise<Attempt> {
  const { cluster, which, namespace } = input;
  const args = [
    ...(namespace === undefined ? [] : ["-n", namespace]),
    "get",
    "events",
    "--field-selector",
    which,
  ];
  const said = attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, cluster.kubectl));
  // That there is none kubectl calls a success, and says on its standard error.
  return { ...said, succeeded: said.succeeded && said.text.startsWith("LAST SEEN") };
}
