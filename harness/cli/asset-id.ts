import { type AssetId, catalogue } from "../assets/index.ts";
import { HarnessError } from "../core/errors.ts";

/** What somebody has typed, as a name of the catalogue. @throws HarnessError `usage` when it is none */
export function assetId(name: string): AssetId {
  if (catalogue.has(name)) return name; // the catalogue's own names are its ids
  throw new HarnessError({
    code: "usage",
    message: `Looking up "${name}": the catalogue has no such entry`,
    hint: "tkglab images list",
  });
}
