export { duration } from "../core/duration.ts";
export { Assets } from "./assets.ts";
export type { AssetsInput } from "./assets-input.ts";
export { type AssetId, catalogue } from "./catalogue.ts";
export { labNetworks } from "./lab-networks.ts";
export { addToImageLock, readImageLock } from "./pull/image-lock.ts";
export { parsePlace } from "./pull/place.ts";
export type { PullFrom } from "./pull/puller.ts";
export { type SourceName, sourceNamed, sourceNames } from "./source.ts";
