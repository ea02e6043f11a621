import type { Cause, Symptom } from "../harness/explain/index.ts";
import { readSymptoms } from "../harness/explain/index.ts";
import { anchor, writeDocsPage } from "./parts/docs-page.ts";

/**
 * Writes docs/symptoms.md from the files in harness/explain/symptoms: node scripts/write-symptom-docs.ts [--check] [file]
 * --check writes nothing and ends with exit code 1 when the file is not what would be written.
 */
await writeDocsPage({
  name: "symptoms.md",
  script: "write-symptom-docs.ts",
  source: "harness/explain/symptoms says",
  text: page(readSymptoms()),
});

function page(symptoms: readonly Symptom[]): string {
  const titles = new Map(symptoms.map((symptom) => [symptom.id, headingOf(symptom)]));
  return [
    "# Symptoms",
    "",
    "Written by `node scripts/write-symptom-docs.ts` from `harness/explain/symptoms`: change that, not this page.",
    "",
    "What users see when something is not trusted, who says it, what may be behind it and what to do. `tkglab explain` finds",
    "these in a text. N01 to N30 are the field's, P… were met in the lab besides.",
    "",
    "| Symptom | Said by | Shown by |",
    "| --- | --- | --- |",
    ...symptoms.map(
      (symptom) => `| ${linkTo(headingOf(symptom))} | ${symptom.speaker} | ${shownBy(symptom)} |`,
    ),
    "",
    ...symptoms.flatMap((symptom) => section(symptom, titles)),
  ].join("\n");
}

function section(symptom: Symptom, titles: ReadonlyMap<string, string>): string[] {
  const { speaker, says, heardAs, probe, causes, sources, unproduced } = symptom;
  const other = heardAs === undefined ? undefined : titles.get(heardAs);
  return [
    `## ${headingOf(symptom)}`,
    "",
    `Said by ${speaker}.`,
    ...(other === undefined ? [] : ["", `The words are those of ${linkTo(other)}.`]),
    ...(says.length === 0 ? [] : ["", "```text", ...says, "```"]),
    ...(probe === undefined ? [] : ["", `To tell apart, ${probe.where}:`, "", "```text", probe.run, "```"]),
    "",
    ...causes.map((cause, index) => `${index + 1}. ${causeText(cause)}`),
    "",
    ...(unproduced === undefined ? [] : [`No scenario shows it: ${unproduced}.`, ""]),
    `Known from ${sources.map(sourceText).join(", ")}.`,
    "",
  ];
}

function causeText({ is, when, cure, scenario }: Cause): string {
  return [
    when === undefined ? `${is}.` : `${is}; so if ${when}.`,
    `Cure: ${cure}.`,
    ...(scenario === undefined ? [] : [`Scenario: [${scenario}](scenarios.md#${anchor(scenario)}).`]),
  ]
    .map(escaped)
    .join(" ");
}

/** What stands between angle brackets is no markup. */
function escaped(text: string): string {
  return text.replaceAll("<", String.raw`\<`);
}

function shownBy({ causes }: Symptom): string {
  const scenarios = new Set(causes.flatMap(({ scenario }) => scenario ?? []));
  return [...scenarios].map((id) => `[${id}](scenarios.md#${anchor(id)})`).join("<br>");
}

function sourceText(source: string): string {
  const [, repository, number] = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(source) ?? [];
  return repository === undefined || number === undefined
    ? source
    : `[${source}](https://github.com/${repository}/issues/${number})`;
}

function headingOf({ id, title }: Symptom): string {
  return `${id} ${title}`;
}

function linkTo(heading: string): string {
  return `[${heading}](#${anchor(heading)})`;
}
