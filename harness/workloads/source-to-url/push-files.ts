import { repositoryUrl } from "../../cluster/source-to-url/git-server.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { gitFolder, gitSettings } from "./git-settings.ts";
import type { GitClient } from "./push-change.ts";

export interface PushFilesInput {
  readonly git: GitClient;
  /** `hello-golang`: a repository that is there; a push creates none. */
  readonly repository: string;
  /** A branch that nobody else uses. */
  readonly branch: string;
  /** All that the branch holds then, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Makes a branch hold these files and nothing else, whatever it held before. The text is what git says. */
export async function pushFiles({ git, repository, branch, files }: PushFilesInput): Promise<Attempt> {
  const { toolbox } = git;
  const work = `${gitFolder}/${branch}`;
  const command = ["git", ...(await gitSettings(git)), "-C", work];
  await toolbox.runOk("Clearing the files", ["rm", "-rf", work]);
  for (const [path, content] of Object.entries(files)) await toolbox.writeFile(`${work}/${path}`, content);
  await toolbox.runOk("Making a repository", [...command, "init", "--quiet"]);
  // What the files themselves say is to be ignored is pushed too.
  await toolbox.runOk("Adding the files", [...command, "add", "--all", "--force"]);
  const message = `Only ${Object.keys(files).join(", ")}`;
  await toolbox.runOk("Committing", [...command, "commit", "--quiet", "--message", message]);
  // Forced: this is no child of what is there.
  const push = ["push", "--porcelain", "--force", repositoryUrl(repository, "outside")];
  const said = await toolbox.run([...command, ...push, `HEAD:refs/heads/${branch}`]);
  return attemptOf(`git push --force ${repositoryUrl(repository, "outside")} HEAD:${branch}`, said);
}
