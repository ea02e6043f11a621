import { describeError, HarnessError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import { cleanUpRun, type CleanUpRunInput } from "../clean-up-run.ts";
import type { RunFolders } from "../run-folders.ts";

/** How long a Docker daemon that is away is waited for. */
type Patience = Pick<CleanUpRunInput, "dockerAnswers">;

/**
 * Removes everything that a command has started and that is not to stand, and says so.
 * @throws HarnessError `leak` when something is or may be still there
 */
export async function removeStarted(
  folders: RunFolders,
  progress: Progress,
  patience: Patience = {},
): Promise<void> {
  const input = { folders, scenarios: [], hadDocker: true, isInterrupted: true };
  const left = await cleanUpRun({ ...input, ...patience });
  if (left.length === 0) {
    progress.say("everything is removed");
    return;
  }
  const message = `Removing what was started: left behind: ${left.join(", ")}`;
  throw new HarnessError({ code: "leak", message, hint: "tkglab sweep" });
}

/**
 * After an error: removes what was started, and gives what the command is to end with. Of whatever fails when somebody
 * has pressed Ctrl-C, that key is the reason.
 */
export async function removeAfter(
  error: unknown,
  {
    folders,
    progress,
    signal,
    ...patience
  }: {
    readonly folders: RunFolders;
    readonly progress: Progress;
    readonly signal: AbortSignal;
  } & Patience,
): Promise<unknown> {
  progress.now("");
  // Of a Ctrl-C it was said already.
  if (!signal.aborted) progress.say("removing what was started");
  try {
    await removeStarted(folders, progress, patience);
  } catch (leak) {
    progress.say(describeError(leak));
  }
  return signal.aborted ? signal.reason : error;
}
