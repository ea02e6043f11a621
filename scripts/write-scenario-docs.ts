import { join, relative } from "node:path";
import { packageRoot } from "../harness/core/package-root.ts";
import type { Scenario, ScenarioHeader, Step } from "../harness/scenario/definition.ts";
import { discoverScenarios, type FoundScenario } from "../harness/scenario/discover.ts";
import { cellsOf, type MatrixMode } from "../harness/scenario/matrix/cells-of.ts";
import { onlyText } from "../harness/scenario/matrix/only.ts";
import { anchor, writeDocsPage } from "./parts/docs-page.ts";

/**
 * Writes docs/scenarios.md from the headers and steps of the scenarios: node scripts/write-scenario-docs.ts [--check] [file]
 * --check writes nothing and ends with exit code 1 when the file is not what would be written.
 */
const { found, unreadable } = await discoverScenarios(join(packageRoot, "scenarios"));
for (const { error } of unreadable) throw error;
await writeDocsPage({
  name: "scenarios.md",
  script: "write-scenario-docs.ts",
  source: "the scenarios say",
  text: page(found),
});

function page(scenarios: readonly FoundScenario[]): string {
  return [
    "# Scenarios",
    "",
    "Written by `node scripts/write-scenario-docs.ts` from the scenario files: change those, not this page.",
    "What a run would do, for the scenarios of your checkout: `scripts/tkglab plan <pattern>`.",
    "",
    ...scenarios.map(
      ({ scenario: { header } }) => `- [${header.id}](#${anchor(header.id)}): ${header.title}`,
    ),
    "",
    ...scenarios.flatMap(section),
  ].join("\n");
}

function section({ file: path, scenario }: FoundScenario): string[] {
  const { id, title, seed, product, tags, differs, uses, varies = [] } = scenario.header;
  const source = relative(packageRoot, path);
  return [
    `## ${id}`,
    "",
    `${title}.`,
    "",
    "| | |",
    "| --- | --- |",
    `| stands for | ${product}, seed ${seed} |`,
    `| tags | ${list(tags)} |`,
    `| uses | ${list(uses)} |`,
    ...rows(varies),
    `| file | [${source}](../${source}) |`,
    "",
    ...steps(scenario),
    "",
    "Where the simulation ends:",
    "",
    ...differs.map((sentence) => `- ${sentence}`),
    "",
  ];
}

/** What `--matrix` does with it. */
function rows(varies: NonNullable<ScenarioHeader["varies"]>): string[] {
  if (varies.length === 0) return [];
  const count = (mode: MatrixMode) => String(cellsOf(varies, mode).length);
  const some = count("pairwise") === count("full") ? "" : `, of ${count("full")} that there are`;
  return [`| varies in | ${list(varies)}: ${count("pairwise")} rows of the matrix${some} |`];
}

function steps({ steps: all }: Scenario): string[] {
  return all.map(
    (step, index) => `${index + 1}. **${step.kind}** ${step.title}${cells(step)}${expectation(step)}`,
  );
}

function cells({ only }: Step): string {
  return only === undefined ? "" : ` (${onlyText(only)})`;
}

function expectation({ expected }: Step): string {
  return expected === undefined ? "" : `: \`${String(expected)}\``;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
