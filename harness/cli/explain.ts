import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { Command } from "commander";
import { HarnessError, messageOf } from "../core/errors.ts";
import {
  type Answer,
  answerFrom,
  Explainer,
  type Explanation,
  explanationOf,
  explanationText,
  readSymptoms,
} from "../explain/index.ts";

interface ExplainOptions {
  readonly file?: string;
  readonly kubeconfig?: string;
  readonly registry?: string;
  readonly connect?: string;
  readonly json: boolean;
}

export interface ExplainDeps {
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: { write(text: string): unknown };
  /** Takes the exit code: 0, or 1 when the text is none that is known. */
  readonly exit: (code: 0 | 1) => void;
}

/** `tkglab explain`: what an error text means, from a message to a whole results.json. */
export function explainCommand({ stdin, stdout, exit }: ExplainDeps): Command {
  return new Command("explain")
    .description("say what an error means: who says it, what may be the cause, how to tell, what to do")
    .argument("[text...]", "an error text, an event, a log; - for standard input")
    .option("--file <file>", "a file with it: a log, what kubectl describe said, or a results.json")
    .option("--kubeconfig <file>", "the cluster that it comes from: looks which cause it is, changes nothing")
    .option("--registry <url>", "with --kubeconfig: the registry, where the text does not name it")
    .option(
      "--connect <host:port>",
      "with --kubeconfig: where the registry is, if its name does not say so on this host",
    )
    .option("--json", "print the explanations as JSON", false)
    .action(async (words: readonly string[], options: ExplainOptions) => {
      const text = await textOf(words, options, stdin);
      const explainer = new Explainer(readSymptoms());
      const explained = (await partsOf(text)).flatMap((part) =>
        explainer
          .explain(part.text)
          .map((finding) => ({ scenario: part.scenario, ...explanationOf(finding) })),
      );
      const answers = await answersFrom(explained, options);
      const all = explained.map((one, index) => ({ ...one, answer: answers[index] }));
      stdout.write(options.json ? `${JSON.stringify(all, undefined, 2)}\n` : explanationText(all));
      exit(explained.length === 0 ? 1 : 0);
    });
}

async function textOf(
  words: readonly string[],
  { file }: ExplainOptions,
  stdin: ExplainDeps["stdin"],
): Promise<string> {
  const sources = [words.length > 0, file !== undefined].filter(Boolean).length;
  if (sources !== 1) {
    throw new HarnessError({
      code: "usage",
      message: `Explaining a text: ${sources === 0 ? "there is none" : "there are two, in the arguments and in --file"}`,
      hint: "tkglab explain 'x509: ...', or --file describe.txt, or kubectl describe pod a | tkglab explain -",
    });
  }
  if (file === undefined) return words.length === 1 && words[0] === "-" ? readAll(stdin) : words.join(" ");
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new HarnessError({ code: "bad-input", message: `Reading ${file}: ${messageOf(cause)}`, cause });
  }
}

/** Of a results.json each scenario that did not pass; else the text as it is. */
async function partsOf(
  text: string,
): Promise<readonly { readonly scenario?: string; readonly text: string }[]> {
  if (!/^\s*\{/.test(text) || !/"scenarios"\s*:/.test(text)) return [{ text }];
  const [{ readResults }, { textOfScenario }] = await Promise.all([
    import("../report/index.ts"),
    import("../explain/scenario-text.ts"),
  ]);
  return readResults(text).scenarios.map((scenario) => ({
    scenario: scenario.id,
    text: textOfScenario(scenario),
  }));
}

async function answersFrom(
  explanations: readonly Explanation[],
  { kubeconfig, registry, connect }: ExplainOptions,
): Promise<readonly (Answer | undefined)[]> {
  if (kubeconfig === undefined || explanations.length === 0) return [];
  const host = explanations.map(({ names }) => names.host).find((name) => name !== undefined);
  const url = registry ?? (host === undefined ? undefined : `https://${host}`);
  if (url === undefined) {
    throw new HarnessError({
      code: "usage",
      message: "Looking at the cluster: the text names no registry",
      hint: "--registry https://harbor.example.com",
    });
  }
  const { inspectTrust, placeLabel } = await import("../inspect/index.ts");
  const { places } = await inspectTrust({
    kubeconfig,
    registry: url,
    ...(connect === undefined ? {} : { connect }),
  });
  const seen = places.map((place) => ({
    ...{ kind: place.kind, state: place.state },
    line: `${placeLabel(place)}: ${place.state}: ${place.detail}`,
  }));
  return explanations.map((explanation) => answerFrom(explanation, seen));
}
