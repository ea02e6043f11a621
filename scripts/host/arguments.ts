import { HarnessError, messageOf } from "../../harness/core/errors.ts";
import { parseArgs } from "node:util";
import type { Wishes } from "./needs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface RunArguments {
  readonly help: boolean;
  readonly wishes: Wishes;
  /** What `tkglab run` gets, untouched. */
  readonly rest: readonly string[];
}

/** Takes out of the arguments of scripts/run what is meant for the preparation; `tkglab run` judges the rest. */
export function parseRunArguments(args: readonly string[], env: Environment): RunArguments {
  const { tokens, values } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: {
      "no-install": { type: "boolean" },
      help: { type: "boolean", short: "h" },
      source: { type: "string" },
    },
  });
  const ours = new Set(tokens.flatMap((token) => (isNoInstall(token) ? [token.index] : [])));
  return {
    help: values.help === true,
    wishes: { install: mayInstall(values["no-install"], env), build: buildFor(values.source), tests: false },
    rest: args.filter((_, index) => !ours.has(index)),
  };
}

/** Whether packages may be installed, by the option and by TKGLAB_NO_INSTALL (anything but empty and 0 forbids). */
export function mayInstall(noInstall: unknown, env: Environment): boolean {
  return noInstall !== true && ["", "0"].includes(env.TKGLAB_NO_INSTALL ?? "");
}

function isNoInstall(token: { readonly kind: string; readonly name?: string }): boolean {
  return token.kind === "option" && token.name === "no-install";
}

function buildFor(source: unknown): Wishes["build"] {
  if (source === "pull") return "unwanted";
  return source === "build" ? "required" : "wanted";
}

export interface TestArguments {
  readonly help: boolean;
  readonly wishes: Wishes;
  /** The names of the parts to run; all where it is missing. */
  readonly only: readonly string[] | undefined;
}

/**
 * Reads the arguments of scripts/test.
 * @throws HarnessError `usage` for an argument that it does not know
 */
export function parseTestArguments(args: readonly string[], env: Environment): TestArguments {
  const { values } = orUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        "no-install": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        only: { type: "string", multiple: true },
      },
    }),
  );
  return {
    help: values.help === true,
    wishes: { install: mayInstall(values["no-install"], env), build: "required", tests: true },
    only: values.only?.flatMap((names) => names.split(",")),
  };
}

function orUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    const message = `Reading the arguments: ${messageOf(cause)}`;
    throw new HarnessError({ code: "usage", message, hint: "scripts/test --help", cause });
  }
}
