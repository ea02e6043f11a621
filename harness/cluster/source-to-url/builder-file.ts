import { readFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { z } from "zod";
import { HarnessError, messageOf } from "../../core/errors.ts";
import type { BuilderParts } from "./builder.ts";

const text = (what: string) => z.string(`it has to be ${what}`).min(1, `it has to be ${what}`);
const listOf = <T extends z.ZodType>(item: T, what: string) => {
  const message = `it has to be a list of ${what}, with one at least`;
  return z.array(item, message).min(1, message);
};
const image = text("the name of an image");

const buildpack = z.strictObject({
  id: text("the id of a buildpack"),
  version: text('a version, in quotes: "1.2.3"').optional(),
  optional: z.boolean("it has to be true or false").optional(),
});

/** The words of kpack's ClusterStore, ClusterStack and ClusterBuilder, as far as they are needed. */
const builderSchema = z.strictObject({
  store: listOf(image, "images of buildpacks"),
  stack: z.strictObject(
    { id: text("the id of the stack"), build: image, run: image },
    "it has to name id, build and run",
  ),
  order: listOf(
    z.strictObject({ group: listOf(buildpack, "buildpacks") }, "it has to be a group"),
    "groups of buildpacks",
  ),
});

/**
 * Reads what a platform is to build with from a YAML file (`--builder`).
 * @throws HarnessError `bad-input` naming every field that is wrong
 */
export async function readBuilderFile(file: string): Promise<BuilderParts> {
  const read = await readFile(file, "utf8").catch((cause: unknown) => {
    throw unsound(file, messageOf(cause), cause);
  });
  const document = parseDocument(read);
  const [error] = document.errors;
  if (error !== undefined) throw unsound(file, error.message.split("\n")[0] ?? "", error);
  const { success, data, error: wrong } = builderSchema.safeParse(document.toJS());
  if (success) return data;
  throw unsound(file, wrong.issues.map(issueText).join("; "));
}

/** `stack.run: it has to be the name of an image`. */
function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("");
  const field = path.replace(/^\./, "");
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `${field === "" ? key : `${field}.${key}`}: there is no such field`;
  }
  return `${field === "" ? "the file" : field}: ${field === "" ? "it has to name store, stack and order" : issue.message}`;
}

function unsound(file: string, what: string, cause?: unknown): HarnessError {
  return new HarnessError({
    code: "bad-input",
    message: `Reading the builder in ${file}: ${what}`,
    hint: "fixtures/builders/paketo.yaml shows every field",
    cause,
  });
}
