import { notYet, ready, type Sight } from "../../core/wait-for.ts";
import { type App, conditionOf, isObserved, type PackageInstall } from "./package-objects.ts";

/** How the last reconciliation ended, to tell it from the next. */
export interface OutcomeMark {
  readonly generation: number;
  /** Undefined when there was no App. */
  readonly app: string | undefined;
}

/** How a reconciliation ended. */
export interface PackageOutcome {
  readonly succeeded: boolean;
  /** The useful error message, else the description. */
  readonly text: string;
  /** One line, such as `Reconcile succeeded`. */
  readonly friendlyDescription: string;
  readonly mark: OutcomeMark;
}

/** A condition that says this was taken over from the App. */
const fromApp = "Error (see .status.usefulErrorMessage for details)";

/** The one mistake of a PackageInstall's own that it words as if it were the App's. */
const downgrade = "Stopped installing matched version";

/** Two writers met: kapp-controller calls it a failure, and tries again at once. */
const conflict = "the object has been modified";

/**
 * How the PackageInstall stands: the outcome of a reconciliation of what it says now, after the one that is marked.
 *
 * A PackageInstall copies its App's conditions, and is late: after a change it shows the old failure again, already under
 * the new generation, until the App has begun. So the App decides, whose counters go up with every outcome; only when
 * the PackageInstall says the same is it one. It fails by itself where no App can be made of it.
 */
export function outcomeOf(
  install: PackageInstall,
  app: App | undefined,
  since?: OutcomeMark,
): Sight<PackageOutcome> {
  const { metadata, status } = install;
  if (metadata.deletionTimestamp !== undefined) return notYet("it is being deleted");
  if (!isObserved(install)) return notYet("the change is not seen yet");
  const condition = conditionOf(status);
  const mark = markOf(install, app);
  const friendlyDescription = status?.friendlyDescription ?? "";
  const saw = whatIsGoingOn(install, app);
  if (condition?.type === "ReconcileFailed" && isOwnFailure(install, app)) {
    if (condition.message?.includes(conflict) === true) return notYet(friendlyDescription);
    const isNew = since === undefined || mark.generation > since.generation || mark.app !== since.app;
    if (!isNew) return notYet(`the failure before: ${friendlyDescription}`);
    const text = useful(status) ?? condition.message ?? friendlyDescription;
    return ready({ succeeded: false, text, friendlyDescription, mark });
  }
  if (app === undefined || app.spec.paused === true || !isObserved(app)) return notYet(saw);
  const own = conditionOf(app.status)?.type;
  if (own !== "ReconcileSucceeded" && own !== "ReconcileFailed") return notYet(saw);
  if (condition?.type !== own || useful(status) !== useful(app.status)) return notYet(saw);
  if (since !== undefined && mark.app === since.app) return notYet(`the outcome before: ${saw}`);
  const succeeded = own === "ReconcileSucceeded";
  return ready({
    succeeded,
    text: succeeded ? friendlyDescription : (useful(status) ?? friendlyDescription),
    ...{ friendlyDescription, mark },
  });
}

/** What the next outcome has to differ from. */
export function markOf({ metadata }: PackageInstall, app: App | undefined): OutcomeMark {
  const generation = metadata.generation ?? 0;
  if (app === undefined) return { generation, app: undefined };
  const { consecutiveReconcileFailures = 0, consecutiveReconcileSuccesses = 0, fetch } = app.status ?? {};
  const counts = `${consecutiveReconcileFailures} failures, ${consecutiveReconcileSuccesses} successes`;
  return { generation, app: `${app.metadata.uid ?? ""}: ${counts}, begun ${fetch?.startedAt ?? "never"}` };
}

/** Whether it is not what happened to the App. */
function isOwnFailure({ status }: PackageInstall, app: App | undefined): boolean {
  if (app === undefined) return true;
  return (
    conditionOf(status)?.message !== fromApp || status?.usefulErrorMessage?.startsWith(downgrade) === true
  );
}

function useful(status: PackageInstall["status"]): string | undefined {
  return status?.usefulErrorMessage === "" ? undefined : status?.usefulErrorMessage;
}

/** In one line, with the last that kapp said while it deploys. */
function whatIsGoingOn({ status }: PackageInstall, app: App | undefined): string {
  const said = app?.status?.friendlyDescription ?? status?.friendlyDescription ?? "no status yet";
  const { stdout = "", finished } = app?.status?.deploy ?? {};
  const last = stdout.trim().split("\n").at(-1) ?? "";
  const isDeploying = conditionOf(app?.status)?.type === "Reconciling" && finished !== true;
  return isDeploying && last !== "" ? `${said}: ${last}` : said;
}
