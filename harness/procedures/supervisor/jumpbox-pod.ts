import { identityFile, Jumpbox } from "../../cluster/jumpbox.ts";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { type CommandResult, failed } from "../../tools/exec.ts";
import { execInPod, type PodRef } from "../../tools/kubectl/exec-in-pod.ts";
import { type KubectlOptions, kubectlOk, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { jumpboxManifest } from "./jumpbox-manifest.ts";

export interface CreateJumpboxPodInput {
  /** Of the Supervisor. */
  readonly kubectl: KubectlOptions;
  readonly cluster: { readonly name: string; readonly namespace: string };
  /** What the Pod is called. */
  readonly name: string;
}

/** The jumpbox of seed 003: a Pod in the vSphere Namespace of a cluster, with the key of its nodes. */
export class JumpboxPod extends Jumpbox implements AsyncDisposable {
  readonly #pod: PodRef;
  readonly #kubectl: KubectlOptions;

  private constructor(pod: PodRef, kubectl: KubectlOptions) {
    super();
    this.#pod = pod;
    this.#kubectl = kubectl;
  }

  /** Applies its manifest and waits until the key is where ssh looks for it. Nothing is left of one that does not come up. */
  static async create({ kubectl, cluster, name }: CreateJumpboxPodInput): Promise<JumpboxPod> {
    const pod = { name, namespace: cluster.namespace };
    const jumpbox = new JumpboxPod(pod, kubectl);
    await using cleanup = new AsyncDisposableStack();
    cleanup.use(jumpbox);
    const manifest = await jumpboxManifest({ cluster: cluster.name, name });
    const inNamespace = ["--namespace", cluster.namespace];
    await kubectlOk(`Creating Pod ${name}`, ["apply", ...inNamespace, "--filename", "-"], kubectl, manifest);
    await kubectlOk(
      `Waiting for Pod ${name}`,
      ["wait", `pod/${name}`, ...inNamespace, "--for", "condition=Ready", timeoutArg(budgets.podRunning)],
      kubectl,
    );
    await waitFor({
      what: `the key in Pod ${name}`,
      look: async () => {
        const { stdout, stderr } = await jumpbox.run(["stat", "--format", "%a", identityFile]);
        return stdout === "600" ? ready(undefined) : notYet(`mode ${stdout || stderr}`);
      },
      budget: budgets.sshReady,
      signal: kubectl.signal,
      hint: `kubectl logs ${name} --namespace ${cluster.namespace}`,
    });
    cleanup.move();
    return jumpbox;
  }

  override run(command: readonly string[], input?: string): Promise<CommandResult> {
    return execInPod(this.#pod, command, this.#kubectl, input);
  }

  override async runOk(doing: string, command: readonly string[], input?: string): Promise<string> {
    const result = await this.run(command, input);
    if (result.exitCode === 0) return result.stdout;
    throw failed(doing, result);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { name, namespace } = this.#pod;
    // Also when the scenario was stopped: its signal must not keep the Pod.
    const { binary, kubeconfig } = this.#kubectl;
    await kubectlOk(
      `Deleting Pod ${name}`,
      ["delete", "pod", name, "--namespace", namespace, "--ignore-not-found", timeoutArg(budgets.cleanup)],
      { binary, kubeconfig },
    );
  }
}
