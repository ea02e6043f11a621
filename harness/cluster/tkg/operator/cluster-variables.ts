import { BlockList, isIPv4 } from "node:net";
import { kubernetes, kubernetesOfTkg } from "../../../assets/catalogue/kubernetes-version.ts";
import { labNetworks } from "../../../assets/index.ts";
import { nodeSystems } from "../../node.ts";

/** What a variable of a cluster configuration may be. */
export interface ClusterVariable {
  /** Completes "it has to be ...". */
  readonly allowed: string;
  /** The value as templates get it; undefined when it is not allowed. */
  readonly read: (value: unknown) => string | number | undefined;
}

/**
 * The workload clusters that the lab can make: a version of Kubernetes, by which version of the Docker provider. The
 * templates of a later provider are an overlay over those of the one before it.
 */
export const dockerProviders: Readonly<Record<string, readonly string[]>> = {
  [kubernetesOfTkg]: ["v1.3.8"],
  [kubernetes]: ["v1.3.8", "v1.10.7"],
};

export const plans = ["dev", "prod"] as const;

/**
 * What each variable of fixtures/ytt/providers/config_default.yaml may be; that file is where their names and
 * defaults are.
 */
export const clusterVariables: Readonly<Record<string, ClusterVariable>> = {
  // TKG's own limit: the names of machines are longer, and have to be host names.
  CLUSTER_NAME: dnsLabel(42),
  CLUSTER_PLAN: oneOf(plans),
  NAMESPACE: dnsLabel(63),
  INFRASTRUCTURE_PROVIDER: oneOf(["docker"]),
  OS_NAME: oneOf(nodeSystems),
  KUBERNETES_VERSION: oneOf(Object.keys(dockerProviders)),
  CONTROL_PLANE_MACHINE_COUNT: count("an odd number, 1 or more: etcd needs a majority", (n) => n % 2 === 1),
  WORKER_MACHINE_COUNT: count("a number, 1 or more", () => true),
  // Every node gets a /24 of the first. Nodes reject what leaves the lab in these ranges, and in no others.
  CLUSTER_CIDR: networkWithin(labNetworks.tkg.pod, 22),
  SERVICE_CIDR: networkWithin(labNetworks.tkg.service, 24),
  TKG_HTTP_PROXY: proxyUrl(),
  TKG_HTTPS_PROXY: proxyUrl(),
  TKG_NO_PROXY: text("names and addresses, separated by commas", /^[^\s",]+(\s*,\s*[^\s",]+)*$/),
};

function text(allowed: string, pattern: RegExp): ClusterVariable {
  return { allowed, read: (value) => (typeof value === "string" && pattern.test(value) ? value : undefined) };
}

function oneOf(values: readonly string[]): ClusterVariable {
  return {
    allowed: values.join(" or "),
    read: (value) => values.find((one) => one === value),
  };
}

function dnsLabel(limit: number): ClusterVariable {
  return text(
    `at most ${limit} lower-case letters, digits and hyphens, a letter first and no hyphen last`,
    new RegExp(`^(?=.{1,${limit}}$)[a-z]([-a-z0-9]*[a-z0-9])?$`),
  );
}

function count(allowed: string, fits: (n: number) => boolean): ClusterVariable {
  return {
    allowed,
    read(value) {
      // TKG takes "3" as well as 3.
      const n = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
      return typeof n === "number" && Number.isSafeInteger(n) && n >= 1 && fits(n) ? n : undefined;
    },
  };
}

function proxyUrl(): ClusterVariable {
  return text("http://host:port or https://host:port", /^https?:\/\/[^\s"@/]+:\d+\/?$/);
}

/** A network in a range, wide enough for the given prefix length. */
function networkWithin(range: string, narrowest: number): ClusterVariable {
  const [base = "", width = ""] = range.split("/");
  const lab = new BlockList();
  lab.addSubnet(base, Number(width), "ipv4");
  return {
    allowed: `${range} or a network in it down to a /${narrowest}`,
    read(value) {
      const [, address = "", length = ""] = /^([\d.]+)\/(\d{1,2})$/.exec(String(value)) ?? [];
      const prefix = Number(length);
      const fits = isIPv4(address) && lab.check(address) && prefix >= Number(width) && prefix <= narrowest;
      return fits && isNetworkAddress(address, prefix) ? `${address}/${prefix}` : undefined;
    },
  };
}

/** Whether the bits behind the prefix are all zero. */
function isNetworkAddress(address: string, prefix: number): boolean {
  const bits = address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
  return !bits.slice(prefix).includes("1");
}
