import { rotation } from "./rotation.ts";

export default rotation({
  name: "rotate-certificates-three",
  title:
    "The certificates of three control planes are rotated one after the other, and the API is never down",
  tags: ["nightly"],
  controlPlanes: 3,
});
