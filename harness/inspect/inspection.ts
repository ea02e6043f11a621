/** The version of the value below; it goes up when a reader of its JSON would have to change. */
export const inspectionSchema = 1;

/** What needs the registry's CA, or a login for it. */
export const placeKinds = [
  "registry",
  "node",
  "kapp-controller-config",
  "kapp-controller-bundle",
  "kpack-controller",
  "kpack-step",
  "kpack-login",
  "git-repository",
  "image-pull-secret",
] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** The states in which nothing has to be done at a place. */
export const goodStates = ["sound", "trusted", "present", "not needed"] as const;

export type PlaceState =
  | (typeof goodStates)[number]
  /** Nothing there verifies the registry's certificate; of logins: there is none. */
  | "missing"
  /** It is there, and the program that needs it has read its trust store before. */
  | "restart needed"
  /** A CA of the same name with another key, as after a rotation. */
  | "another certificate"
  | "expired"
  /** It is written there in a way that its reader skips in silence. */
  | "unreadable"
  /** It is in an object that another one hides. */
  | "masked"
  /** Certificates of this registry are not verified at all, which is no trust. */
  | "skipped"
  /** The registry does not send the certificates between its own and the CA. */
  | "incomplete"
  /** The registry's certificate is for another name. */
  | "wrong name"
  /** It could not be looked at. */
  | "unknown";

export interface CertificateSummary {
  /** One line: `O=Project Harbor, CN=Harbor CA`. */
  readonly subject: string;
  /** SHA-256, upper case with colons. */
  readonly fingerprint256: string;
  /** ISO 8601. */
  readonly notAfter: string;
}

export interface FoundCertificate extends CertificateSummary {
  /** A file or a key. */
  readonly where: string;
}

/** The CA that a client needs. */
export interface ExpectedCertificate {
  readonly subject: string;
  /** Not there when nobody hands the CA out: then only its name is known, from what it has signed. */
  readonly fingerprint256?: string;
}

export interface Place {
  readonly kind: PlaceKind;
  /** A host, a node, a namespace, a step of a build, or `<namespace>/<name>`; of logins that of the service account. */
  readonly name: string;
  readonly state: PlaceState;
  readonly found: readonly FoundCertificate[];
  readonly expected: ExpectedCertificate;
  /** What was seen, in a sentence or more. */
  readonly detail: string;
  /** What to do; not there when there is nothing to do. */
  readonly cure?: string;
}

/** How the CA is known: the registry sends it, hands it out, or every system has it; else by its name only. */
export type AnchorSource = "served" | "getcert" | "public" | "name only";

export interface InspectedRegistry {
  readonly url: string;
  /** As it stands in image references: with a port unless that is 443. */
  readonly host: string;
  /** `<address>:<port>` */
  readonly connectedTo: string;
  /** What it sends, its own certificate first. */
  readonly chain: readonly CertificateSummary[];
  /** `DNS:harbor.tkg.test`, `IP Address:10.0.0.5` */
  readonly names: readonly string[];
  readonly anchor: ExpectedCertificate & { readonly source: AnchorSource };
}

/** Every place that needs the registry's CA, and how it stands there. */
export interface Inspection {
  readonly schema: typeof inspectionSchema;
  readonly registry: InspectedRegistry;
  readonly places: readonly Place[];
  /** Whether every place is in one of the good states. */
  readonly ok: boolean;
}

/** Whether nothing has to be done at a place. */
export function isGood({ state }: Pick<Place, "state">): boolean {
  return goodStates.some((good) => good === state);
}

/** What people call a place. */
export function placeLabel({ kind, name }: Pick<Place, "kind" | "name">): string {
  switch (kind) {
    case "registry":
      return `registry ${name}`;
    case "node":
      return `node ${name}`;
    case "kapp-controller-config":
      return `kapp-controller (${name}): caCerts`;
    case "kapp-controller-bundle":
      return `kapp-controller (${name}): bundle in use`;
    case "kpack-controller":
      return `kpack's controller (${name})`;
    case "kpack-step":
      return `kpack's builds: ${stepLabels[name] ?? name}`;
    case "kpack-login":
      return `kpack's login (${name})`;
    case "git-repository":
      return `Flux: GitRepository ${name}`;
    case "image-pull-secret":
      return `imagePullSecrets (${name})`;
  }
}

/** In which image the steps of a build run. */
const stepLabels: Readonly<Record<string, string>> = {
  prepare: "build-init image (prepare)",
  lifecycle: "stack's build image (analyze, restore, export)",
  completion: "completion image",
  rebase: "rebase image",
};
