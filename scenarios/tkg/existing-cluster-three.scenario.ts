import { existingCluster } from "./existing-cluster.ts";

export default existingCluster({
  os: "photon",
  name: "three",
  title: "Three control planes learn to trust Harbor one after the other, and the API is never down",
  tags: ["nightly"],
  controlPlanes: 3,
});
