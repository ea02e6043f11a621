import { existingCluster } from "./existing-cluster.ts";

export default existingCluster(
  "photon",
  "A Photon cluster that stands learns to trust Harbor by the overlay",
  ["nightly"],
);
