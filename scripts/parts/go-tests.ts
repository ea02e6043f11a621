import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { project, readFrom } from "./in-project.ts";
import { type Count, orBroken, sum } from "./part.ts";

interface GoEvent {
  readonly Action: string;
  readonly Test?: string;
  readonly Output?: string;
}

/** Runs the tests of those Go modules under fixtures/modules that have any: the others only pin versions. */
export async function goTests(print: (text: string) => void): Promise<Count> {
  const modules = join(project, "fixtures/modules");
  const tests = (await readdir(modules, { recursive: true })).filter((file) => file.endsWith("_test.go"));
  const counts: Count[] = [];
  for (const module of new Set(tests.map((file) => file.split("/")[0] ?? file))) {
    const { exitCode, stdout } = await readFrom(["go", "test", "-json", "./..."], join(modules, module));
    const events = readGoEvents(stdout);
    const count = orBroken(countGo(events), exitCode);
    print(`fixtures/modules/${module}: ${count.passed} passed, ${count.failed} failed\n`);
    if (count.failed > 0) print(events.map(({ Output = "" }) => Output).join(""));
    counts.push(count);
  }
  return sum(counts);
}

/** Reads the lines of `go test -json` (`go doc test2json`). */
export function readGoEvents(stdout: string): readonly GoEvent[] {
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  // as: every line that go prints under -json is such an event.
  return lines.map((line) => JSON.parse(line) as GoEvent);
}

/** Counts tests, not the cases within them. */
export function countGo(events: readonly GoEvent[]): Count {
  const ended = (action: string) =>
    events.filter(({ Action, Test }) => Action === action && Test !== undefined && !Test.includes("/"))
      .length;
  return { passed: ended("pass"), failed: ended("fail") };
}
