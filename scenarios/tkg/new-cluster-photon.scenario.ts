import { newCluster } from "./new-cluster.ts";

export default newCluster({
  os: "photon",
  version: "1.4",
  title: "A new Photon cluster trusts Harbor by the custom-CA overlay",
  tags: ["nightly"],
});
