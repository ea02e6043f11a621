/** Who has to trust the registry and the git server, each by itself. */
export const trustPlaces = [
  ...(["node", "flux", "kpack-controller", "build-init", "completion", "rebase", "stack-build"] as const),
  "stack-run",
] as const;
export type TrustPlace = (typeof trustPlaces)[number];
