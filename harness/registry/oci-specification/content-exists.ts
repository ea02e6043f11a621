import { getManifest, layerBlob, pushBlob, pushImage, sha256, unknownDigest } from "./content.ts";
import { header, same, status } from "./expectations.ts";
import { getBlob } from "./pull-blobs.ts";
import type { Requirement } from "./requirement.ts";

const section = "checking-if-content-exists-in-the-registry";

/** Asking whether content is there. */
export const contentExists: readonly Requirement[] = [
  {
    id: "pull-09",
    level: "MUST",
    says: "HEAD of a manifest that is there is 200, by tag and by digest, without a body.",
    section,
    verdict: "holds",
    async run(place) {
      const digest = sha256(await pushImage(place, "1"));
      for (const reference of ["1", digest])
        same("body", status(await getManifest(place, reference, "HEAD"), 200).body, "");
    },
  },
  {
    id: "pull-10",
    level: "SHOULD",
    says: "HEAD of a manifest says its digest and its size.",
    section,
    verdict: "holds",
    async run(place) {
      const manifest = await pushImage(place, "1");
      const reply = await getManifest(place, "1", "HEAD");
      header(reply, "docker-content-digest", sha256(manifest));
      header(reply, "content-length", String(manifest.length));
    },
  },
  {
    id: "pull-11",
    level: "MUST",
    says: "HEAD of a manifest that is not there is 404.",
    section,
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      for (const reference of ["2", unknownDigest]) status(await getManifest(place, reference, "HEAD"), 404);
    },
  },
  {
    id: "pull-15",
    level: "MUST",
    says: "HEAD of a blob is 200 without a body, or 404.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      same("body", status(await getBlob(place, sha256(layerBlob), "HEAD"), 200).body, "");
      status(await getBlob(place, unknownDigest, "HEAD"), 404);
    },
  },
  {
    id: "pull-16",
    level: "SHOULD",
    says: "HEAD of a blob says its digest and its size.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      const reply = await getBlob(place, sha256(layerBlob), "HEAD");
      header(reply, "docker-content-digest", sha256(layerBlob));
      header(reply, "content-length", String(layerBlob.length));
    },
  },
];
