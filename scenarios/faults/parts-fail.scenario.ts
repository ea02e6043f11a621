import {
  breakDns,
  checkOutcome,
  type Fault,
  faultColumns,
  faultRow,
  killContainer,
  killRegistryAt,
  largeImage,
  meetFault,
  restartDocker,
  scenario,
} from "../../harness/index.ts";

const fast = ["run", "containerd/photon-node-by-ssh"];
const broken = { exitCode: 2, verdict: "broken" } as const;

const faults: readonly Fault[] = [
  {
    what: "Docker's daemon is restarted while a cluster is made",
    args: fast,
    after: /given: a self-signed Harbor/,
    strike: restartDocker,
    expected: { ...broken, message: /Docker's daemon/ },
  },
  {
    what: "Docker's daemon is restarted before an image is pulled",
    args: fast,
    after: /when: the CA is registered/,
    strike: restartDocker,
    expected: { ...broken, message: /Docker's daemon/ },
  },
  {
    what: "the registry is killed before it is trusted",
    args: fast,
    after: /red: pulling hello-app/,
    strike: killContainer("harbor-"),
    expected: { ...broken, message: /the container harbor-\S+ ended at \S+ with exit code 137, killed/ },
  },
  {
    what: "the registry is killed while an image is pushed",
    args: largeImage,
    after: /given: a self-signed Harbor/,
    strike: killRegistryAt("library/nginx/blobs/uploads"),
    expected: { ...broken, message: /the container harbor-\S+ ended at \S+ with exit code 137, killed/ },
  },
  {
    what: "the registry is killed while an image is pulled",
    args: largeImage,
    after: /when: the CA is registered/,
    strike: killRegistryAt('"GET".*library/nginx/manifests'),
    expected: { ...broken, message: /the container harbor-\S+ ended at \S+ with exit code 137, killed/ },
  },
  {
    what: "a node is killed before an image is pulled",
    args: fast,
    after: /red: pulling hello-app/,
    strike: killContainer("control-plane"),
    expected: { ...broken, message: /the container tkglab-\S+-control-plane ended at/ },
  },
  {
    what: "a node no longer finds any name",
    args: fast,
    after: /given: a cluster does not know/,
    strike: breakDns,
    expected: { ...broken, message: /does not find harbor-\S+ by its name/ },
  },
];

const begun = scenario({
  id: "faults/parts-fail",
  title:
    "A run whose Docker, registry, node or DNS fails is broken, never failed: it says what failed and leaves nothing",
  seed: "003",
  product: "tkglab itself",
  tags: ["nightly", "faults"],
  differs: ["the machine that meets the faults is a container with a Docker daemon of its own"],
  uses: ["fault-host", "kind", "kubernetes-1.34", "node-photon", "harbor", "toolbox", "hello-app", "nginx"],
})
  .given("host", "a machine of its own", ({ lab }) =>
    lab.faultHost({ images: ["node-photon", "harbor", "toolbox", "hello-app", "nginx"] }),
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
  .check("the same machine is well afterwards", async ({ host, table }) => {
    const outcome = await meetFault(host, {
      what: "nothing",
      args: fast,
      expected: { exitCode: 0, verdict: "passed" },
    });
    table.add(...faultRow("", "nothing happens", outcome));
    checkOutcome(outcome, { exitCode: 0, verdict: "passed" });
  });
