import { newCluster } from "./new-cluster.ts";

export default newCluster({
  os: "ubuntu",
  version: "1.3",
  title: "A new Ubuntu cluster trusts Harbor by the custom-CA overlay, in the folders of TKG 1.3",
  tags: ["nightly"],
});
