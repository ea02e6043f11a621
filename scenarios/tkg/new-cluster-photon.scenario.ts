import { newCluster } from "./new-cluster.ts";

export default newCluster("photon", "A new Photon cluster trusts Harbor by the custom-CA overlay", ["ci"]);
