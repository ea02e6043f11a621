export { Assets, type AssetsInput, duration } from "./assets.ts";
export { type AssetId, catalogue } from "./catalogue.ts";
export { labNetworks } from "./lab-networks.ts";
export { type SourceName, sourceNamed, sourceNames } from "./source.ts";
