import { expect, it } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { stepProgress } from "./step-progress.ts";

it("shows every step under way, and of each that has ended its time", async () => {
  const shown: string[] = [];
  const clock = fakeClock();
  const progress = stepProgress(
    { say: (line) => void shown.push(`say ${line}`), now: (line) => void shown.push(`now ${line}`) },
    clock,
  );
  progress.now("a kind cluster");
  await clock.pause(2_000);
  progress.now("a Harbor");
  await clock.pause(10_400);
  progress.say("a Harbor: 10.4 s");
  progress.say("building kpack (usually 3 min)");
  progress.say("something else: 3.0 s");
  progress.say("a kind cluster: 12.4 s");
  expect(shown).toEqual([
    "now    0 s  a kind cluster",
    "now    2 s  a kind cluster · a Harbor",
    `say ✓ a Harbor${" ".repeat(48)}   10.4 s`,
    "now   12 s  a kind cluster",
    "say building kpack (usually 3 min)",
    "now   12 s  a kind cluster",
    "say something else: 3.0 s",
    "now   12 s  a kind cluster",
    `say ✓ a kind cluster${" ".repeat(42)}   12.4 s`,
    "now ",
  ]);
});
