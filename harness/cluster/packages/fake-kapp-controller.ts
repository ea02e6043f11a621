import type { KeptObject } from "./fake-objects.ts";

/** For tests: how an attempt ends: well, or with what the program wrote that failed. */
export type FakeOutcome = "succeeds" | { readonly fails: string };

const generic = "Error (see .status.usefulErrorMessage for details)";

/**
 * For tests: a kapp-controller that takes one small step for each request that the API server gets, in the order of
 * version 0.41.2: a PackageInstall copies its App's conditions, late, and while the App is paused the old ones. Attempts
 * end as they are told; the last outcome stays.
 */
export class FakeKappController {
  readonly #outcomes: FakeOutcome[];
  /** How often an App was tried. */
  attempts = 0;
  /** What it says instead of making an App. */
  noApp: string | undefined;
  /** A version that it does not go back to. */
  tooOld: string | undefined;
  /** What it says instead of deleting what an App has deployed. */
  deleteFails: string | undefined;
  /** So often another writer comes first when it changes an App. */
  conflicts = 0;
  /** How many of its turns an attempt lasts. */
  lasts = 1;
  #left = 0;
  /** It does nothing. */
  isAsleep = false;
  #turn = 0;

  constructor(...outcomes: readonly FakeOutcome[]) {
    this.#outcomes = [...outcomes];
  }

  /** One step with every object: the PackageInstall's and the App's by turns. */
  readonly step = (objects: Map<string, KeptObject>): void => {
    if (this.isAsleep) return;
    this.#turn += 1;
    for (const [path, object] of [...objects]) {
      if (object.kind === "PackageInstall" && this.#turn % 2 === 1) this.#install(path, object, objects);
      if (object.kind === "App" && this.#turn % 2 === 0) this.#app(path, object, objects);
    }
  };

  /** Tries every App again, as when its time has come. */
  tryAgain(objects: Map<string, KeptObject>): void {
    for (const object of objects.values()) {
      if (object.kind === "App") object.status = { ...object.status, due: true };
    }
  }

  #install(path: string, install: KeptObject, objects: Map<string, KeptObject>): void {
    const appPath = path
      .replace("packaging.carvel.dev/v1alpha1", "kappctrl.k14s.io/v1alpha1")
      .replace("packageinstalls", "apps");
    const app = objects.get(appPath);
    install.metadata.finalizers = ["finalizers.packageinstall.packaging.carvel.dev/delete"];
    if (install.metadata.deletionTimestamp !== undefined) {
      if (app === undefined) objects.delete(path);
      else {
        app.metadata.deletionTimestamp ??= "2026-01-01T00:00:00Z";
        install.status = copied(install, app);
      }
      return;
    }
    if (this.noApp !== undefined) {
      install.status = statusOf(install, "ReconcileFailed", this.noApp, "");
      return;
    }
    const version = (install.spec?.packageRef as { versionSelection: { constraints: string } })
      .versionSelection.constraints; // as: the test's own
    if (version === this.tooOld) {
      const useful = `Stopped installing matched version '${version}' since the last one is higher.`;
      install.status = statusOf(install, "ReconcileFailed", generic, useful);
      return;
    }
    if (app === undefined) {
      install.status = { ...statusOf(install, "Reconciling", "", ""), version };
      objects.set(appPath, {
        ...{ apiVersion: "kappctrl.k14s.io/v1alpha1", kind: "App" },
        metadata: { ...install.metadata, uid: `app-${this.attempts}`, generation: 1 },
        spec: appSpec(install),
      });
      return;
    }
    // The status is made of the App as it was before it is changed.
    install.status = { ...copied(install, app), version };
    const spec = appSpec(install);
    if (JSON.stringify(spec) === JSON.stringify(app.spec)) return;
    if (this.conflicts > 0) {
      this.conflicts -= 1;
      const message = "Operation cannot be fulfilled on apps: the object has been modified";
      install.status = statusOf(install, "ReconcileFailed", message, "");
      return;
    }
    app.spec = spec;
    app.metadata.generation = (app.metadata.generation ?? 1) + 1;
  }

  #app(path: string, app: KeptObject, objects: Map<string, KeptObject>): void {
    const { status = {}, metadata, spec } = app;
    if (metadata.deletionTimestamp !== undefined) {
      if (this.deleteFails === undefined) objects.delete(path);
      else app.status = statusOf(app, "DeleteFailed", "", this.deleteFails);
      return;
    }
    if (status.friendlyDescription === "Reconciling") {
      this.#left -= 1;
      if (this.#left <= 0) this.#end(app);
      return;
    }
    if (spec?.paused === true) {
      app.status = {
        ...status,
        observedGeneration: metadata.generation,
        friendlyDescription: "Canceled/paused",
      };
      return;
    }
    if (status.observedGeneration === metadata.generation && status.due !== true) return;
    this.attempts += 1;
    this.#left = this.lasts;
    const fetch = { startedAt: `2026-01-01T00:00:${String(this.attempts).padStart(2, "0")}Z` };
    const { consecutiveReconcileFailures, consecutiveReconcileSuccesses } = status;
    app.status = {
      ...{ consecutiveReconcileFailures, consecutiveReconcileSuccesses, fetch },
      ...statusOf(app, "Reconciling", "", ""),
    };
  }

  #end(app: KeptObject): void {
    const outcome = (this.#outcomes.length > 1 ? this.#outcomes.shift() : this.#outcomes[0]) ?? "succeeds";
    const { consecutiveReconcileFailures: failures = 0, consecutiveReconcileSuccesses: successes = 0 } =
      app.status ?? {};
    const fails = outcome !== "succeeds";
    app.status = {
      ...app.status,
      ...(fails
        ? statusOf(app, "ReconcileFailed", generic, outcome.fails)
        : statusOf(app, "ReconcileSucceeded", "", "")),
      // It was about what the App said when it began.
      observedGeneration: app.status?.observedGeneration,
      // as: what this class has counted
      consecutiveReconcileFailures: fails ? (failures as number) + 1 : 0,
      consecutiveReconcileSuccesses: fails ? 0 : (successes as number) + 1, // as: likewise
    };
  }
}

function appSpec({ spec }: KeptObject): Record<string, unknown> {
  return { packageRef: spec?.packageRef, values: spec?.values, paused: spec?.paused === true };
}

function copied(install: KeptObject, app: KeptObject): Record<string, unknown> {
  const { status = {}, metadata } = app;
  if (status.observedGeneration !== metadata.generation) return statusOf(install, "Reconciling", "", "");
  // as: what this module has written
  const [condition] = (status.conditions ?? []) as readonly { readonly type: string }[];
  const message = condition?.type.endsWith("Failed") === true ? generic : "";
  return statusOf(
    install,
    condition?.type ?? "Reconciling",
    message,
    (status.usefulErrorMessage ?? "") as string, // as: likewise
  );
}

const descriptions: Readonly<Record<string, string>> = {
  ReconcileSucceeded: "Reconcile succeeded",
  ReconcileFailed: "Reconcile failed",
  DeleteFailed: "Delete failed",
};

function statusOf(
  { metadata }: KeptObject,
  type: string,
  message: string,
  useful: string,
): Record<string, unknown> {
  const description = descriptions[type] ?? type;
  return {
    observedGeneration: metadata.generation,
    conditions: [{ type, status: "True", ...(message === "" ? {} : { message }) }],
    friendlyDescription: message === "" ? description : `${description}: ${message}`,
    ...(useful === "" ? {} : { usefulErrorMessage: useful }),
  };
}
