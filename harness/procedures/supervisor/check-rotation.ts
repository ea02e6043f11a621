import type { Machine } from "../../cluster/tkg/machines.ts";
import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import type { AuthorityRow, CertificateExpiry } from "./certificate-expiry.ts";

/** The certificates of one control-plane node. */
export interface NodeExpiry {
  readonly node: string;
  readonly expiry: CertificateExpiry;
}

/** What a rotation of certificates is judged by, noted before it and again after it. */
export interface RotationState {
  readonly controlPlane: readonly NodeExpiry[];
  readonly workers: readonly Machine[];
}

/** The leaves that every control-plane node has, as seed 001 lists them. `super-admin.conf` only the first one has. */
export const leaves: readonly string[] = [
  ...["admin.conf", "apiserver", "apiserver-etcd-client", "apiserver-kubelet-client"],
  ...["controller-manager.conf", "etcd-healthcheck-client", "etcd-peer", "etcd-server"],
  ...["front-proxy-client", "scheduler.conf"],
];

/**
 * Refuses to begin a rotation where a certificate has expired already: the rotation needs a control plane that answers.
 * @throws HarnessError `usage` naming each expired certificate, its node, and since when
 */
export function refuseExpired(controlPlane: readonly NodeExpiry[]): void {
  const expired = controlPlane.flatMap(({ node, expiry }) =>
    [...expiry.certificates, ...expiry.authorities]
      .filter((row) => row.expired)
      .map(({ name, expires }) => `${node}: ${name} expired at ${minuteOf(expires)}`),
  );
  if (expired.length === 0) return;
  throw new HarnessError({
    code: "usage",
    message: ["Rotating certificates: not begun, some have expired already", ...expired].join("\n"),
    hint: "on that node: sudo kubeadm certs renew all, then restart its control plane, and begin again",
  });
}

/**
 * Succeeds when every leaf of every control-plane node expires later than any of its name did before, the authorities
 * expire as before, and the workers are the Machines that they were.
 */
export function checkRotation({
  before,
  after,
}: {
  readonly before: RotationState;
  readonly after: RotationState;
}): Attempt {
  const flaws = [
    ...(before.controlPlane.length === 0 ? ["control plane: expected nodes before; actual none"] : []),
    ...(after.controlPlane.length === before.controlPlane.length
      ? []
      : [`control plane: expected ${before.controlPlane.length} nodes; actual ${after.controlPlane.length}`]),
    ...after.controlPlane.flatMap((node) => [
      ...staleLeaves(before.controlPlane, node),
      ...changedAuthorities(before.controlPlane, node),
    ]),
    ...changedWorkers(before.workers, after.workers),
  ];
  const proof = `${after.controlPlane.length} control-plane nodes: every certificate expires later, no authority changed\n${before.workers.length} workers: untouched`;
  return {
    command: "kubeadm certs check-expiration, before and after",
    succeeded: flaws.length === 0,
    text: flaws.length === 0 ? proof : flaws.join("\n"),
  };
}

function staleLeaves(before: readonly NodeExpiry[], { node, expiry }: NodeExpiry): string[] {
  // What a node has besides counts too, where there was one before.
  const names = new Set([...leaves, ...expiry.certificates.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const old = latest(before.flatMap((one) => one.expiry.certificates).filter((row) => row.name === name));
    const now = expiry.certificates.find((row) => row.name === name)?.expires;
    if (now === undefined) return [`${node}: ${name}: expected a certificate; actual none`];
    if (old === undefined) {
      return leaves.includes(name) ? [`${node}: ${name}: expected a certificate before; actual none`] : [];
    }
    if (now > old) return [];
    return [`${node}: ${name}: expected later than ${minuteOf(old)}; actual ${minuteOf(now)}`];
  });
}

/** Whether their dates are the same: kubeadm says no more of them. */
function changedAuthorities(before: readonly NodeExpiry[], { node, expiry }: NodeExpiry): string[] {
  const known = new Map(
    before.flatMap((one) => one.expiry.authorities).map(({ name, expires }) => [name, minuteOf(expires)]),
  );
  const now = new Map(expiry.authorities.map(({ name, expires }) => [name, minuteOf(expires)]));
  return [...new Set([...known.keys(), ...now.keys()])]
    .filter((name) => known.get(name) !== now.get(name))
    .map(
      (name) => `${node}: ${name}: expected ${known.get(name) ?? "none"}; actual ${now.get(name) ?? "none"}`,
    );
}

/** By the Machine, not by its name. */
function changedWorkers(before: readonly Machine[], after: readonly Machine[]): string[] {
  const gone = before.filter((machine) => !isAmong(after, machine));
  const come = after.filter((machine) => !isAmong(before, machine));
  return [
    ...gone.map(({ metadata }) => `worker ${metadata.name}: expected untouched; actual gone`),
    ...come.map(({ metadata }) => `worker ${metadata.name}: expected none; actual new`),
  ];
}

function isAmong(machines: readonly Machine[], { metadata }: Machine): boolean {
  return machines.some((machine) => machine.metadata.uid === metadata.uid);
}

function latest(rows: readonly AuthorityRow[]): Date | undefined {
  return rows.map(({ expires }) => expires).toSorted((a, b) => b.getTime() - a.getTime())[0];
}

/** An instant as kubeadm counts it, in minutes. */
export function minuteOf(instant: Date): string {
  return instant.toISOString().replace(/:\d\d\.\d{3}Z$/, "Z");
}
