import { appendFile, chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../fake-program.ts";
import type { KubectlOptions } from "./kubectl.ts";

/** For tests: a kubectl that answers as it is told, and keeps what it was given. */
export interface FakeKubectl extends AsyncDisposable {
  readonly options: KubectlOptions;
  /** The arguments of every call so far, without those that say which cluster is meant. */
  calls(): Promise<string[]>;
  /** All that calls have read from their standard input, in their order. */
  input(): Promise<string>;
}

/** For tests: starts such a kubectl; patterns are over the arguments behind those that say which cluster is meant. */
export async function fakeKubectl(...answers: readonly Answer[]): Promise<FakeKubectl> {
  const folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "x.kubeconfig");
  const which = `--kubeconfig * --cache-dir ${folder.path}/kubectl-cache `;
  const behind = await fakeProgram(
    "kubectl-behind",
    answers.map((answer) => ({ ...answer, when: `${which}${answer.when}` })),
  );
  const binary = join(folder.path, "kubectl");
  const input = join(folder.path, "input");
  await appendFile(input, "");
  await writeFile(binary, `#!/bin/sh\ncat >>"${input}"\nexec kubectl-behind "$@"\n`);
  await chmod(binary, 0o755);
  return {
    options: { binary, kubeconfig, signal: new AbortController().signal },
    calls: async () =>
      (await behind.calls()).map((call) => call.replace(/^--kubeconfig \S+ --cache-dir \S+ /, "")),
    input: () => readFile(input, "utf8"),
    async [Symbol.asyncDispose]() {
      await behind[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
