import { HarnessError } from "../../core/errors.ts";
import type { Recipe } from "../recipe.ts";

/** The word for the registries of the projects themselves. */
export const upstream = "upstream";

/** Where ready-made assets lie. */
export interface Place {
  /** As it was given: `harbor.example.com/tkglab`, or `upstream`. */
  readonly name: string;
  /** What an asset is called there; undefined where it cannot be there. */
  reference(recipe: Recipe, key: string): AssetReference | undefined;
}

/** The name of an asset in a registry. */
export interface AssetReference {
  /** What Docker pulls: host, repository and tag. */
  readonly image: string;
  readonly host: string;
  /** Its line in a lock. What is known by its key is called the same in every registry. */
  readonly line: string;
  /** Whether it is known by its key: made by `tkglab images push`, and nobody else's name. */
  readonly ours: boolean;
}

const host = String.raw`(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?|[a-z0-9-]+:\d+`;
const part = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const registry = new RegExp(`^(${host})((?:/${part})*)$`);

/**
 * Reads `registry/prefix`, or the word `upstream`.
 * @throws HarnessError `usage`; a name without a host would mean Docker Hub, which nobody may get by surprise
 */
export function parsePlace(name: string): Place {
  if (name === upstream) return { name, reference: ({ upstream: image }) => upstreamReference(image) };
  const [, at] = registry.exec(name) ?? [];
  if (at === undefined) {
    throw new HarnessError({
      code: "usage",
      message: `Reading where to pull from: "${name}" is neither "${upstream}" nor of the form registry/prefix, as in harbor.example.com/tkglab`,
      hint: "the registry by its host name, without https:// (docker.io/team, where Docker Hub is meant)",
    });
  }
  return {
    name,
    reference({ id }, key) {
      const line = `${id}:${key}`;
      return { image: `${name}/${line}`, host: at, line, ours: true };
    },
  };
}

function upstreamReference(image: string | undefined): AssetReference | undefined {
  if (image === undefined) return undefined;
  return { image, host: image.slice(0, image.indexOf("/")), line: image, ours: false };
}
