import type { AvailablePackage, AvailableVersion } from "../../cluster/packages/available-packages.ts";
import type { InstalledPackage } from "../../cluster/packages/installed-packages.ts";
import { columns } from "./columns.ts";

/** In what form lists of packages are printed. */
export const packageOutputs = ["table", "json"] as const;
export type PackageOutput = (typeof packageOutputs)[number];

/** How a list is printed. */
export interface ListForm {
  readonly output: PackageOutput;
  /** The Tanzu CLI names namespaces only where they differ. */
  readonly allNamespaces: boolean;
}

/** What `tanzu package installed list` prints. */
export function installedText(packages: readonly InstalledPackage[], form: ListForm): string {
  const rows = packages.map((one) => [one.name, one.packageName, one.version, one.status, one.namespace]);
  return listText(["NAME", "PACKAGE-NAME", "PACKAGE-VERSION", "STATUS", "NAMESPACE"], rows, form);
}

/** What `tanzu package available list` prints. */
export function availableText(packages: readonly AvailablePackage[], form: ListForm): string {
  const heading = ["NAME", "DISPLAY-NAME", "SHORT-DESCRIPTION", "LATEST-VERSION", "NAMESPACE"];
  const rows = packages.map(({ name, displayName, shortDescription, latestVersion, namespace }) => [
    ...[name, displayName, shortDescription, latestVersion, namespace],
  ]);
  return listText(heading, rows, form);
}

/** What `tanzu package available list PACKAGE` prints. */
export function versionsText(versions: readonly AvailableVersion[], form: ListForm): string {
  const rows = versions.map(({ name, version, releasedAt, namespace }) => [
    ...[name, version, releasedAt, namespace],
  ]);
  return listText(["NAME", "VERSION", "RELEASED-AT", "NAMESPACE"], rows, form);
}

/** What `tanzu package installed get` prints. */
export function installedPackageText(one: InstalledPackage): string {
  const conditions = one.conditions.map(
    ({ type, status, reason = "", message = "" }) => `{${type} ${status} ${reason} ${message}}`,
  );
  const fields: readonly (readonly [string, string])[] = [
    ["NAME", one.name],
    ["PACKAGE-NAME", one.packageName],
    ["PACKAGE-VERSION", one.version === "" ? one.constraints : one.version],
    ["STATUS", one.status],
    ["CONDITIONS", `[${conditions.join(" ")}]`],
    ["USEFUL-ERROR-MESSAGE", one.usefulErrorMessage.trimEnd()],
  ];
  const width = Math.max(...fields.map(([name]) => name.length)) + 1;
  return fields.map(([name, value]) => `${`${name}:`.padEnd(width)} ${value}`.trimEnd() + "\n").join("");
}

/** The last column is the namespace. */
function listText(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  { output, allNamespaces }: ListForm,
): string {
  const shown = (row: readonly string[]) => (allNamespaces ? row : row.slice(0, -1));
  if (output === "table")
    return columns(
      shown(heading),
      rows.map((row) => shown(row).map(onOneLine)),
    );
  const objects = rows.map((row) =>
    Object.fromEntries(shown(heading).map((name, at) => [name.toLowerCase(), row[at]])),
  );
  return `${JSON.stringify(objects, undefined, 2)}\n`;
}

/** The table would break. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
