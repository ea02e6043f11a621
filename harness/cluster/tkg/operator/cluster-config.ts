import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { HarnessError, messageOf } from "../../../core/errors.ts";
import { type NodeSystem, nodeSystems } from "../../node.ts";
import { clusterVariables, dockerProviders, plans } from "./cluster-variables.ts";

/** A cluster configuration that was read and is sound, defaults included. */
export interface ClusterConfig {
  readonly name: string;
  readonly namespace: string;
  readonly plan: (typeof plans)[number];
  readonly os: NodeSystem;
  readonly kubernetesVersion: string;
  /** Every variable that has a value, the operator's or the default, as templates get it. */
  readonly variables: Readonly<Record<string, string | number>>;
}

export interface ClusterConfigText {
  readonly text: string;
  /** For errors. */
  readonly file: string;
  /** The text of the providers' config_default.yaml: which variables there are, and their defaults. */
  readonly defaults: string;
}

/**
 * Reads a cluster configuration, `clusterconfigs/<cluster>.yaml`.
 * @throws HarnessError `bad-input` naming each variable that is wrong, its value and what it has to be.
 */
export async function readClusterConfig(file: string, providers: string): Promise<ClusterConfig> {
  const defaults = await readFile(join(providers, "config_default.yaml"), "utf8");
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw unsound(file, "it cannot be read", cause);
  });
  return parseClusterConfig({ text, file, defaults });
}

/** The same for a configuration that has been read. @throws HarnessError `bad-input` as readClusterConfig() does. */
export function parseClusterConfig({ text, file, defaults }: ClusterConfigText): ClusterConfig {
  const known = mapOf(defaults, "config_default.yaml");
  const given = mapOf(text, file);
  const variables: Record<string, string | number> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries({ ...known, ...withoutEmpty(given) })) {
    // Not what every object has, such as `constructor`.
    const variable = Object.hasOwn(clusterVariables, name) ? clusterVariables[name] : undefined;
    const read = variable?.read(value);
    if (!Object.hasOwn(known, name) || variable === undefined)
      problems.push(`${name}: the lab knows no such variable`);
    else if (read !== undefined) variables[name] = read;
    else if (name === "CLUSTER_NAME" && isEmpty(value)) problems.push(`${name} is missing`);
    else if (!isEmpty(value))
      problems.push(`${name} is ${JSON.stringify(value)}: it has to be ${variable.allowed}`);
  }
  if (problems.length > 0) throw unsound(file, problems.join("; "));
  const chosen = <T extends string>(name: string, values: readonly T[]): T => {
    const value = values.find((one) => one === variables[name]);
    if (value === undefined) throw unsound(file, `${name} has neither a value nor a default`);
    return value;
  };
  return {
    name: String(variables.CLUSTER_NAME),
    namespace: String(variables.NAMESPACE),
    plan: chosen("CLUSTER_PLAN", plans),
    os: chosen("OS_NAME", nodeSystems),
    kubernetesVersion: chosen("KUBERNETES_VERSION", Object.keys(dockerProviders)),
    variables,
  };
}

/** `CLUSTER_PLAN:` and `CLUSTER_PLAN: ""` leave the default, as with TKG. */
function isEmpty(value: unknown): boolean {
  return value === null || value === "";
}

function withoutEmpty(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

/** The one map that a YAML text is. @throws HarnessError `bad-input` */
function mapOf(text: string, file: string): Readonly<Record<string, unknown>> {
  const document = parseDocument(text);
  const [error] = document.errors;
  // Only the first line: the others draw the place.
  if (error !== undefined) throw unsound(file, `it is no YAML: ${error.message.split("\n")[0] ?? ""}`, error);
  const content = plain(document, file);
  if (content === null) return {}; // It holds nothing but comments.
  if (typeof content !== "object" || Array.isArray(content))
    throw unsound(file, "it holds no `NAME: value` lines");
  // as: a YAML map, whose keys toJS() makes strings.
  return content as Readonly<Record<string, unknown>>;
}

/** @throws HarnessError `bad-input` for aliases that multiply */
function plain(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw unsound(file, `it is no YAML that anybody would write: ${messageOf(error)}`, error);
  }
}

function unsound(file: string, problem: string, cause?: unknown): HarnessError {
  return new HarnessError({
    code: "bad-input",
    message: `Reading the cluster configuration ${file}: ${problem}`,
    hint: "config_default.yaml among the providers lists every variable with its default",
    cause,
  });
}
