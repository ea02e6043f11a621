import {
  checkOutcome,
  type Fault,
  faultColumns,
  faultRow,
  meetFault,
  outcomeOf,
  scenario,
  toyScenario,
} from "../../harness/index.ts";

const args = ["run", "containerd/photon-node-by-ssh"];
const passed = { exitCode: 0, verdict: "passed" } as const;
const broken = { exitCode: 2, verdict: "broken" } as const;

const faults: readonly Fault[] = [
  {
    what: "the clock of the run is two years ahead",
    args,
    through: ["faketime", "-f", "+2y"],
    expected: {
      exitCode: 2,
      verdict: "broken",
      message: /^Comparing clocks: this process has .*, Docker's machine has /,
    },
  },
  {
    what: "a scenario hangs",
    args: [...toyScenario("slow/waits"), "--step-limit", "5"],
    expected: { ...broken, message: /not done within 5 s/ },
  },
  {
    what: "a scenario leaks a volume",
    args: toyScenario("leaks/volume"),
    expected: { ...broken, message: /still there: volume/ },
  },
];

const begun = scenario({
  id: "faults/odd-runs",
  title: "A run with a wrong clock, one that hangs and one that leaks are broken; two at once do not meet",
  seed: "003",
  product: "tkglab itself",
  tags: ["nightly", "faults"],
  differs: [
    "the machine that meets the faults is a container with a Docker daemon of its own",
    "the wrong clock is that of the run's own process: what it starts in Docker has the right one",
  ],
  uses: ["fault-host", "kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("host", "a machine of its own", ({ lab }) =>
    lab.faultHost({ images: ["node-photon", "harbor", "toolbox", "hello-app"] }),
  )
  .given("table", "nothing has happened yet", ({ lab }) =>
    Promise.resolve(lab.table("Faults", faultColumns)),
  );

export default faults
  .reduce(
    (before, fault, number) =>
      before.check(fault.what, async ({ host, table }) => {
        const outcome = await meetFault(host, fault);
        table.add(...faultRow(String(number + 1), fault.what, outcome));
        checkOutcome(outcome, fault.expected);
      }),
    begun,
  )
  .check("two runs of the same scenario at once pass", async ({ host, table }) => {
    const runs = await Promise.all([host.start({ args }), host.start({ args })]);
    await Promise.all(runs.map(({ ended }) => ended));
    for (const run of runs) {
      const outcome = await outcomeOf(host, run);
      table.add(...faultRow(String(faults.length + 1), "the same scenario runs beside it", outcome));
      checkOutcome(outcome, passed);
    }
  });
