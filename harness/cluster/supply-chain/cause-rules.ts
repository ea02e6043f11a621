import type { Rule } from "./cause-rule.ts";
import { certificateRules } from "./certificate-rules.ts";
import { imageRules } from "./image-rules.ts";
import { sourceRules } from "./source-rules.ts";

/** The first that fits counts. */
export const causeRules: readonly Rule[] = [
  ...certificateRules,
  ...sourceRules,
  ...imageRules,
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
