/**
 * `npm run bench:source-to-url`: the platform of Source-to-URL as its users meet it, with kubectl, git and HTTP. Everything
 * has to be built before (`tkglab up source-to-url` does that), and no such environment may stand: this one brings up its
 * own and takes it down.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { $ } from "zx";
import { systemClock } from "../harness/core/clock.ts";
import { memoryOfRun } from "./parts/containers-memory.ts";
import { contractEnvironment } from "./parts/contract-environment.ts";
import { demoWay } from "./parts/demo-way.ts";
import { printFigure, timed } from "./parts/figures.ts";
import { tkglab } from "./parts/in-project.ts";
import { criticalPath, type InstallationStep, readStep } from "./parts/installation-path.ts";
import type { Clone } from "./parts/platform-git.ts";
import { type Kubectl, type PlatformUser, platformUser } from "./parts/platform-user.ts";

/** How often is done what can be done again. */
const rounds = 3;

const app = { name: "hello-nodejs", repository: "hello-nodejs", branch: "master" };
const second = { ...app, name: "hello-second", branch: "second" };
const java = { name: "hello-tanzu", repository: "hello-tanzu", branch: "main" };
$.quiet = true;

const work = await mkdtemp(join(tmpdir(), "tkglab-bench-"));
try {
  const kubectl = await raise();
  try {
    const user = await platformUser({ kubectl, work });
    await measureBuilds(user);
    await measureShare(user);
  } finally {
    await $`${tkglab("down", "source-to-url")}`;
  }
} finally {
  await rm(work, { recursive: true });
}

async function measureBuilds(user: PlatformUser): Promise<void> {
  printFigure("first Workload (Node.js): URL answers after apply, s", await deploy(user, app), 60);
  const clone = await user.clone(app.repository);
  await clone.push(second.branch);
  printFigure("second Workload (Node.js): URL answers after apply, s", await deploy(user, second), 20);

  const told = await inTurns((round) =>
    pushed(user, clone, `Hello ${round}!`, () => user.tellFlux(app.name)),
  );
  printFigure(`push to new answer, Flux told to look, worst of ${rounds}, s`, Math.max(...told), 20);
  // No push waits longer than one right after a look. That of a Flux that was told would not do: its next stays when it was.
  await user.fluxLooks(app.name);
  const polled = await pushed(user, clone, "Hello again!");
  printFigure("push to new answer, Flux polls every 30 s, at the worst moment, s", polled, 45);

  printFigure("first Java Workload: URL answers after apply, s", await deploy(user, java), 120);
  printFigure(
    "memory of the whole platform after these builds, GiB",
    await memoryOfRun(await user.node()),
    6,
  );
}

/**
 * How much of a Workload's way from apply to URL is tkglab's: what no controller had it in hand for, by the timestamps of the
 * objects; and how much longer that way is than with kubectl and HTTP alone. In turns, so that others meet both alike.
 */
async function measureShare(user: PlatformUser): Promise<void> {
  await user.remove(second.name, java.name);
  const ways = await inTurns(async () => {
    await user.remove(app.name);
    const byHand = await deploy(user, app, "Hello again!");
    await user.remove(app.name);
    return { byHand, ...(await byDemo(user)) };
  });
  const total = (part: "all" | "ours") => sum(ways.map((way) => way[part]));
  printFigure(
    "share of tkglab in the way of a Workload, by object timestamps",
    total("ours") / total("all"),
    0.1,
  );
  const more = total("all") / 1000 - sum(ways.map(({ byHand }) => byHand));
  printFigure("tkglab demo, apply to URL, more than by hand, s", more / rounds, 3);
}

/** Brings the platform up, and says where its time goes. */
async function raise(): Promise<Kubectl> {
  const begin = systemClock.elapsed();
  const steps: InstallationStep[] = [];
  const up = $`${tkglab("up", "source-to-url")}`;
  createInterface(up.stderr).on("line", (line) => {
    const step = readStep(line, (systemClock.elapsed() - begin) / 1000);
    if (step !== undefined) steps.push(step);
  });
  const { stdout: usage } = await up;
  printFigure("platform ready, from the command, s", (systemClock.elapsed() - begin) / 1000, 240);
  const path = criticalPath(steps).map(({ title, from, to }) => `${title} ${(to - from).toFixed(1)} s`);
  process.stdout.write(`  its longest way: ${path.join(", ")}\n`);
  const together = Math.max(...steps.map(({ to }) => to)) - Math.min(...steps.map(({ from }) => from));
  const apart = sum(steps.map(({ from, to }) => to - from));
  printFigure("  in times of its steps one after the other", together / apart, 1);
  const kubeconfig = /^export KUBECONFIG=(\S+)/m.exec(usage)?.[1] ?? "";
  const { TKGLAB_KUBECTL: binary = "kubectl" } = await contractEnvironment();
  return (...args) => $`${binary} --kubeconfig ${kubeconfig} --cache-dir ${join(work, "cache")} ${args}`;
}

/** Seconds from `kubectl apply` to the answer. */
async function deploy(
  user: PlatformUser,
  { name, ...source }: typeof app,
  greeting = "Hello World!",
): Promise<number> {
  const { ms } = await timed(async () => {
    await user.apply(name, source);
    await user.answers(name, greeting);
  });
  return ms / 1000;
}

/** Seconds from `git push` to the new answer. */
async function pushed(
  user: PlatformUser,
  clone: Clone,
  greeting: string,
  then?: () => Promise<void>,
): Promise<number> {
  await clone.commit("greeting.js", /Hello [^!]*!/, greeting);
  const { ms } = await timed(async () => {
    await clone.push(app.branch);
    await then?.();
    await user.answers(app.name, greeting);
  });
  return ms / 1000;
}

/** The same Workload once more, by `tkglab demo`. */
async function byDemo(user: PlatformUser) {
  const way = await demoWay("nodejs", app.name, user.kubectl);
  const inSeconds = ([hands, ms]: readonly [string, number]) => `${hands} ${(ms / 1000).toFixed(1)} s`;
  const parts = [["all", way.all] as const, ["tkglab", way.ours] as const, ...way.times];
  process.stdout.write(`  tkglab demo, apply to URL: ${parts.map(inSeconds).join(", ")}\n`);
  return way;
}

async function inTurns<T>(once: (round: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let round = 1; round <= rounds; round += 1) results.push(await once(round));
  return results;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
