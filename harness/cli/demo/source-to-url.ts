import { Command, Option } from "commander";
import { type SourceName, sourceNames } from "../../assets/index.ts";
import { findStanding } from "../../cluster/index.ts";
import { appHost, namespaces } from "../../cluster/source-to-url/names.ts";
import { urlOn } from "../../cluster/source-to-url/free-ports.ts";
import { lookAtWorkloads } from "../../cluster/supply-chain/look-at-workloads.ts";
import { duration } from "../../core/duration.ts";
import { timed } from "../../core/clock.ts";
import type { LabSourceToUrl } from "../../scenario/source-to-url/lab-source-to-url.ts";
import { applyAppWorkload } from "../../workloads/source-to-url/app-workload.ts";
import { cleanUpRun } from "../clean-up-run.ts";
import { onInterrupt } from "../interrupt.ts";
import { stopOnInterrupt } from "../tanzu/stop-on-interrupt.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { appendLanguage, appsOf, type DemoApp, languages, type Language } from "./demo-apps.ts";
import { type GitAccess, writeGitAccess } from "./git-access.ts";
import { liveView } from "./live-view.ts";
import { openPlatform, raisePlatform } from "./platform.ts";
import { usageText } from "./usage-text.ts";

interface DemoOptions {
  readonly language?: readonly Language[];
  readonly keep: boolean;
  readonly source: SourceName;
}

/** What stands for the demo, and what becomes of it afterwards. */
interface Stage {
  readonly platform: LabSourceToUrl;
  readonly git: GitAccess;
  /** Leaves: what is kept stays, everything else goes. */
  readonly leave: () => Promise<void>;
  readonly farewell: string;
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
    .addOption(new Option("--source <source>", "where images come from").choices(sourceNames).default("auto"))
    .action(show);
}

async function show({ language = [], keep, source }: DemoOptions): Promise<void> {
  using progress = terminalProgress(process.stderr);
  const apps = appsOf(language);
  const stage = await prepare({ apps, keep, source, progress });
  const { platform, git, leave, farewell } = stage;
  const { kubeconfig, ports, kube } = platform;
  const usage = usageText({
    apps,
    git,
    kubeconfig,
    urlOf: (name) => urlOn(appHost(name), ports),
    env: process.env,
  });
  process.stdout.write(`\n${usage.join("\n")}\n\n`);
  {
    using interrupt = stopOnInterrupt(progress);
    const names = apps.map(({ name }) => name);
    await liveView({
      stream: process.stdout,
      look: () => lookAtWorkloads(kube, { namespace: namespaces.workloads, names }),
      urlOf: (host) => urlOn(host, ports),
      footer: [farewell],
      colours: process.stdout.isTTY && process.stdout.hasColors(16),
      signal: interrupt.signal,
    });
  }
  await leave();
}

/** Makes the platform, or opens the one that stands, and applies the applications' Workloads. */
async function prepare(input: {
  readonly apps: readonly DemoApp[];
  readonly keep: boolean;
  readonly source: SourceName;
  readonly progress: ReturnType<typeof terminalProgress>;
}): Promise<Stage> {
  const { apps, keep, source, progress } = input;
  using interrupt = onInterrupt(progress);
  const { signal } = interrupt;
  const isStanding = (await findStanding()).some(({ environment }) => environment === "source-to-url");
  const raised = isStanding
    ? await openPlatform({ progress, signal })
    : await raisePlatform({ progress, signal, source });
  const { folders } = raised;
  const removeAll = async () => {
    const left = await cleanUpRun({ folders, scenarios: [], hadDocker: true, isInterrupted: true });
    for (const thing of left) progress.say(`Left behind: ${thing}`);
  };
  try {
    const { value: platform, ms } = await timed(() => raised.start());
    progress.say(`the platform is ready after ${duration(ms / 1000)}`);
    for (const app of apps) await applyAppWorkload({ cluster: platform, app });
    // Last of all that takes time: from here to the view no signal is missed.
    const git = await writeGitAccess(platform.record, folders.secretsDir);
    const down = "tkglab down source-to-url";
    if (isStanding || keep) {
      await raised.keep();
      const leave = async () => {
        await raised.release();
        progress.say(`it goes on standing; ${down} removes it`);
      };
      return { platform, git, leave, farewell: `Ctrl-C leaves it standing; ${down} removes it` };
    }
    const leave = async () => {
      progress.say("removing all of it (once more Ctrl-C to stop at once, then tkglab sweep)");
      await removeAll();
    };
    return { platform, git, leave, farewell: "Ctrl-C removes all of it; --keep would leave it standing" };
  } catch (error) {
    progress.now("");
    if (isStanding) await raised.release();
    else {
      progress.say("removing what was started");
      await removeAll();
    }
    throw error;
  }
}
