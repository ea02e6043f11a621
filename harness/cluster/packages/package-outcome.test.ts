import { describe, expect, it } from "vitest";
import { outcomeOf } from "./package-outcome.ts";
import type { App, PackageInstall } from "./package-objects.ts";

const generic = "Error (see .status.usefulErrorMessage for details)";
const metadata = { name: "c", namespace: "n", uid: "u", generation: 2 };

/** A PackageInstall whose condition is this. */
function installWith(type: string, usefulErrorMessage = "", message = generic): PackageInstall {
  const conditions = [{ type, status: "True", message }];
  const friendlyDescription = `${type}.`;
  return {
    metadata,
    spec: {},
    status: { observedGeneration: 2, conditions, usefulErrorMessage, friendlyDescription },
  };
}

/** Its App. */
function appWith(type: string, usefulErrorMessage = "", failures = 1): App {
  const conditions = [{ type, status: "True" }];
  return {
    ...{ metadata, spec: {} },
    status: {
      ...{ observedGeneration: 2, conditions, usefulErrorMessage, friendlyDescription: `${type} of the App` },
      consecutiveReconcileFailures: failures,
    },
  };
}

const failed = installWith("ReconcileFailed", "x509");
const failedApp = appWith("ReconcileFailed", "x509");

/** What is seen of them, in one word or as it was said. */
function seen(
  install: PackageInstall,
  app: App | undefined,
  since?: Parameters<typeof outcomeOf>[2],
): string {
  const sight = outcomeOf(install, app, since);
  return sight.ready ? `${sight.value.succeeded ? "green" : "red"}: ${sight.value.text}` : sight.saw;
}

describe("outcomeOf", () => {
  it("is what both say", () => {
    expect(seen(failed, failedApp)).toBe("red: x509");
    const succeeded = installWith("ReconcileSucceeded", "", "");
    expect(seen(succeeded, appWith("ReconcileSucceeded"))).toBe("green: ReconcileSucceeded.");
  });

  it.each([
    [
      "a PackageInstall that is not seen yet",
      { ...failed, metadata: { ...metadata, generation: 3 } },
      failedApp,
      "the change is not seen yet",
    ],
    [
      "an App that is not seen yet",
      failed,
      { ...failedApp, metadata: { ...metadata, generation: 3 } },
      "ReconcileFailed of the App",
    ],
    ["an App that is paused", failed, { ...failedApp, spec: { paused: true } }, "ReconcileFailed of the App"],
    ["an App that is at it", failed, appWith("Reconciling"), "Reconciling of the App"],
    ["an App that has come further", failed, appWith("ReconcileSucceeded"), "ReconcileSucceeded of the App"],
    [
      "an App that has failed otherwise meanwhile",
      failed,
      appWith("ReconcileFailed", "denied"),
      "ReconcileFailed of the App",
    ],
    [
      "what is not begun",
      { metadata, spec: {}, status: { observedGeneration: 2 } },
      undefined,
      "no status yet",
    ],
    [
      "what is going",
      { ...failed, metadata: { ...metadata, deletionTimestamp: "2026" } },
      failedApp,
      "it is being deleted",
    ],
    [
      "two writers that met",
      installWith("ReconcileFailed", "", "Operation cannot be fulfilled: the object has been modified"),
      failedApp,
      "ReconcileFailed.",
    ],
  ])("is not there yet with %s", (_what, install, app, saw) => {
    expect(seen(install, app)).toBe(saw);
  });

  it("shows how far kapp is", () => {
    const { status, ...rest } = appWith("Reconciling");
    const app = {
      ...rest,
      status: { ...status, deploy: { stdout: "a\nongoing: reconcile deployment/x\n" } },
    };
    expect(seen(installWith("Reconciling"), app)).toBe(
      "Reconciling of the App: ongoing: reconcile deployment/x",
    );
  });

  it("does not take the failure before for the next one, though its words be the same", () => {
    const first = outcomeOf(failed, failedApp);
    const since = first.ready ? first.value.mark : undefined;
    expect(seen(failed, failedApp, since)).toBe("the outcome before: ReconcileFailed of the App");
    expect(seen(failed, appWith("ReconcileFailed", "x509", 2), since)).toBe("red: x509");
  });

  it.each([
    ["where there is no App", "", "Package c not found", undefined, "Package c not found"],
    [
      "though the App is well",
      "",
      "Package c not found",
      appWith("ReconcileSucceeded"),
      "Package c not found",
    ],
    [
      "where it does not go back to an older version",
      "Stopped installing matched version '1' since last attempted version '2' is higher.",
      generic,
      appWith("ReconcileSucceeded"),
      "Stopped installing matched version '1' since last attempted version '2' is higher.",
    ],
  ])("is a failure of the PackageInstall's own %s", (_where, useful, message, app, text) => {
    const install = installWith("ReconcileFailed", useful, message);
    expect(seen(install, app)).toBe(`red: ${text}`);
    const first = outcomeOf(install, app);
    const since = first.ready ? first.value.mark : undefined;
    expect(seen(install, app, since)).toBe("the failure before: ReconcileFailed.");
  });
});
