import { existingCluster } from "./existing-cluster.ts";

export default existingCluster({
  os: "ubuntu",
  title: "An Ubuntu cluster that stands learns to trust Harbor by the overlay",
  tags: ["nightly"],
});
