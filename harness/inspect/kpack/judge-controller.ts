import { judgeStore } from "../certificates/judge-store.ts";
import type { Place } from "../inspection.ts";
import { caFile, type JudgedRegistry } from "../registry/judge-registry.ts";
import type { KpackController, KpackFacts, KpackObject } from "./read-kpack.ts";

/**
 * How the registry's CA stands in kpack's controller. Its image has no shell, so that nobody can look into it: what it is
 * given counts, and what it has done.
 */
export function judgeController(
  controller: KpackController,
  { objects }: Pick<KpackFacts, "objects">,
  registry: JudgedRegistry,
): Place {
  const { namespace, pod } = controller;
  const place = {
    kind: "kpack-controller",
    name: `${namespace}/${pod}`,
    expected: registry.expected,
  } as const;
  return { ...place, ...stateOf(controller, objects, registry) };
}

type State = Pick<Place, "state" | "found" | "detail" | "cure">;

function stateOf(
  { namespace, started, mounted }: KpackController,
  objects: readonly KpackObject[],
  registry: JudgedRegistry,
): State {
  const { host } = registry.address;
  const restart = `kubectl -n ${namespace} rollout restart deployment/kpack-controller`;
  const judged = judgeStore(mounted.texts, registry.served);
  const refused = objects.find(({ message }) => message.includes("x509: "));
  const said = refused === undefined ? [] : [`${refused.name}: ${refused.message}`];
  if (mounted.noFolder !== undefined) {
    const detail = [
      `SSL_CERT_DIR is ${mounted.noFolder}, which is a file: Go finds no certificate there`,
      ...said,
    ].join("; ");
    return {
      ...judged,
      state: "unreadable",
      detail,
      cure: "mount the file into a folder, and name that one",
    };
  }
  if (judged.state === "trusted") {
    const isLate = started !== undefined && mounted.changed !== undefined && mounted.changed > started;
    if (isLate && refused !== undefined) {
      const detail = ["what is mounted has it, and was written after the Pod had begun", ...said].join("; ");
      return { ...judged, state: "restart needed", detail, cure: restart };
    }
    const detail = ["it is mounted where Go looks for certificates", ...said].join("; ");
    return { ...judged, detail };
  }
  if (registry.isPublic)
    return { state: "not needed", found: [], detail: "every system has the CA from its maker" };
  if (refused !== undefined)
    return { ...judged, detail: said.join("; "), cure: mountCa(namespace, registry) };
  const ready = objects.filter(({ isReady }) => isReady).map(({ name }) => name);
  if (ready.length > 0) {
    return {
      state: "trusted",
      found: [],
      detail: `its image brings the CA: ${ready.join(", ")} could be read with it`,
    };
  }
  if (objects.length === 0) {
    const detail = `no ClusterStore, ClusterStack or ClusterBuilder has an image of ${host}`;
    return { state: "not needed", found: [], detail };
  }
  const unread = mounted.unread.length === 0 ? "" : `; not read: ${mounted.unread.join("; ")}`;
  const detail = `nothing is mounted that has it, its image cannot be looked into, and ${objects.map(({ name }) => name).join(", ")} ${objects.length === 1 ? "says" : "say"} nothing yet${unread}`;
  return {
    state: "unknown",
    found: judged.found,
    detail,
    cure: "kubectl get clusterstores,clusterstacks,clusterbuilders",
  };
}

function mountCa(namespace: string, registry: JudgedRegistry): string {
  const file = caFile(registry.address);
  const mount = { name: "registry-ca", mountPath: "/etc/ssl/certs/registry-ca.crt", subPath: "ca.crt" };
  const volume = { name: "registry-ca", configMap: { name: "registry-ca" } };
  const containers = [{ name: "controller", volumeMounts: [mount] }];
  const patch = JSON.stringify({ spec: { template: { spec: { volumes: [volume], containers } } } });
  return [
    registry.fetch,
    `kubectl -n ${namespace} create configmap registry-ca --from-file=ca.crt=${file} --dry-run=client -o yaml | kubectl -n ${namespace} apply -f -`,
    `kubectl -n ${namespace} patch deployment kpack-controller --patch '${patch}'`,
  ].join("; ");
}
