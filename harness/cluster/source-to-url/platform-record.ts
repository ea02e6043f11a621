import { Secret } from "../../core/secret.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { kubectlOk } from "../../tools/kubectl/kubectl.ts";
import { apiStatus, type Kube } from "../kube/kube.ts";
import { applyObjects, listOf } from "./apply.ts";
import type { BuilderParts } from "./builder.ts";

/** Who may enter. */
export interface Login {
  readonly username: string;
  readonly password: Secret;
}

/** What whoever opens a platform has to know, and cannot find out. */
export interface PlatformRecord {
  readonly harbor: Login & {
    readonly host: string;
    /** On 127.0.0.1 of this host. */
    readonly port: number;
    readonly caPem: string;
  };
  /** The robot account of the private project. */
  readonly robot: Login;
  readonly git: Login & { readonly chainPem: string; readonly privateKeyPem: Secret };
  readonly ports: { readonly http: number; readonly https: number };
  /** What it builds with where that is not ours: names on this host. */
  readonly builder?: BuilderParts | undefined;
}

const place = { name: "tkglab-platform", namespace: "kube-system" } as const;

/** Its presence says that the installation was completed. */
const installed = "tkglab.test/installed";

/** Keeps the record in the cluster itself, where it goes with it. */
export async function writeRecord(record: PlatformRecord, kubectl: KubectlOptions): Promise<void> {
  const text = JSON.stringify(plain(record));
  await applyObjects(
    "the record of the platform",
    listOf([{ apiVersion: "v1", kind: "Secret", metadata: place, stringData: { record: text } }]),
    kubectl,
  );
}

/** Says that all steps have been carried out. */
export async function markInstalled(kubectl: KubectlOptions): Promise<void> {
  await kubectlOk(
    "Marking the platform as installed",
    [
      ...["annotate", "secret", place.name, "--namespace", place.namespace],
      ...[`${installed}=true`, "--overwrite"],
    ],
    kubectl,
  );
}

/** The record of a platform; undefined where none was begun. */
export async function readRecord({ core }: Pick<Kube, "core">): Promise<OpenedRecord | undefined> {
  try {
    const { data = {}, metadata } = await core.readNamespacedSecret(place);
    const text = Buffer.from(data.record ?? "", "base64").toString("utf8");
    const isInstalled = metadata?.annotations?.[installed] === "true";
    return { isInstalled, record: revived(JSON.parse(text) as Plain) }; // as: writeRecord() wrote it
  } catch (error) {
    if (apiStatus(error) === 404) return undefined;
    throw error;
  }
}

/** A record, and whether the installation was completed. */
export interface OpenedRecord {
  readonly record: PlatformRecord;
  readonly isInstalled: boolean;
}

/** The record as JSON has it: without its Secrets. */
interface Plain {
  readonly harbor: Omit<PlatformRecord["harbor"], "password"> & { readonly password: string };
  readonly robot: { readonly username: string; readonly password: string };
  readonly git: {
    readonly username: string;
    readonly password: string;
    readonly chainPem: string;
    readonly privateKeyPem: string;
  };
  readonly ports: PlatformRecord["ports"];
  readonly builder?: BuilderParts | undefined;
}

function revived({ harbor, robot, git, ...open }: Plain): PlatformRecord {
  return {
    harbor: { ...harbor, password: new Secret(harbor.password) },
    robot: { ...robot, password: new Secret(robot.password) },
    git: { ...git, password: new Secret(git.password), privateKeyPem: new Secret(git.privateKeyPem) },
    ...open,
  };
}

/** A Secret's own JSON would be three stars. */
function plain({ harbor, robot, git, ...open }: PlatformRecord): Plain {
  return {
    harbor: { ...harbor, password: harbor.password.reveal() },
    robot: { ...robot, password: robot.password.reveal() },
    git: { ...git, password: git.password.reveal(), privateKeyPem: git.privateKeyPem.reveal() },
    ...open,
  };
}
