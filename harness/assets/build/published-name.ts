import { HarnessError } from "../../core/errors.ts";

/** The parts of a name under which an image is published. */
export interface PublishedName {
  /** The name without its tag, as it was written. */
  readonly untagged: string;
  readonly host: string;
  /** The repository at that host. */
  readonly repository: string;
  readonly tag: string;
}

/** Whom every tool asks for a name that begins with no host. */
const unsaid = "index.docker.io";

/**
 * Takes `[host/]repository:tag` apart.
 * @throws HarnessError `internal` when there is no repository or no tag.
 */
export function publishedName(name: string): PublishedName {
  const [, untagged, host, repository, tag] =
    /^((?:([^/]*\.[^/]*)\/)?([^:@]*[^:@/])):([^:/@]+)$/.exec(name) ?? [];
  if (untagged !== undefined && repository !== undefined && tag !== undefined) {
    return { untagged, host: host ?? unsaid, repository, tag };
  }
  throw new HarnessError({
    code: "internal",
    message: `Reading the image name "${name}": it is not of the form [host/]repository:tag`,
    hint: "harness/assets/catalogue/packages.ts",
  });
}
