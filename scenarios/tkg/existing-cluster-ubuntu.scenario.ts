import { existingCluster } from "./existing-cluster.ts";

export default existingCluster(
  "ubuntu",
  "A Ubuntu cluster that stands learns to trust Harbor by the overlay",
  [],
);
