import type { ClusterNode, Toolbox } from "../../cluster/index.ts";
import { repositoryUrl } from "../../cluster/source-to-url/git-server.ts";
import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import type { Secret } from "../../core/secret.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { gitFolder, gitSettings } from "./git-settings.ts";

/** What a developer with a plain git client needs: seen from the toolbox, which stands for the laptop. */
export interface GitClient {
  readonly toolbox: Toolbox;
  /** Where the ingress controller listens. */
  readonly node: Pick<ClusterNode, "address">;
  readonly username: string;
  readonly password: Secret;
  readonly caPem: string;
}

export interface PushChangeInput {
  readonly git: GitClient;
  /** `hello-nodejs` */
  readonly repository: string;
  /** The branch that it goes to; one that is not there begins at `from`. */
  readonly branch: string;
  /** The branch that it is based on; `branch` unless told. */
  readonly from?: string;
  /** What becomes of a text in each of these files. */
  readonly change?: Change;
}

export interface Change {
  readonly files: readonly string[];
  readonly text: string;
  readonly by: string;
}

/**
 * Clones a repository over https, changes what it is told and pushes, by git itself. The text is what git says.
 * @throws HarnessError `tool-failed` when the clone fails, `usage` where the file does not hold the text
 */
export async function pushChange(input: PushChangeInput): Promise<Attempt> {
  const { git, repository, branch, from = branch, change } = input;
  const { toolbox } = git;
  const work = `${gitFolder}/${repository}`;
  const config = await gitSettings(git);
  const url = repositoryUrl(repository, "outside");
  await toolbox.runOk("Clearing the clone", ["rm", "-rf", work]);
  await toolbox.runOk(`Cloning ${url}`, ["git", ...config, "clone", "--quiet", "--branch", from, url, work]);
  if (change !== undefined) {
    for (const file of change.files) await replaceIn(toolbox, `${work}/${file}`, change);
    const message = `${change.text} becomes ${change.by}`;
    await toolbox.runOk("Committing", [
      "git",
      ...config,
      "-C",
      work,
      "commit",
      "--all",
      "--message",
      message,
    ]);
  }
  const push = ["push", "--porcelain", "origin", `HEAD:refs/heads/${branch}`];
  const said = await toolbox.run(["git", ...config, "-C", work, ...push]);
  return attemptOf(`git push origin HEAD:${branch}`, said);
}

async function replaceIn(
  toolbox: Toolbox,
  file: string,
  { text, by }: Pick<Change, "text" | "by">,
): Promise<void> {
  const before = await toolbox.runOk(`Reading ${file}`, ["cat", file]);
  if (!before.includes(text)) {
    throw new HarnessError({ code: "usage", message: `Changing ${file}: it does not hold ${text}` });
  }
  await toolbox.writeFile(file, `${before.replaceAll(text, by)}\n`);
}
