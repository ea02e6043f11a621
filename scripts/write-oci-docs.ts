import {
  categories,
  type Category,
  type ClientUse,
  clientUses,
  type Requirement,
  requirements,
} from "../harness/registry/oci-specification/index.ts";
import { anchor, writeDocsPage } from "./parts/docs-page.ts";

const specification = "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md";

const titles: Readonly<Record<Category, string>> = {
  pull: "Pull",
  push: "Push",
  discovery: "Content discovery",
  management: "Content management",
  general: "Every category",
};

const workflows = categories.filter((category) => category !== "general");

/**
 * Writes docs/oci-distribution.md from harness/registry/oci-specification: node scripts/write-oci-docs.ts [--check] [file]
 * --check writes nothing and ends with exit code 1 when the file is not what would be written.
 */
await writeDocsPage({
  name: "oci-distribution.md",
  script: "write-oci-docs.ts",
  source: "harness/registry/oci-specification says",
  text: page(),
});

function page(): string {
  return [
    "# The registry and the OCI distribution specification",
    "",
    "Written by `node scripts/write-oci-docs.ts` from `harness/registry/oci-specification`: change that, not this page.",
    "",
    `What [version 1.1 of the specification](${specification}) asks of a registry, in our words, and whether ours does it.`,
    "Every row is a test of its own against CNCF Distribution 3.0 behind Harbor's API, over TLS, with tokens. A row",
    'that says "no" is one too: it fails as soon as the registry does something else than what stands there.',
    "`none` stands before what the specification does not speak of and clients do.",
    "",
    "| Category | Requirements | Met | Not met |",
    "| --- | --- | --- | --- |",
    ...categories.map(summary),
    "",
    ...categories.flatMap((category) => section(category)),
    "## Clients",
    "",
    "Programs of others that do it every day. Those without a scenario are run by a test beside the rows, in a container",
    "that trusts the registry's CA.",
    "",
    `| Client | ${workflows.map((category) => titles[category]).join(" | ")} |`,
    `| --- |${" --- |".repeat(workflows.length)}`,
    ...[...new Set(clientUses.map(({ client }) => client))].map(clientRow),
    "",
    "## What Harbor refuses besides",
    "",
    "- Whatever is in a project that is not there: 401, with an empty challenge.",
    "- What a project has no room for, and everything but reading in read-only mode: 403 and `DENIED`.",
    "- A HEAD without a login, of public projects too: 401, so that clients meet the token service.",
    "",
    ...[...new Set(requirements.map((requirement) => requirement.section))].map(
      (place) => `[${place}]: ${specification}#${place}`,
    ),
    "",
  ].join("\n");
}

function summary(category: Category): string {
  const rows = rowsOf(category);
  const met = rows.filter(({ verdict }) => verdict === "holds").length;
  const title = `[${titles[category]}](#${anchor(titles[category])})`;
  return `| ${title} | ${rows.length} | ${met} | ${rows.length - met} |`;
}

function section(category: Category): readonly string[] {
  return [
    `## ${titles[category]}`,
    "",
    "| Id | Level | Requirement | Met |",
    "| --- | --- | --- | --- |",
    ...rowsOf(category).map(requirementRow),
    "",
  ];
}

function requirementRow({ id, level, says, section: place, note, verdict }: Requirement): string {
  const met = verdict === "holds" ? "yes" : `no: ${verdict.because}. Seen: \`${verdict.seen}\``;
  const all = note === undefined ? met : `${met}; ${note}`;
  return `| ${id} | [${level}][${place}] | ${cell(says)} | ${cell(all)} |`;
}

function clientRow(client: ClientUse["client"]): string {
  const cells = workflows.map((category) => {
    const use = clientUses.find((one) => one.client === client && one.category === category);
    if (use?.does === undefined) return "-";
    const { scenario } = use;
    return scenario === undefined
      ? cell(use.does)
      : `${cell(use.does)}: [${scenario}](scenarios.md#${anchor(scenario)})`;
  });
  return `| ${client} | ${cells.join(" | ")} |`;
}

/** By number. */
function rowsOf(category: Category): readonly Requirement[] {
  return requirements
    .filter(({ id }) => id.startsWith(`${category}-`))
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

/** What stands between angle brackets is no markup, and a bar no border. */
function cell(text: string): string {
  return text.replaceAll("<", String.raw`\<`).replaceAll("|", String.raw`\|`);
}
