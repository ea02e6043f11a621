import { existingCluster } from "./existing-cluster.ts";

export default existingCluster(
  "ubuntu",
  "An Ubuntu cluster that stands learns to trust Harbor by the overlay",
  ["ci"],
);
