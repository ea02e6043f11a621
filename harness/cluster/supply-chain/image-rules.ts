import { describable, type Rule } from "./cause-rule.ts";

/** What stops an image from being built, pushed or pulled, but for the source itself. The first that fits counts. */
export const imageRules: readonly Rule[] = [
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
];
