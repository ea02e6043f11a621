import { newCluster } from "./new-cluster.ts";

export default newCluster("ubuntu", "A new Ubuntu cluster trusts Harbor by the custom-CA overlay", [
  "nightly",
]);
