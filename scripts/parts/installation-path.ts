/** A step of an installation, in seconds since it began. */
export interface InstallationStep {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

/** What a line such as `a kind cluster: 23.4 s` says that came after so many seconds; undefined for any other. */
export function readStep(line: string, after: number): InstallationStep | undefined {
  const [, title, seconds] = /^(.+): (\d+(?:\.\d)?) s$/.exec(line) ?? [];
  if (title === undefined || seconds === undefined) return undefined;
  return { title, from: after - Number(seconds), to: after };
}

/**
 * The steps that all of it took as long as: from the last one back, each time the one whose end its begin is nearest to. Who
 * waits for whom is not printed, and need not be: a step begins in the moment in which the last that it needs has ended.
 */
export function criticalPath(steps: readonly InstallationStep[]): readonly InstallationStep[] {
  const [last] = steps.toSorted((one, other) => other.to - one.to);
  return last === undefined ? [] : pathTo(last, steps);
}

/** A path is as early as any step can begin, in seconds after the first. */
const atOnce = 0.5;

function pathTo(step: InstallationStep, steps: readonly InstallationStep[]): readonly InstallationStep[] {
  const begin = Math.min(...steps.map(({ from }) => from));
  if (step.from - begin < atOnce) return [step];
  const gap = ({ to }: InstallationStep) => Math.abs(to - step.from);
  const [before] = steps
    .filter(({ from }) => from < step.from)
    .toSorted((one, other) => gap(one) - gap(other));
  return before === undefined ? [step] : [...pathTo(before, steps), step];
}
