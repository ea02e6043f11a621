import type { Wishes } from "../host/needs.ts";
import { prepareHost } from "../host/prepare.ts";
import { contractEnvironment } from "./contract-environment.ts";
import { goTests } from "./go-tests.ts";
import { npmCheck, show, tkglab } from "./in-project.ts";
import { one, type Part } from "./part.ts";
import { scenarios } from "./scenarios.ts";
import { vitest } from "./vitest.ts";

/** Everything that scripts/test does, in its order. */
export function allParts(wishes: Wishes, print: (text: string) => void): readonly Part[] {
  return [
    { name: "host", run: () => prepared(wishes) },
    { name: "types", run: () => npmCheck("check:types") },
    { name: "lint", run: () => npmCheck("check:lint") },
    { name: "format", run: () => npmCheck("check:format") },
    { name: "go", run: () => goTests(print) },
    { name: "build", run: () => npmCheck("build") },
    { name: "unit", run: () => vitest("unit") },
    {
      name: "images",
      after: ["host"],
      run: async () => one((await show(tkglab("images", "build", "--for-tests"))) === 0),
    },
    {
      name: "contract",
      after: ["host", "images"],
      run: async () => vitest("contract", await contractEnvironment()),
    },
    { name: "scenarios", after: ["host", "images"], run: () => scenarios(print) },
  ];
}

/** The parts that follow find in this process's environment what the preparation brought. */
async function prepared(wishes: Wishes) {
  for (const [name, value] of Object.entries(await prepareHost(wishes))) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  return one(true);
}
