import type { Rule } from "./cause-rule.ts";

/** What stops a Workload before there is any source: what Cartographer and Flux say. */
export const sourceRules: readonly Rule[] = [
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
];
