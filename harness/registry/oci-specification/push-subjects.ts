import {
  configBlob,
  descriptor,
  imageManifest,
  layerBlob,
  pushBlob,
  pushImage,
  putManifest,
  types,
  unknownDigest,
} from "./content.ts";
import { header, noHeader, status } from "./expectations.ts";
import type { Requirement } from "./requirement.ts";

/** Pushing what refers to something else. */
export const pushSubjects: readonly Requirement[] = [
  {
    id: "push-40",
    level: "MUST",
    says: "A manifest may have a subject that is not there yet.",
    section: "push",
    verdict: "holds",
    async run(place) {
      for (const blob of [configBlob, layerBlob]) await pushBlob(place, blob);
      const subject = { mediaType: types.manifest, digest: unknownDigest, size: 100 };
      status(await putManifest(place, "1", imageManifest({ subject })), 201);
    },
  },
  {
    id: "push-41",
    level: "MUST",
    says: "The answer to a manifest with a subject names it in OCI-Subject, so that clients keep no list of their own.",
    section: "pushing-manifests-with-subject",
    verdict: "holds",
    note: "Distribution 3.0 does not: the API in front of it does, as Harbor",
    async run(place) {
      const subject = descriptor(types.manifest, await pushImage(place, "1"));
      header(await putManifest(place, "2", imageManifest({ subject })), "oci-subject", subject.digest);
    },
  },
  {
    id: "push-42",
    level: "MUST",
    says: "The answer to a manifest without a subject has no OCI-Subject.",
    section: "pushing-manifests-with-subject",
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      noHeader(await putManifest(place, "2", imageManifest()), "oci-subject");
    },
  },
];
