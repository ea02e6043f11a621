/** What both versions of a TanzuKubernetesCluster say in the same words. */
export interface Settings {
  readonly network?: NetworkSettings;
  readonly storage?: StorageSettings;
}

export interface NetworkSettings {
  /** Defaults to 10.96.0.0/12. */
  readonly services?: NetworkRanges;
  /** Defaults to 192.168.0.0/16. */
  readonly pods?: NetworkRanges;
  /** Defaults to `cluster.local`. */
  readonly serviceDomain?: string;
  /** Defaults to what the TkgServiceConfiguration says. */
  readonly cni?: { readonly name: CniName };
  readonly proxy?: ProxySettings;
  readonly trust?: TrustSettings;
}

export type CniName = "antrea" | "calico" | "antrea-nsx-routed";

export interface NetworkRanges {
  readonly cidrBlocks?: readonly string[];
}

export interface ProxySettings {
  /** `http://<user>:<password>@<address>:<port>` */
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: readonly string[];
}

export interface TrustSettings {
  readonly additionalTrustedCAs?: readonly TrustedCa[];
}

/** A CA, or a certificate of a server, that nodes are to trust. */
export interface TrustedCa {
  /** The name of its file on the nodes, without `.pem`. */
  readonly name: string;
  /** The PEM in base64, once. */
  readonly data: string;
}

export interface StorageSettings {
  /** Storage classes of the namespace that the cluster gets; all of them when nothing is said. */
  readonly classes?: readonly string[];
  readonly defaultClass?: string;
}

/** What a cluster gets of which neither it nor the configuration speaks. */
export const networkDefaults = {
  services: "10.96.0.0/12",
  pods: "192.168.0.0/16",
  serviceDomain: "cluster.local",
  cni: "antrea",
} as const;
