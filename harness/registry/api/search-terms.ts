/** Whether a value fits what a list was asked for: exactly, or as a part of it. */
export type Term = (value: string) => boolean;

/** Reads Harbor's `q=name=~lib,public=true`: the conditions by key; a key that is absent has no condition. */
export function searchTerms(
  q: string | undefined,
): ReadonlyMap<string, { readonly text: string; readonly fits: Term }> {
  const terms = new Map<string, { text: string; fits: Term }>();
  for (const part of (q ?? "").split(",")) {
    const match = /^([^=]+)=(~?)(.*)$/.exec(part);
    if (match === null) continue;
    const [, key = "", fuzzy, text = ""] = match;
    terms.set(key, {
      text,
      fits: fuzzy === "~" ? (value) => value.includes(text) : (value) => value === text,
    });
  }
  return terms;
}
