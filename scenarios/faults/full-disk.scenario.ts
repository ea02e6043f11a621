import {
  checkOutcome,
  emptyDisk,
  type Fault,
  faultColumns,
  faultRow,
  fillDisk,
  meetFault,
  scenario,
} from "../../harness/index.ts";

const args = ["run", "containerd/photon-node-by-ssh"];
const broken = { exitCode: 2, verdict: "broken" } as const;

const faults: readonly Fault[] = [
  {
    what: "the disk is full before the run begins",
    args,
    strike: fillDisk,
    expected: { exitCode: 2, verdict: "none", message: /no space left on device|ENOSPC/i },
  },
  {
    what: "the disk fills while a cluster is made",
    args,
    after: /given: a self-signed Harbor/,
    strike: fillDisk,
    expected: { ...broken, message: /disk is full/ },
  },
  {
    what: "the disk fills before an image is pulled",
    args,
    after: /when: the CA is registered/,
    strike: fillDisk,
    expected: { ...broken, message: /disk is full/ },
  },
];

const begun = scenario({
  id: "faults/full-disk",
  title: "A run whose disk is full but for a megabyte is broken, says so, and leaves nothing",
  seed: "003",
  product: "tkglab itself",
  tags: ["nightly", "faults"],
  differs: [
    "the machine that meets the faults is a container with a Docker daemon of its own",
    "Docker and the reports lie on a disk of 8 GiB, which is a file",
  ],
  uses: ["fault-host", "kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("host", "a machine with a small disk", ({ lab }) =>
    lab.faultHost({ disk: 8 * 1024, images: ["node-photon", "harbor", "toolbox", "hello-app"] }),
  )
  .given("table", "nothing has happened yet", ({ lab }) =>
    Promise.resolve(lab.table("Faults", faultColumns)),
  );

export default faults
  .reduce(
    (before, fault, number) =>
      before.check(fault.what, async ({ host, table }) => {
        const outcome = await meetFault(host, fault);
        await emptyDisk(host);
        table.add(...faultRow(String(number + 1), fault.what, outcome));
        checkOutcome(outcome, fault.expected);
      }),
    begun,
  )
  .check("the same machine is well afterwards", async ({ host, table }) => {
    const expected = { exitCode: 0, verdict: "passed" } as const;
    const outcome = await meetFault(host, { what: "nothing", args, expected });
    table.add(...faultRow("", "the disk has room again", outcome));
    checkOutcome(outcome, expected);
  });
