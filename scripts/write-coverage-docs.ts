import { seedOf, seedProcedures } from "../harness/report/coverage/coverage.ts";
import type { SeedProcedure } from "../harness/report/coverage/seed-procedure.ts";
import { seeds } from "../harness/report/coverage/seeds.ts";
import { anchor, writeDocsPage } from "./parts/docs-page.ts";

/**
 * Writes docs/coverage.md from the table in harness/report/coverage: node scripts/write-coverage-docs.ts [--check] [file]
 * --check writes nothing and ends with exit code 1 when the file is not what would be written.
 */
await writeDocsPage({
  name: "coverage.md",
  script: "write-coverage-docs.ts",
  source: "harness/report/coverage says",
  text: page(),
});

function page(): string {
  return [
    "# Coverage of the seeds",
    "",
    "Written by `node scripts/write-coverage-docs.ts` from `harness/report/coverage`: change that, not this page.",
    "",
    "Five field notes are the seeds of tkglab. Here is every procedure that they tell their reader to carry out, and the",
    "scenarios that do so. How these ended in a run is at the end of its report. A scenario says in",
    "[its own section](scenarios.md) where it differs from the field; what the last column names, none does as its seed does.",
    "",
    ...Object.entries(seeds).flatMap(([seed, about]) => section(seed, about)),
  ].join("\n");
}

function section(seed: string, about: string): string[] {
  const procedures = seedProcedures.filter((procedure) => seedOf(procedure) === seed);
  return [
    `## Seed ${seed}: ${about}`,
    "",
    "| Procedure | Command lines | Scenarios | Differs |",
    "| --- | --- | --- | --- |",
    ...procedures.map(row),
    "",
  ];
}

function row({ title, commands, scenarios, differs = "" }: SeedProcedure): string {
  const links = scenarios.map((id) => `[${id}](scenarios.md#${anchor(id)})`);
  return `| ${title} | ${commands.map(code).join("<br>")} | ${links.join("<br>")} | ${differs} |`;
}

/** A command line as code in a cell: there a bar would end the cell, and the seeds' shell lines have backticks of their own. */
function code(command: string): string {
  const text = command.replaceAll("|", String.raw`\|`);
  return command.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
