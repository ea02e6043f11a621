import type { Rule } from "./cause-rule.ts";
import { trustPlaces } from "./trust-places.ts";

/** What is said of a certificate, whoever says it. */
export const certificateRules: readonly Rule[] = [
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
];
