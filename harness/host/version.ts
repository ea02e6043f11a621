/** The numbers of a version as people and programs write it ("v24.21.0", "go1.26.8", "20.10.24+dfsg1"); none when there are none. */
export function parseVersion(text: string): readonly number[] {
  const numbers = /\d+(?:\.\d+)*/.exec(text)?.[0];
  return numbers === undefined ? [] : numbers.split(".").map(Number);
}

/** Negative when `a` is older than `b`, positive when it is newer; what is left out counts as 0. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  for (let place = 0; place < Math.max(left.length, right.length); place++) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` says at least `least`. A text without a number is no version, so never enough. */
export function isAtLeast(version: string, least: string): boolean {
  return parseVersion(version).length > 0 && compareVersions(version, least) >= 0;
}
