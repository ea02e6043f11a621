import { describe, expect, it } from "vitest";
import type { InstalledPackage } from "../../cluster/packages/installed-packages.ts";
import { availableText, installedPackageText, installedText, versionsText } from "./packages-text.ts";

const cartographer: InstalledPackage = {
  ...{ name: "cartographer", namespace: "tkg-package-install" },
  ...{ packageName: "cartographer.carto.run", version: "0.0.7", constraints: "0.0.7" },
  status: "Reconcile failed: Error (see .status.usefulErrorMessage for details)",
  conditions: [{ type: "ReconcileFailed", status: "True", message: "Error" }],
  usefulErrorMessage: "vendir: Error:\n  x509\n",
};
const table = { output: "table", allNamespaces: false } as const;

describe("installedText", () => {
  it("lines up as the Tanzu CLI does", () => {
    const succeeded = { ...cartographer, name: "c", status: "Reconcile succeeded" };
    expect(installedText([cartographer, succeeded], table)).toBe(
      [
        "  NAME          PACKAGE-NAME            PACKAGE-VERSION  STATUS",
        "  cartographer  cartographer.carto.run  0.0.7            Reconcile failed: Error (see .status.usefulErrorMessage for details)",
        "  c             cartographer.carto.run  0.0.7            Reconcile succeeded",
        "",
      ].join("\n"),
    );
  });

  it("has namespaces where they differ", () => {
    const shown = { ...cartographer, status: "Reconciling", version: "" };
    expect(installedText([shown], { ...table, allNamespaces: true })).toBe(
      [
        "  NAME          PACKAGE-NAME            PACKAGE-VERSION  STATUS       NAMESPACE",
        "  cartographer  cartographer.carto.run                   Reconciling  tkg-package-install",
        "",
      ].join("\n"),
    );
  });

  it("gives programs the headings as names", () => {
    expect(JSON.parse(installedText([cartographer], { ...table, output: "json" }))).toEqual([
      {
        ...{ name: "cartographer", "package-name": "cartographer.carto.run", "package-version": "0.0.7" },
        status: cartographer.status,
      },
    ]);
    expect(installedText([], { ...table, output: "json" })).toBe("[]\n");
  });
});

describe("what can be installed", () => {
  const one = { name: "cartographer.carto.run", namespace: "global" };

  it("is a line for each package", () => {
    const described = {
      ...one,
      displayName: "Cartographer",
      shortDescription: "Supply\nchains",
      latestVersion: "0.0.7",
    };
    expect(availableText([described], table)).toBe(
      [
        "  NAME                    DISPLAY-NAME  SHORT-DESCRIPTION  LATEST-VERSION",
        "  cartographer.carto.run  Cartographer  Supply chains      0.0.7",
        "",
      ].join("\n"),
    );
  });

  it("is a line for each version of one", () => {
    const versions = [{ ...one, version: "0.0.7", releasedAt: "" }];
    expect(versionsText(versions, { ...table, allNamespaces: true })).toBe(
      [
        "  NAME                    VERSION  RELEASED-AT  NAMESPACE",
        "  cartographer.carto.run  0.0.7                 global",
        "",
      ].join("\n"),
    );
  });
});

describe("installedPackageText", () => {
  it("is a line for each field, and the error as it is", () => {
    expect(installedPackageText(cartographer)).toBe(
      [
        "NAME:                 cartographer",
        "PACKAGE-NAME:         cartographer.carto.run",
        "PACKAGE-VERSION:      0.0.7",
        "STATUS:               Reconcile failed: Error (see .status.usefulErrorMessage for details)",
        "CONDITIONS:           [{ReconcileFailed True  Error}]",
        "USEFUL-ERROR-MESSAGE: vendir: Error:",
        "  x509",
        "",
      ].join("\n"),
    );
  });
});
