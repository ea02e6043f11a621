import {
  checkOutcome,
  type Fault,
  faultColumns,
  faultRow,
  meetFault,
  scenario,
} from "../../harness/index.ts";

const fault: Fault = {
  what: "all of the machine has 900 MiB",
  args: ["run", "containerd/photon-node-by-ssh"],
  expected: { exitCode: 2, verdict: "broken", message: /for lack of memory/ },
};

export default scenario({
  id: "faults/little-memory",
  title: "A run on a machine with too little memory is broken, says so, and leaves nothing",
  seed: "003",
  product: "tkglab itself",
  tags: ["nightly", "faults"],
  differs: [
    "the machine is a container with a limit, in which the kernel kills as it does on a machine that is full",
  ],
  uses: ["fault-host", "kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("host", "a machine with little memory", ({ lab }) =>
    lab.faultHost({ memory: "900m", images: ["node-photon", "harbor", "toolbox", "hello-app"] }),
  )
  .check(fault.what, async ({ lab, host }) => {
    const outcome = await meetFault(host, fault);
    lab.table("Faults", faultColumns).add(...faultRow("1", fault.what, outcome));
    checkOutcome(outcome, fault.expected);
  });
