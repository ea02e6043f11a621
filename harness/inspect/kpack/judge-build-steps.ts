import type { Place } from "../inspection.ts";
import { caFile, type JudgedRegistry } from "../registry/judge-registry.ts";
import type { KpackFacts } from "./read-kpack.ts";
import type { BuildRole, LastRun } from "./read-last-run.ts";

/** Where the image of a step is named, and when a new one counts. */
const namedIn: Readonly<Record<BuildRole, string>> = {
  prepare: "ConfigMap build-init-image of namespace kpack, then restart kpack-controller",
  lifecycle: "the ClusterStack as its buildImage, then wait for the ClusterBuilder",
  completion: "ConfigMap completion-image of namespace kpack, then restart kpack-controller",
  rebase: "ConfigMap rebase-image of namespace kpack, then restart kpack-controller",
};

/** What every build runs. A rebase comes with a new stack only: what has never run cannot be judged by what it did. */
const always: readonly BuildRole[] = ["prepare", "lifecycle", "completion"];

/**
 * How the registry's CA stands in the images that build Pods run: each brings its own trust store, and nothing from outside
 * gets in. They are judged by what they did when they last met the registry.
 */
export function judgeBuildSteps({ runs, builds }: KpackFacts, registry: JudgedRegistry): readonly Place[] {
  const { expected } = registry;
  const listed = [...always, ...runs.map(({ role }) => role).filter((role) => role === "rebase")];
  if (!builds && runs.length === 0) return [];
  return listed.map((role) => {
    const run = runs.find((one) => one.role === role);
    return { kind: "kpack-step", name: role, found: [], expected, ...stateOf(role, run, registry) };
  });
}

function stateOf(
  role: BuildRole,
  run: LastRun | undefined,
  registry: JudgedRegistry,
): Pick<Place, "state" | "detail" | "cure"> {
  const { host } = registry.address;
  if (registry.isPublic) return { state: "not needed", detail: "every system has the CA from its maker" };
  const cure = `${registry.fetch}; bake it into a new image (FROM it, COPY ${caFile(registry.address)} /etc/ssl/certs/), and name that in ${namedIn[role]}`;
  const again = `build once, then inspect again; or look into the image that is named in ${namedIn[role].split(",")[0] ?? ""}`;
  if (run === undefined)
    return { state: "unknown", detail: `it has not run for an image of ${host}`, cure: again };
  const where = `its last run (${run.pod}, ${run.container})`;
  if (run.isReplaced) {
    return {
      state: "unknown",
      // What is in an image, only a run of it shows: the ConfigMap and the ClusterStack have its name.
      detail: `its image was replaced, and no build has run in the new one yet; ${where} was of ${run.image}`,
      cure: again,
    };
  }
  if (run.outcome.succeeded) return { state: "trusted", detail: `${where} reached ${host}` };
  const { text } = run.outcome;
  const line = text?.split("\n").findLast((one) => one.includes("x509: "));
  if (line !== undefined) return { state: "missing", detail: `${where}: ${line}`, cure };
  return {
    state: "unknown",
    detail: `${where} failed, and not for a certificate: ${text?.split("\n").at(-1) ?? "its log is gone"}`,
    cure: again,
  };
}
