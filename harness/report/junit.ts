import { XMLBuilder } from "fast-xml-parser";
import { plainText } from "./plain-text.ts";
import { type Results } from "./results.ts";
import { failureOf, type ScenarioResult, splitId } from "./scenario-result.ts";
import { countVerdicts } from "./verdicts.ts";

interface XmlNode {
  readonly [name: string]: string | XmlNode | readonly XmlNode[];
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor fast-xml-builder is not a dependency of ours yet
const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#text",
  suppressEmptyNode: true,
  // An attribute whose value is "true" would otherwise lose it.
  suppressBooleanAttributes: false,
});

/** The results as JUnit XML: a suite for each area, a test case for each scenario. */
export function toJunit({ run, scenarios }: Results): string {
  const areas = Map.groupBy(scenarios, ({ id }) => splitId(id).area);
  const document: XmlNode = {
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": "tkglab",
      ...countAttributes(scenarios),
      "@time": seconds(run.durationMs),
      "@timestamp": run.startedAt,
      testsuite: [...areas].map(([area, members]) => suite(area, members)),
    },
  };
  return builder.build(document);
}

function suite(area: string, scenarios: readonly ScenarioResult[]): XmlNode {
  const started = scenarios.find(({ startedAt }) => startedAt !== undefined)?.startedAt;
  return {
    "@name": plainText(area),
    ...countAttributes(scenarios),
    "@time": seconds(scenarios.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    ...(started === undefined ? {} : { "@timestamp": started }),
    testcase: scenarios.map(testcase),
  };
}

function testcase(scenario: ScenarioResult): XmlNode {
  const { area, name } = splitId(scenario.id);
  return {
    "@classname": plainText(area),
    "@name": plainText(name),
    "@time": seconds(scenario.durationMs),
    properties: { property: properties(scenario) },
    ...outcome(scenario),
  };
}

function properties(scenario: ScenarioResult): readonly XmlNode[] {
  const pairs: readonly (readonly [string, string])[] = [
    ["title", scenario.title],
    ["seed", scenario.seed],
    ["product", scenario.product],
    ...Object.entries(scenario.cell ?? {}).map(([axis, value]) => [`cell.${axis}`, value] as const),
    ...scenario.versions.map(
      ({ name, version, digest }) =>
        [`version.${name}`, digest === undefined ? version : `${version} ${digest}`] as const,
    ),
  ];
  return pairs.map(([name, value]) => ({ "@name": plainText(name), "@value": plainText(value) }));
}

function outcome(scenario: ScenarioResult): XmlNode {
  switch (scenario.verdict) {
    case "passed":
      return {};
    case "failed":
      return { failure: complaint(scenario) };
    case "broken":
      return { error: complaint(scenario) };
    case "skipped":
      return { skipped: { "@message": firstLine(scenario.reason ?? "skipped") } };
    case "not-run":
      return {
        skipped: { "@message": firstLine(`not run: ${scenario.reason ?? "no reason was recorded"}`) },
      };
  }
}

function complaint(scenario: ScenarioResult): XmlNode {
  const failure = failureOf(scenario);
  if (failure === undefined) return { "@message": "no error was recorded", "@type": scenario.verdict };
  const lines = [
    failure.message,
    ...(failure.hint === undefined ? [] : [`what to do: ${failure.hint}`]),
    ...(scenario.explained ?? []).map(
      ({ symptom, title, cause }) => `looks like ${symptom} ${title}: ${cause}`,
    ),
    ...scenario.evidence.map(({ name, path }) => `evidence: ${name}: ${path}`),
    ...(failure.stack === undefined ? [] : [failure.stack]),
  ];
  return {
    "@message": firstLine(failure.message),
    "@type": plainText(failure.code),
    "#text": plainText(lines.join("\n")),
  };
}

/** Reading XML turns the line ends of an attribute into spaces, so that only a first line fits there. */
function firstLine(text: string): string {
  return plainText(text).split("\n", 1).join("");
}

function countAttributes(scenarios: readonly ScenarioResult[]): XmlNode {
  const { failed, broken, skipped, notRun } = countVerdicts(scenarios);
  return {
    "@tests": String(scenarios.length),
    "@failures": String(failed),
    "@errors": String(broken),
    "@skipped": String(skipped + notRun),
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
