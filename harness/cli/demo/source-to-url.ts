import { Command, Option } from "commander";
import { findStanding } from "../../cluster/index.ts";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import { readBuilderFile } from "../../cluster/source-to-url/builder-file.ts";
import { appHost, namespaces, pageHost } from "../../cluster/source-to-url/names.ts";
import { urlOn } from "../../cluster/source-to-url/free-ports.ts";
import { lookAtWorkloads } from "../../cluster/supply-chain/look-at-workloads.ts";
import { duration } from "../../core/duration.ts";
import { timed } from "../../core/clock.ts";
import type { LabSourceToUrl } from "../../scenario/source-to-url/lab-source-to-url.ts";
import { applyAppWorkload } from "../../workloads/source-to-url/app-workload.ts";
import { dockerVersion } from "../docker-version.ts";
import { onInterrupt } from "../interrupt.ts";
import { builderOption } from "../standing/builder-option.ts";
import { removeAfter, removeStarted } from "../standing/remove-started.ts";
import { stopOnInterrupt } from "../tanzu/stop-on-interrupt.ts";
import { pullFromOption, pullLockOption, sourceOption, type SourceOptions } from "../source-options.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { appendLanguage, appsOf, type DemoApp, languages, type Language } from "./demo-apps.ts";
import { type GitAccess, writeGitAccess } from "./git-access.ts";
import { liveView } from "./live-view.ts";
import { openPlatform, raisePlatform } from "./platform.ts";
import { usageText } from "./usage-text.ts";

interface DemoOptions extends SourceOptions {
  readonly language?: readonly Language[];
  readonly keep: boolean;
  readonly builder?: string;
}

/** What stands for the demo, and what becomes of it afterwards. */
interface Stage {
  readonly platform: LabSourceToUrl;
  readonly git: GitAccess;
  /** Whether it stays when the command ends. */
  readonly isKept: boolean;
  /** Leaves: what is kept stays, everything else goes. */
  readonly leave: () => Promise<void>;
}

/** `tkglab demo source-to-url [--language LANGUAGE]... [--keep]`. */
export function sourceToUrlCommand(): Command {
  return new Command("source-to-url")
    .description("git push -> image -> URL: a platform on this machine, applications on it, and a live view")
    .addOption(
      new Option(
        "--language <language>",
        `${languages.join(", ")}; may be given again; all unless told`,
      ).argParser(appendLanguage),
    )
    .option("--keep", "leave it standing; without, Ctrl-C removes all of it", false)
    .addOption(sourceOption())
    .addOption(pullFromOption())
    .addOption(pullLockOption())
    .addOption(builderOption())
    .action(show);
}

async function show({ language = [], keep, builder: file, ...choice }: DemoOptions): Promise<void> {
  const builder = file === undefined ? undefined : await readBuilderFile(file);
  using progress = terminalProgress(process.stderr);
  const apps = appsOf(language);
  const stage = await prepare({ apps, keep, choice, builder, progress });
  const { platform, git, isKept, leave } = stage;
  const { kubeconfig, ports, kube } = platform;
  const usage = usageText({
    apps,
    git,
    kubeconfig,
    urlOf: (name) => urlOn(appHost(name), ports),
    page: urlOn(pageHost, ports),
    env: process.env,
  });
  process.stdout.write(`\n${usage.join("\n")}\n\n`);
  const farewell = isKept
    ? `Ctrl-C leaves it standing; ${down} removes it`
    : "Ctrl-C removes all of it; --keep would leave it standing";
  if (!process.stdout.isTTY) progress.say(farewell);
  // It listens until everything is removed: the second Ctrl-C ends it at once, and says what is to be done then.
  using interrupt = isKept ? stopOnInterrupt(progress) : onInterrupt(progress);
  const names = apps.map(({ name }) => name);
  await liveView({
    stream: process.stdout,
    look: () => lookAtWorkloads(kube, { namespace: namespaces.workloads, names }),
    urlOf: (host) => urlOn(host, ports),
    footer: [farewell],
    colours: process.stdout.isTTY && process.stdout.hasColors(16),
    signal: interrupt.signal,
  });
  await leave();
}

const down = "tkglab down source-to-url";

/** Makes the platform, or opens the one that stands, and applies the applications' Workloads. */
async function prepare(input: {
  readonly apps: readonly DemoApp[];
  readonly keep: boolean;
  readonly choice: SourceOptions;
  readonly builder: BuilderParts | undefined;
  readonly progress: ReturnType<typeof terminalProgress>;
}): Promise<Stage> {
  const { apps, keep, choice, builder, progress } = input;
  using interrupt = onInterrupt(progress);
  const { signal } = interrupt;
  await dockerVersion(signal);
  const isStanding = (await findStanding()).some(({ environment }) => environment === "source-to-url");
  const raised = isStanding
    ? await openPlatform({ progress, signal, builder })
    : await raisePlatform({ progress, signal, builder, choice });
  const { folders } = raised;
  if (isStanding) progress.say("the platform stands already: what is missing of it is brought back");
  try {
    const { value: platform, ms } = await timed(() => raised.start());
    progress.say(`the platform is ready after ${duration(ms / 1000)}`);
    for (const app of apps) await applyAppWorkload({ cluster: platform, app });
    const git = await writeGitAccess(platform.record, folders.secretsDir);
    const isKept = isStanding || keep;
    if (isKept) await raised.keep();
    // From here to the view nothing takes time: no signal is missed.
    signal.throwIfAborted();
    const leave = async () => {
      if (!isKept) return removeStarted(folders, progress);
      await raised.release();
      const stands = (await findStanding()).some(({ runId }) => runId === folders.runId);
      progress.say(stands ? `it goes on standing; ${down} removes it` : "it was removed meanwhile");
    };
    return { platform, git, isKept, leave };
  } catch (error) {
    progress.now("");
    if (!isStanding) throw await removeAfter(error, { folders, progress, signal });
    await raised.release();
    progress.say(`it goes on standing; ${down} removes it`);
    throw signal.aborted ? signal.reason : error;
  }
}
