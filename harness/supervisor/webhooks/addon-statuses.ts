import type { AddonStatus } from "../api/tanzu-kubernetes-cluster.ts";
import type { AddonStatusV1alpha1 } from "../api/tanzu-kubernetes-cluster-v1alpha1.ts";
import type { Loose } from "./loose.ts";

/** What v1alpha1 calls the addons that v1alpha2 has types for. */
const keyOfType: Readonly<Record<string, string>> = {
  AuthService: "authsvc",
  CNI: "cni",
  CPI: "cloudprovider",
  CSI: "csi",
  DNS: "dns",
  Proxy: "proxy",
  PSP: "psp",
};
const typeOfKey = new Map(Object.entries(keyOfType).map(([type, key]) => [key, type]));

type ByKey = Readonly<Record<string, AddonStatusV1alpha1>>;

/** Those that v1alpha1 knows. */
export function addonsAsV1alpha1(addons: readonly Loose<AddonStatus>[]): Loose<ByKey> {
  return Object.fromEntries(
    addons.flatMap((addon) => {
      const key = keyOfType[addon.type ?? ""];
      return key === undefined ? [] : [[key, { name: addon.name, version: addon.version, ...state(addon) }]];
    }),
  );
}

export function addonsAsV1alpha2(addons: Loose<ByKey>): readonly Loose<AddonStatus>[] {
  return Object.entries(addons).map(([key, addon]) => ({
    name: addon?.name,
    type: typeOfKey.get(key) ?? key,
    version: addon?.version,
  }));
}

function state({ conditions = [] }: Loose<AddonStatus>): Loose<AddonStatusV1alpha1> {
  const provisioned = conditions.find(({ type }) => type === "Provisioned");
  if (provisioned?.reason === "AddonUnManaged") return { status: "unmanaged" };
  if (provisioned?.status === "True") return { status: "applied" };
  if (provisioned?.status !== "False") return { status: "pending" };
  return { status: "error", lastErrorMessage: provisioned.message };
}
