import { HarnessError, messageOf } from "../../harness/core/errors.ts";
import { leastGo } from "../../harness/host/checks/go.ts";
import { aptInstallPrograms } from "./apt.ts";
import { ensureDocker } from "./ensure-docker.ts";
import { ensureGo, type GoEnv } from "./go-toolchain.ts";
import { type HostFacts, lookAround } from "./look-around.ts";
import { missingPrograms, needsOf, type Wishes, whyHandsOff } from "./needs.ts";
import { installAdvice, packagesFor, type Program } from "./programs.ts";
import { say } from "./say.ts";

/**
 * Makes this machine fit for what is wished; silent where it is so already.
 * @returns what has to be added to the environment of the programs that follow
 * @throws HarnessError with what a person has to do where tkglab may not or cannot do it
 */
export async function prepareHost(wishes: Wishes): Promise<GoEnv> {
  const before = await lookAround();
  const installed = await installMissing(before, wishes);
  const facts = installed.length === 0 ? before : await lookAround();
  const goEnv = lazily(async () => (await ensureGo(facts.host)) ?? (await installGo(facts, wishes)));
  const fresh = installed.includes("dockerd");
  await ensureDocker({ facts, wishes, fresh, go: goEnv });
  return await goForBuild(wishes, facts, goEnv);
}

async function installMissing(facts: HostFacts, wishes: Wishes): Promise<readonly Program[]> {
  const { required, wanted } = needsOf(facts, wishes);
  const all = [...required, ...wanted];
  if (all.length === 0) return [];
  const why = whyHandsOff(facts, wishes);
  const { unknown } = packagesFor(facts.distribution, required);
  if (why === undefined && unknown.length === 0) {
    await aptInstallPrograms(facts.distribution, all);
    return all;
  }
  if (required.length > 0) {
    throw missingPrograms(
      facts,
      required,
      why ?? `the archive of ${facts.distribution.name} has no package for it`,
    );
  }
  say(
    `${wanted.join(", ")} missing: what cannot be pulled cannot be built (${installAdvice(facts.distribution, wanted)})`,
  );
  return [];
}

/** Go for the OCI runtime, where nobody had wished for it before. */
async function installGo(facts: HostFacts, wishes: Wishes): Promise<GoEnv> {
  const why = whyHandsOff(facts, wishes);
  if (why !== undefined) throw missingPrograms(facts, ["go"], why);
  await aptInstallPrograms(facts.distribution, ["go"]);
  const env = await ensureGo(facts.host);
  if (env !== undefined) return env;
  throw missingPrograms(facts, ["go"], "its package did not bring it");
}

async function goForBuild({ build }: Wishes, facts: HostFacts, go: () => Promise<GoEnv>): Promise<GoEnv> {
  if (build === "required") return await go();
  if (build === "unwanted" || !facts.programs.has("go")) return {};
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    say(`${messageOf(error)}\n  what cannot be pulled cannot be built without Go ${leastGo} or newer`);
    return {};
  }
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
