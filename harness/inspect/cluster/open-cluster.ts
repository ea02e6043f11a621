import { access } from "node:fs/promises";
import { apiStatus, connect, type Kube } from "../../cluster/index.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { inspectionBudgets } from "../budgets.ts";
import type { Reading } from "../reading.ts";
import { withinBudget } from "../within-budget.ts";

/** A cluster that is only ever read. */
export interface OpenCluster {
  readonly kube: Kube;
  /** The address of its API server. */
  readonly server: string;
  /** For messages and commands. */
  readonly kubeconfig: string;
  /**
   * Asks the API server once. That it says no, or that there is no such thing, is an answer.
   * @throws HarnessError `unreachable` when it does not answer, `tool-failed` when it does not know who asks.
   */
  readonly ask: <T>(doing: string, question: () => Promise<T>) => Promise<Reading<T>>;
}

/**
 * Opens a cluster by its kubeconfig; nothing is asked yet.
 * @throws HarnessError `usage` when there is no such file, `bad-input` when it is no kubeconfig.
 */
export async function openCluster(kubeconfig: string, signal: AbortSignal | undefined): Promise<OpenCluster> {
  const opening = `Opening the cluster of ${kubeconfig}`;
  await access(kubeconfig).catch((cause: unknown) => {
    const message = `${opening}: there is no file that can be read: ${messageOf(cause)}`;
    throw new HarnessError({ code: "usage", message, hint: `ls -l ${kubeconfig}`, cause });
  });
  let kube: Kube;
  try {
    kube = await connect(kubeconfig);
  } catch (cause) {
    throw new HarnessError({
      code: "bad-input",
      message: `${opening}: that is no kubeconfig with a current context: ${firstLine(messageOf(cause))}`,
      hint: `kubectl config view --kubeconfig ${kubeconfig}`,
      cause,
    });
  }
  const server = kube.config.getCurrentCluster()?.server ?? "";
  const ask = async <T>(doing: string, question: () => Promise<T>): Promise<Reading<T>> => {
    try {
      return { value: await withinBudget(question(), inspectionBudgets.apiAnswer, signal) };
    } catch (error) {
      signal?.throwIfAborted();
      return refusal(error, doing, server);
    }
  };
  return { kube, server, kubeconfig, ask };
}

function refusal(error: unknown, doing: string, server: string): Reading<never> {
  const status = apiStatus(error);
  if (status === 404) return { absent: true };
  if (status === 401) {
    throw new HarnessError({
      code: "tool-failed",
      message: `${doing}: the API server ${server} does not accept the credentials of the kubeconfig`,
      hint: "get a kubeconfig that has not run out, and try it with: kubectl get nodes",
      cause: error,
    });
  }
  if (status !== undefined) return { refused: `the API server answers ${status}: ${saidBy(error)}` };
  throw new HarnessError({
    code: "unreachable",
    message: `${doing}: the API server ${server} does not answer: ${withCause(error)}`,
    hint: "kubectl get --raw /readyz, with this kubeconfig",
    cause: error,
  });
}

/** The words of a Status object. */
function saidBy(error: unknown): string {
  const body = error instanceof Error && "body" in error ? String(error.body) : messageOf(error);
  return /"message":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1]?.replaceAll('\\"', '"') ?? firstLine(body);
}

/** fetch itself says "fetch failed" and no more. */
function withCause(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : "";
  return `${messageOf(error)}${cause}`;
}

function firstLine(text: string): string {
  return text.split("\n", 1).join("");
}
