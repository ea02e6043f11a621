/** What a Supervisor that is left standing has, by the names of the seeds. */
export const site = {
  namespaces: ["ns1", "tkg-cluster-ns"],
  /** Those that operators are to make: nobody else has made them. */
  clusters: [
    { name: "tkc-cluster-1", namespace: "ns1" },
    { name: "tkg-cluster", namespace: "tkg-cluster-ns" },
  ],
  /** Harbor's project that needs a login, and what lies in it. */
  privateProject: "ns1",
  privateImage: "ns1/nginx:latest",
} as const;
