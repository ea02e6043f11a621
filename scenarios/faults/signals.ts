import {
  checkOutcome,
  checkSignalOutcome,
  meetFault,
  meetSignals,
  scenario,
  signalColumns,
  signalRow,
} from "../../harness/index.ts";

const args = ["run", "containerd/photon-node-by-ssh"];
const count = 20;

/** A scenario in which a signal comes at random points of a run; the seed is of the points. */
export function signalScenario(input: {
  readonly id: string;
  readonly title: string;
  readonly name: "INT" | "KILL";
  readonly seed: number;
}) {
  const { id, title, name, seed } = input;
  return scenario({
    ...{ id, title, seed: "003", product: "tkglab itself" },
    tags: ["nightly", "faults"],
    differs: ["the machine that meets the faults is a container with a Docker daemon of its own"],
    uses: ["fault-host", "kind", "node-photon", "harbor", "toolbox", "hello-app"],
  })
    .given("host", "a machine of its own", ({ lab }) =>
      lab.faultHost({ images: ["node-photon", "harbor", "toolbox", "hello-app"] }),
    )
    .given("duration", "an undisturbed run passes", async ({ host }) => {
      const outcome = await meetFault(host, { what: "nothing", args, expected: passed });
      checkOutcome(outcome, passed);
      return outcome.seconds;
    })
    .check(`SIG${name} at ${count} random points leaves nothing`, async ({ lab, host, duration }) => {
      const signals = { name, args, seed, count, duration };
      const table = lab.table(`SIG${name} at ${count} points of the seed ${seed}`, signalColumns);
      for await (const met of meetSignals(host, signals)) {
        table.add(...signalRow(met));
        checkSignalOutcome(signals, met);
      }
    })
    .check("the same machine is well afterwards", async ({ host }) => {
      checkOutcome(await meetFault(host, { what: "nothing", args, expected: passed }), passed);
    });
}

const passed = { exitCode: 0, verdict: "passed" } as const;
