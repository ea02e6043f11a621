import { rotation } from "./rotation.ts";

export default rotation({
  name: "rotate-certificates",
  title: "Certificates that are near their end are new after rolloutAfter; CAs and workers stay",
  tags: ["nightly"],
});
