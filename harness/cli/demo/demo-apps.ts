import { InvalidArgumentError } from "commander";
import type { AppWorkload } from "../../workloads/source-to-url/app-workload.ts";

/** The languages that the builder knows, the one that builds fastest first. */
export const languages = ["nodejs", "go", "ruby", "java"] as const;
export type Language = (typeof languages)[number];

/** An application of seed 002, and where its greeting stands. */
export interface DemoApp extends AppWorkload {
  readonly branch: string;
  readonly greeting: { readonly file: string; readonly text: string; readonly by: string };
}

export const demoApps: Readonly<Record<Language, DemoApp>> = {
  nodejs: {
    ...{ name: "hello-nodejs", branch: "master" },
    greeting: { file: "greeting.js", text: "Hello World!", by: "Hello again!" },
  },
  go: {
    ...{ name: "hello-golang", branch: "master", env: [{ name: "TARGET", value: "World" }], resources: {} },
    greeting: { file: "main.go", text: "Hello %s!", by: "Hello again, %s!" },
  },
  ruby: {
    ...{ name: "hello-ruby", branch: "main", env: [{ name: "PORT", value: "8080" }] },
    greeting: { file: "greeting.rb", text: "Hello World!", by: "Hello again!" },
  },
  java: {
    ...{ name: "hello-tanzu", branch: "main", env: [], resources: {} },
    greeting: {
      ...{ file: "src/main/java/test/tkglab/hello/HelloTanzu.java", text: "Hello World!" },
      by: "Hello again!",
    },
  },
};

/** As others call them, and the application and the scenario of one of them too. */
const aliases: Readonly<Record<string, Language>> = { golang: "go", node: "nodejs" };

/** Takes a language that may be given several times. */
export function appendLanguage(text: string, before: readonly Language[] = []): readonly Language[] {
  const language = languages.find((one) => one === (aliases[text] ?? text));
  if (language === undefined) throw new InvalidArgumentError(`It takes ${languages.join(", ")}.`);
  return before.includes(language) ? before : [...before, language];
}

/** What is shown: what was asked for, or all. */
export function appsOf(chosen: readonly Language[]): readonly DemoApp[] {
  return (chosen.length === 0 ? languages : chosen).map((language) => demoApps[language]);
}
