import { getManifest, layerBlob, pushBlob, pushImage, sha256, unknownDigest } from "./content.ts";
import { refused, same, status } from "./expectations.ts";
import { getBlob } from "./pull-blobs.ts";
import type { OciReply } from "./oci-client.ts";
import type { Place, Requirement } from "./requirement.ts";

function remove({ client, repository }: Place, what: string): Promise<OciReply> {
  return client.call("DELETE", `/v2/${repository}/${what}`);
}

/** Deleting manifests, tags and blobs. */
export const deleteContent: readonly Requirement[] = [
  {
    id: "management-01",
    level: "MUST",
    says: "DELETE of a manifest by its digest is 202; it and its tags are 404 then.",
    section: "deleting-manifests",
    verdict: "holds",
    async run(place) {
      const digest = sha256(await pushImage(place, "1"));
      status(await remove(place, `manifests/${digest}`), 202);
      for (const reference of ["1", digest]) status(await getManifest(place, reference), 404);
    },
  },
  {
    id: "management-02",
    level: "MUST",
    says: "DELETE of a manifest in a repository that is not there is 404, and so is one that is not in it.",
    section: "deleting-manifests",
    verdict: "holds",
    async run(place) {
      status(await remove(place, `manifests/${unknownDigest}`), 404);
      await pushImage(place, "1");
      refused(await remove(place, `manifests/${unknownDigest}`), 404, "MANIFEST_UNKNOWN");
    },
  },
  {
    id: "management-03",
    level: "MUST",
    says: "Another manifest under the same digest's layers stays.",
    section: "deleting-manifests",
    verdict: "holds",
    async run(place) {
      const digest = sha256(await pushImage(place, "1"));
      const kept = await pushImage(place, "2", { annotations: { kept: "yes" } });
      status(await remove(place, `manifests/${digest}`), 202);
      same("body", status(await getManifest(place, "2"), 200).body, kept.toString());
      status(await getBlob(place, sha256(layerBlob)), 200);
    },
  },
  {
    id: "management-04",
    level: "MUST",
    says: "DELETE of a tag is 202, or 400 or 405 where that is disabled; the tag stays then.",
    section: "deleting-tags",
    verdict: "holds",
    note: "as disabled: Harbor deletes artifacts on this path, not tags",
    async run(place) {
      await pushImage(place, "1");
      const { status: answered } = status(await remove(place, "manifests/1"), 202, 400, 405);
      status(await getManifest(place, "1"), answered === 202 ? 404 : 200);
    },
  },
  {
    id: "management-05",
    level: "MUST",
    says: "DELETE of a blob is 202, and the blob is 404 then.",
    section: "deleting-blobs",
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      status(await remove(place, `blobs/${sha256(layerBlob)}`), 202);
      status(await getBlob(place, sha256(layerBlob)), 404);
    },
  },
  {
    id: "management-06",
    level: "MUST",
    says: "DELETE of a blob that is not there is 404 (BLOB_UNKNOWN).",
    section: "deleting-blobs",
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      refused(await remove(place, `blobs/${unknownDigest}`), 404, "BLOB_UNKNOWN");
    },
  },
  {
    id: "management-07",
    level: "none",
    says: "What was deleted can be pushed again.",
    section: "content-management",
    verdict: "holds",
    async run(place) {
      for (let time = 0; time < 2; time++) {
        const digest = sha256(await pushImage(place, "1"));
        status(await getManifest(place, "1"), 200);
        status(await remove(place, `manifests/${digest}`), 202);
      }
    },
  },
];
