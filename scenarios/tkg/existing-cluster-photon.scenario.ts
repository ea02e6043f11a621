import { existingCluster } from "./existing-cluster.ts";

export default existingCluster({
  os: "photon",
  title: "A Photon cluster that stands learns to trust Harbor by the overlay",
  tags: ["nightly"],
});
