/** Numbers in a text count as numbers. */
const collator = new Intl.Collator("en", { numeric: true });

/**
 * Which of two versions of a package is the later one, as kapp-controller orders them: by semantic versioning, and then
 * by what stands behind the plus sign (`1.1.0+vmware.1-tkg.2`).
 */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  return (
    collator.compare(one.release, other.release) ||
    // 1.0.0-rc.1 comes before 1.0.0.
    Number(one.prerelease === "") - Number(other.prerelease === "") ||
    collator.compare(one.prerelease, other.prerelease) ||
    collator.compare(one.build, other.build)
  );
}

function partsOf(version: string): Readonly<Record<"release" | "prerelease" | "build", string>> {
  const [, release = "", prerelease = "", build = ""] =
    /^v?([^-+]*)(?:-([^+]*))?(?:\+(.*))?$/.exec(version) ?? [];
  return { release, prerelease, build };
}
