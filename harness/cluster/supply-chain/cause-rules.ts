import type { CauseContext, CauseName } from "./cause.ts";
import type { Site, Speaker } from "./finding.ts";
import { trustPlaces } from "./trust-places.ts";

interface Rule {
  readonly cause: CauseName;
  readonly text: RegExp;
  readonly speakers?: readonly Speaker[];
  readonly likely: (site: Site, context: CauseContext) => string;
  readonly hint: (site: Site, context: CauseContext) => string;
}

/** The first that fits counts. */
export const causeRules: readonly Rule[] = [
  {
    cause: "rotated CA",
    text: /while trying to verify candidate authority certificate/,
    likely: ({ speaker }) =>
      `${trustPlaces[speaker].who} has a CA of that name, but of another key: the CA was replaced`,
    hint: ({ speaker }, context) => trustPlaces[speaker].cure(context),
  },
  {
    cause: "untrusted certificate",
    text: /x509: certificate signed by unknown authority|unable to get local issuer certificate|self[- ]signed certificate/,
    likely: ({ speaker }) => `${trustPlaces[speaker].who} does not trust the CA of the server`,
    hint: ({ speaker }, context) => trustPlaces[speaker].cure(context),
  },
  {
    cause: "bad certificate",
    text: /x509: /,
    likely: () => "the server's own certificate is at fault: out of its time, or for another name",
    hint: () => "tkglab inspect shows what the registry serves",
  },
  {
    cause: "no workload",
    text: /^there is no Workload/,
    speakers: ["cartographer"],
    likely: () => "it was deleted, was never applied, or is in another namespace",
    hint: () => "kubectl get workloads --all-namespaces",
  },
  {
    cause: "no supply chain",
    text: /^(?:SupplyChainNotFound|WorkloadLabelsMissing|MultipleSupplyChainMatches)/,
    speakers: ["cartographer"],
    likely: (_, { selectors }) =>
      `the labels of the Workload fit no supply chain, or several; there ${selectors.length === 1 ? "is" : "are"}: ${selectors.length === 0 ? "none" : selectors.join("; ")}`,
    hint: (site, { namespace, selectors }) =>
      `kubectl -n ${namespace} label ${site.where.toLowerCase()} --overwrite ${selectors[0] ?? "app.tanzu.vmware.com/workload-type=web"}`,
  },
  {
    cause: "no such repository",
    text: /repository not found/,
    speakers: ["flux"],
    likely: (_, { gitUrl }) => `the git server knows no repository ${gitUrl ?? ""}, or not for this user`,
    hint: (_, { gitUrl }) => `git ls-remote ${gitUrl ?? "<url>"}`,
  },
  {
    cause: "no such branch",
    text: /couldn't find remote ref|reference not found|unable to resolve ref|git repository is empty|remote repository is empty/,
    speakers: ["flux"],
    likely: (_, { branch }) =>
      `the repository has no branch ${branch ?? ""}, or nothing was pushed to it yet`,
    hint: (_, { gitUrl }) => `git ls-remote --heads ${gitUrl ?? "<url>"}`,
  },
  {
    cause: "no such secret",
    text: /secrets? "[^"]+" not found|failed to get secret/,
    likely: (_, { namespace }) => `a Secret that is named is not in namespace ${namespace}`,
    hint: (_, { namespace }) => `kubectl -n ${namespace} get secrets`,
  },
  {
    cause: "wrong git credentials",
    text: /authentication required|authorization failed|invalid auth|status code: 40[13]/i,
    speakers: ["flux"],
    likely: (_, { gitSecret }) =>
      gitSecret === undefined
        ? "the git server wants a login, and the GitRepository names no Secret"
        : `the git server does not accept user and password of Secret ${gitSecret}`,
    hint: (_, { namespace, gitSecret, gitUrl }) =>
      `put username and password into Secret ${gitSecret ?? "git-credentials"} of namespace ${namespace}; try them with: git ls-remote ${gitUrl ?? "<url>"}`,
  },
  {
    cause: "disk full",
    // Harbor refuses it with DENIED, as a login that may not.
    text: /exceed the configured upper limit of/,
    likely: () => "the project of the registry holds as much as it may",
    hint: () => "delete what is not needed in that project, or raise its quota; then build again",
  },
  {
    cause: "wrong registry credentials",
    text: /\bUNAUTHORIZED\b|\b401\b|unauthorized|denied: |\bDENIED\b|403 Forbidden|insufficient_scope|pull access denied/i,
    speakers: ["kpack-controller", "build-init", "lifecycle", "completion", "kubelet"],
    likely: ({ speaker }, { namespace, serviceAccount }) =>
      `the registry does not accept the login, or gives this user too few rights; ${
        speaker === "kubelet"
          ? `the kubelet takes it from imagePullSecrets of service account ${serviceAccount} in ${namespace}`
          : `kpack takes it from the Secrets of service account ${serviceAccount} in ${namespace}`
      }`,
    hint: (_, { namespace, serviceAccount }) =>
      `kubectl -n ${namespace} get serviceaccount ${serviceAccount} -o yaml: its secrets and imagePullSecrets name the login; check user, password and project`,
  },
  {
    cause: "no builder",
    text: /Unable to find builder|cluster(?:builder|stack|store)\.kpack\.io "[^"]+" not found|could not find buildpack/,
    speakers: ["kpack-controller"],
    likely: () => "what the Image or its builder names is not there",
    hint: () => "kubectl get clusterbuilder,clusterstack,clusterstore",
  },
  {
    cause: "no buildpack detects",
    text: /No buildpack groups passed detection/,
    likely: () =>
      "no buildpack of the builder knows the source: it looks for go.mod, pom.xml, package.json, Gemfile or *.rb in the repository's root",
    hint: () => "kubectl get clusterbuilder base -o jsonpath='{.spec.order}'",
  },
  {
    cause: "disk full",
    text: /no space left on device|ephemeral-storage|DiskPressure|disk pressure/i,
    likely: () => "the node's disk is full",
    hint: () => "df -h on the machine; docker system df; tkglab sweep",
  },
  {
    cause: "out of memory",
    text: /OOMKilled|signal: killed|exit status 137/,
    likely: () => "it needed more memory than its limit, or than the node has",
    hint: () => "raise spec.resources of the Workload (of a build: of the Image), or give Docker more memory",
  },
  {
    cause: "unreachable",
    // A build without network is something else: see the rule of builds.
    speakers: ["flux", "kpack-controller", "build-init", "lifecycle", "completion", "kubelet"],
    text: /no such host|connection refused|i\/o timeout|TLS handshake timeout|no route to host|context deadline exceeded|EOF$|502 Bad Gateway|503 Service Unavailable/,
    likely: () => "the server does not answer, or its name is not known here",
    hint: ({ speaker }) =>
      speaker === "flux"
        ? "kubectl -n git-server get pods; Flux tries again by itself"
        : "when it is back: kubectl annotate build.kpack.io <build> image.kpack.io/additionalBuildNeeded=again --overwrite",
  },
  {
    cause: "no such image",
    text: /MANIFEST_UNKNOWN|NAME_UNKNOWN|manifest unknown|: not found\b|NOT_FOUND/,
    speakers: ["kpack-controller", "build-init", "lifecycle", "completion", "kubelet"],
    likely: () => "the registry has no such image, or its project is called otherwise",
    hint: (site, { namespace }) => `kubectl -n ${namespace} describe ${describable(site)}`,
  },
  {
    cause: "refused by Kubernetes",
    text: /forbidden|TemplateRejectedByAPIServer|TemplateStampFailure|TemplateObjectRetrievalFailure|ServiceAccount/,
    speakers: ["cartographer"],
    likely: ({ message }) =>
      message.includes("forbidden")
        ? "the supply chain's service account may not make such an object"
        : "what a template makes of the Workload is no object that the API server takes",
    hint: () => "kubectl describe clustersupplychain; kubectl get clusterrolebindings,rolebindings -A",
  },
  {
    cause: "build fails",
    text: /(?:)/,
    speakers: ["build"],
    likely: () => "the source does not compile, or wants what is not there offline",
    hint: () => "mend what the message says, commit and push: the next revision is built by itself",
  },
  {
    cause: "application fails",
    text: /(?:)/,
    speakers: ["app"],
    likely: () =>
      "the application ends by itself: it has to listen on port 8080 (variable PORT) and go on running",
    hint: ({ where }, { namespace }) =>
      `kubectl -n ${namespace} logs ${where.split("/")[1] ?? ""} --previous`,
  },
];

/** As kubectl names it; a container goes with its Pod. */
export function describable({ where }: Site): string {
  const [kind = "", name = ""] = where.split("/");
  return `${kind === "Image" || kind === "Build" ? `${kind.toLowerCase()}.kpack.io` : kind.toLowerCase()}/${name}`;
}
