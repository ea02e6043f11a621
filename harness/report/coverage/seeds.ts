/** What each of the five seeds is about. */
export const seeds: Readonly<Record<string, string>> = {
  "000": "Standalone TKG and Tanzu Community Edition trust Harbor",
  "001": "Certificates of a TKG cluster on the Supervisor are rotated",
  "002": "A git push becomes a URL on kind",
  "003": "Clusters on the Supervisor use Harbor, node by node over SSH",
  "004": "Clusters on the Supervisor trust what the TkgServiceConfiguration names",
};
