/** Who has its hands on a Workload for a while. */
export type Hands = "Cartographer" | "Flux" | "kpack" | "build Pod" | "buildpack" | "Deployment and kubelet";

/** A while in which somebody worked, in milliseconds since the epoch. */
export interface Stretch {
  readonly hands: Hands;
  readonly from: number;
  readonly to: number;
}

/** An object as `kubectl get --output json` prints it, as far as its times go. */
export interface TimedObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly status?: {
    readonly artifact?: { readonly lastUpdateTime: string };
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastTransitionTime: string;
    }[];
    readonly initContainerStatuses?: readonly ContainerTimes[];
    readonly containerStatuses?: readonly ContainerTimes[];
  };
}

interface ContainerTimes {
  readonly name: string;
  readonly state: { readonly terminated?: { readonly startedAt: string; readonly finishedAt: string } };
}

/**
 * Who had a Workload when, on its first way from `kubectl apply` to a Pod that serves, by the timestamps of what became of
 * it. Each hands it to the next by an object: so they stand end to end, and what is before, after or between is nobody's.
 * @throws Error that names the object that is not there
 */
export function stretchesOf(objects: readonly TimedObject[], name: string): readonly Stretch[] {
  const find = (kind: string, is: (object: TimedObject) => boolean) => {
    const found = objects.find((object) => object.kind === kind && is(object));
    if (found === undefined) throw new Error(`Reading the times of ${name}: there is no ${kind} of it`);
    return found;
  };
  const named = (kind: string) => find(kind, ({ metadata }) => metadata.name === name);
  const [source, image, deployment] = [named("GitRepository"), named("Image"), named("Deployment")];
  const build = find("Pod", ({ metadata }) => metadata.labels?.["kpack.io/build"] === `${name}-build-1`);
  const app = find(
    "Pod",
    ({ metadata: { labels } }) =>
      labels?.["app.kubernetes.io/part-of"] === name && labels["app.kubernetes.io/component"] === "run",
  );
  const fetched = instant(source.status?.artifact?.lastUpdateTime);
  const [built, buildpack] = [containerTimes(build, "completion"), containerTimes(build, "build")];
  const inHands = (hands: Hands, from: number, to: number): Stretch => ({ hands, from, to });
  return [
    inHands("Cartographer", created(named("Workload")), created(source)),
    inHands("Flux", created(source), fetched),
    inHands("Cartographer", fetched, created(image)),
    inHands("kpack", created(image), created(build)),
    inHands("build Pod", created(build), buildpack.from),
    inHands("buildpack", buildpack.from, buildpack.to),
    inHands("build Pod", buildpack.to, built.to),
    inHands("kpack", built.to, since(image, "Ready")),
    inHands("Cartographer", since(image, "Ready"), created(deployment)),
    inHands("Deployment and kubelet", created(deployment), since(app, "Ready")),
  ];
}

/** How many milliseconds of a while are in nobody's hands. */
export function inNoHands(stretches: readonly Stretch[], from: number, to: number): number {
  let free = 0;
  let at = from;
  for (const stretch of stretches.toSorted((one, other) => one.from - other.from)) {
    free += Math.max(0, Math.min(stretch.from, to) - at);
    at = Math.max(at, Math.min(stretch.to, to));
  }
  return free + Math.max(0, to - at);
}

/** How many milliseconds each had it. */
export function timesOf(stretches: readonly Stretch[]): ReadonlyMap<Hands, number> {
  const times = new Map<Hands, number>();
  for (const { hands, from, to } of stretches) times.set(hands, (times.get(hands) ?? 0) + (to - from));
  return times;
}

function created({ metadata }: TimedObject): number {
  return instant(metadata.creationTimestamp);
}

function since({ kind, metadata, status }: TimedObject, type: string): number {
  const condition = status?.conditions?.find((one) => one.type === type && one.status === "True");
  if (condition === undefined) {
    throw new Error(`Reading the times of ${kind} ${metadata.name}: ${type} is not True`);
  }
  return instant(condition.lastTransitionTime);
}

function containerTimes({ metadata, status }: TimedObject, container: string) {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const times = all.find(({ name }) => name === container)?.state.terminated;
  if (times === undefined) {
    throw new Error(`Reading the times of Pod ${metadata.name}: container ${container} has not ended`);
  }
  return { from: instant(times.startedAt), to: instant(times.finishedAt) };
}

/** Kubernetes cuts every instant to its second; half of one is added, so that the ends of a way err as often to each side. */
function instant(timestamp: string | undefined): number {
  return timestamp === undefined ? Number.NaN : Date.parse(timestamp) + 500;
}
