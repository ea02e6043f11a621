import type { z } from "zod";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** How many mismatches a message shows; the rest is counted. */
const shown = 3;

/** Says where a value leaves its schema: object, field path, expected, actual; one line for each field. */
export function describeMismatch(issues: readonly Issue[], value: unknown): string {
  const lines = issues.slice(0, shown).map((issue) => describeIssue(issue, value));
  const rest = issues.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}

function describeIssue(issue: Issue, value: unknown): string {
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => JSON.stringify(key)).join(", ");
    return `${place(issue.path, value)}: expected no other fields; actual ${names}`;
  }
  return `${place(issue.path, value)}: expected ${expectation(issue)}; actual ${actual(at(value, issue.path))}`;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected;
    case "invalid_value":
      return issue.values.map((option) => JSON.stringify(option)).join(" or ");
    case "invalid_format":
      return issue.format === "regex"
        ? `text like ${issue.pattern ?? "the schema's pattern"}`
        : `an ISO ${issue.format}`;
    case "too_small":
      return issue.origin === "string" ? "text that is not empty" : `at least ${issue.minimum}`;
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "invalid_union":
    case "not_multiple_of":
    case "too_big":
    case "unrecognized_keys":
      return issue.message;
  }
}

/** `scenarios[1] (containerd/photon) verdict`: the object first, by name where it has one, then the field. */
function place(path: Path, value: unknown): string {
  const [first, index, ...rest] = path;
  if (first !== "scenarios" || typeof index !== "number") return fieldPath(path);
  const id = at(value, [first, index, "id"]);
  const object = `scenarios[${index}]${typeof id === "string" ? ` (${id})` : ""}`;
  return rest.length === 0 ? object : `${object} ${fieldPath(rest)}`;
}

function fieldPath(path: Path): string {
  if (path.length === 0) return "the whole file";
  return path
    .map((part, depth) =>
      typeof part === "number" ? `[${part}]` : `${depth === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  );
}

function actual(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `an object with ${Object.keys(value).join(", ") || "no fields"}`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
