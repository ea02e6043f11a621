export { checkTrust, type CheckTrustInput } from "./check-trust.ts";
export { inspectTrust, type InspectTrustInput } from "./inspect-trust.ts";
export { inspectionText } from "./inspection-text.ts";
export {
  type CertificateSummary,
  type ExpectedCertificate,
  type FoundCertificate,
  type InspectedRegistry,
  type Inspection,
  inspectionSchema,
  isGood,
  type Place,
  type PlaceKind,
  placeKinds,
  placeLabel,
  type PlaceState,
} from "./inspection.ts";
