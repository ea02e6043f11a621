import { configurationName } from "../api/names.ts";
import type { TkgServiceConfiguration } from "../api/tkg-service-configuration.ts";
import { allFindings, type Findings } from "./field-problem.ts";
import { findInProxy } from "./proxy-settings.ts";
import { findInTrust } from "./trusted-cas.ts";

/** What is wrong with a TkgServiceConfiguration, beyond what its schema says. */
export function validateConfiguration({ metadata, spec }: TkgServiceConfiguration, now: Date): Findings {
  const unread = `is "${metadata.name}"; only "${configurationName}" is read`;
  return allFindings([
    { warnings: metadata.name === configurationName ? [] : [{ field: "metadata.name", message: unread }] },
    { problems: findInProxy(spec?.proxy, "spec.proxy") },
    findInTrust(spec?.trust, "spec.trust", now),
  ]);
}
