import { generateKeyPairSync } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { fakeClock } from "../../core/clock.ts";
import { Secret } from "../../core/secret.ts";
import type {
  TanzuKubernetesClusterSpec,
  TanzuKubernetesClusterStatus,
} from "../api/tanzu-kubernetes-cluster.ts";
import { testCluster, testLab } from "../objects/cluster-under-test.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { ControllerParts } from "./controller-parts.ts";
import type { Credentials } from "./credentials.ts";
import { clusterApiActs } from "./fake-cluster-api.ts";
import { FakeKubeApi } from "./fake-kube-api.ts";
import { reconcile } from "./reconcile.ts";

/** For tests: the cluster that is reconciled. */
export const key = "TanzuKubernetesCluster ns1/tkc-cluster-1";
const ref = { namespace: "ns1", name: "tkc-cluster-1" };

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** For tests: credentials that are the same each time. */
export const sameCredentials: Credentials = {
  sshPrivateKey: () => Promise.resolve(new Secret(privateKey)),
  password: () => new Secret("password"),
  encryptionKey: () => Buffer.alloc(32, 7),
};

/** For tests: a Supervisor with that cluster, and its controller. */
export class TestSupervisor {
  readonly api = new FakeKubeApi();
  readonly parts: ControllerParts;

  constructor(credentials: Credentials = sameCredentials) {
    this.parts = { api: this.api, lab: testLab, credentials, clock: fakeClock(Date.UTC(2026, 10, 22)) };
    this.api.put(testCluster());
  }

  /** Changes the cluster as a user does. */
  edit(change: (spec: TanzuKubernetesClusterSpec) => TanzuKubernetesClusterSpec): void {
    const tkc = this.api.one(key) ?? testCluster();
    this.api.put({ ...tkc, spec: change(tkc.spec as TanzuKubernetesClusterSpec) }); // as: its kind says so
  }

  /** One reconcile. */
  reconcile(): Promise<number | undefined> {
    return reconcile(ref, this.parts);
  }

  /** Reconciles, and lets Cluster API act, until nothing changes any more. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      const before = this.api.all();
      await this.reconcile();
      clusterApiActs(this.api);
      if (isDeepStrictEqual(before, this.api.all())) return;
    }
    throw new Error("it never settles");
  }

  /** Everything there is, but for what says how often it was written. */
  state(): KubeObject[] {
    return this.api
      .all()
      .map(({ metadata: { resourceVersion: _, ...metadata }, ...object }) => ({ ...object, metadata }))
      .toSorted((a, b) => (named(a) < named(b) ? -1 : 1));
  }

  /** What the cluster says of itself. */
  status(): TanzuKubernetesClusterStatus {
    return this.api.one(key)?.status ?? {};
  }

  /** Why events were said. */
  reasons(): string[] {
    return this.api.events.map(({ reason }) => reason);
  }

  /** What rolls machines when it changes: everything about them but their number. */
  machines(): unknown[] {
    const made = [...this.api.all("KubeadmControlPlane"), ...this.api.all("MachineDeployment")];
    return made.map(({ spec }) => ({ ...(spec as object), replicas: undefined })); // as: both have one
  }

  /** The one object of a kind. */
  only(kind: Parameters<FakeKubeApi["all"]>[0]): KubeObject {
    const [object, ...more] = this.api.all(kind);
    if (object === undefined || more.length > 0) throw new Error(`${more.length + 1} of ${kind ?? ""}`);
    return object;
  }
}

/** For tests: one whose cluster is running. */
export async function runningSupervisor(credentials?: Credentials): Promise<TestSupervisor> {
  const supervisor = new TestSupervisor(credentials);
  await supervisor.settle();
  return supervisor;
}

/** For tests: the names of objects, in order. */
export function namesOf(objects: readonly KubeObject[]): string[] {
  return objects.map(({ metadata }) => metadata.name).toSorted();
}

function named({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}
