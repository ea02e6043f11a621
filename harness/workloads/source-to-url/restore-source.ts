import { repositoryUrl } from "../../cluster/source-to-url/git-server.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { gitFolder, gitSettings } from "./git-settings.ts";
import type { GitClient } from "./push-change.ts";

export interface RestoreSourceInput {
  readonly git: GitClient;
  /** `hello-nodejs` */
  readonly repository: string;
  /** The branch that is put back; one that is not there is made. */
  readonly branch: string;
  /** The branch whose first commit is meant; `branch` unless told. */
  readonly from?: string;
}

/**
 * Puts a branch back to the first commit, which is the application as it came: what an earlier turn has pushed stays in the
 * git server, and would be the start of the next one. The text is what git says.
 * @throws HarnessError `tool-failed` when the clone fails
 */
export async function restoreSource(input: RestoreSourceInput): Promise<Attempt> {
  const { git, repository, branch, from = branch } = input;
  const { toolbox } = git;
  const work = `${gitFolder}/${repository}`;
  const command = ["git", ...(await gitSettings(git))];
  const url = repositoryUrl(repository, "outside");
  await toolbox.runOk("Clearing the clone", ["rm", "-rf", work]);
  await toolbox.runOk(`Cloning ${url}`, [...command, "clone", "--quiet", "--branch", from, url, work]);
  const first = await toolbox.runOk("Looking for the first commit", [
    ...command,
    ...["-C", work, "rev-list", "--max-parents=0", "HEAD"],
  ]);
  // Forced: what goes is its child.
  const push = ["push", "--porcelain", "--force", "origin", `${first.trim()}:refs/heads/${branch}`];
  const said = await toolbox.run([...command, "-C", work, ...push]);
  return attemptOf(`git push --force origin ${first.trim().slice(0, 7)}:${branch}`, said);
}
