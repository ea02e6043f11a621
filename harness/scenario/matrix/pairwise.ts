/** Values by the name of what they are values of. */
export type Values = Readonly<Record<string, readonly string[]>>;
/** One value of each. */
export type Combination = Readonly<Record<string, string>>;

/** Every combination, the last name changing fastest: the first has the first value of each. */
export function allCombinations(values: Values): Combination[] {
  return Object.entries(values).reduce<Combination[]>(
    (made, [name, each]) => made.flatMap((before) => each.map((value) => ({ ...before, [name]: value }))),
    [{}],
  );
}

/**
 * Few combinations in which every value of each name meets every value of each other. The first has the first value of
 * each; then always the one that brings most pairs which are not there yet, and of those the earliest: the same values
 * give the same combinations, today and on any machine.
 */
export function pairwise(values: Values): Combination[] {
  // Those with most values first: what they need is what the others can be fitted into.
  const bySize = Object.entries(values).toSorted(([, one], [, other]) => other.length - one.length);
  const candidates = allCombinations(Object.fromEntries(bySize)).map((combination) => ({
    combination,
    pairs: pairsOf(combination),
  }));
  const open = new Set(candidates.flatMap(({ pairs }) => pairs));
  const chosen: Combination[] = [];
  while (open.size > 0) {
    const news = ({ pairs }: { readonly pairs: readonly string[] }) =>
      pairs.filter((pair) => open.has(pair)).length;
    const best = candidates.reduce((one, other) => (news(other) > news(one) ? other : one));
    chosen.push(best.combination);
    for (const pair of best.pairs) open.delete(pair);
  }
  return chosen.map((one) => Object.fromEntries(Object.keys(values).map((name) => [name, one[name] ?? ""])));
}

/** Each two values that meet in a combination; where there is only one, the value itself. */
export function pairsOf(combination: Combination): string[] {
  const entries = Object.entries(combination).map(([name, value]) => `${name}=${value}`);
  if (entries.length === 1) return entries;
  return entries.flatMap((one, place) => entries.slice(place + 1).map((other) => `${one} ${other}`));
}
