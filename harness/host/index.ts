export { diagnose, type DiagnoseInput } from "./diagnose.ts";
export type { Finding, FindingStatus } from "./finding.ts";
export { findingsTable } from "./findings-table.ts";
export { type Host, thisHost } from "./host.ts";
