import { join, relative } from "node:path";
import { packageRoot } from "../harness/core/package-root.ts";
import type { Scenario, Step } from "../harness/scenario/definition.ts";
import { discoverScenarios, type FoundScenario } from "../harness/scenario/discover.ts";
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
  const { id, title, seed, product, tags, differs, uses } = scenario.header;
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

function steps({ steps: all }: Scenario): string[] {
  return all.map((step, index) => `${index + 1}. **${step.kind}** ${step.title}${expectation(step)}`);
}

function expectation({ expected }: Step): string {
  return expected === undefined ? "" : `: \`${String(expected)}\``;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
