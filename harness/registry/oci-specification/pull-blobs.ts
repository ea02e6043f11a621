import { configBlob, layerBlob, pushBlob, sha256, unknownDigest } from "./content.ts";
import { header, refused, same, status } from "./expectations.ts";
import type { OciReply } from "./oci-client.ts";
import type { Place, Requirement } from "./requirement.ts";

const section = "pulling-blobs";

export function getBlob(
  { client, repository }: Place,
  digest: string,
  method = "GET",
  range?: string,
): Promise<OciReply> {
  const headers = range === undefined ? {} : { range };
  return client.call(method, `/v2/${repository}/blobs/${digest}`, { headers });
}

/** Pulling blobs, whole and in parts. */
export const pullBlobs: readonly Requirement[] = [
  {
    id: "pull-12",
    level: "MUST",
    says: "A blob is given by its digest: 200 and its bytes.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      same("body", status(await getBlob(place, sha256(layerBlob)), 200).body, layerBlob.toString());
    },
  },
  {
    id: "pull-13",
    level: "SHOULD",
    says: "The answer names the blob's digest in Docker-Content-Digest.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      header(await getBlob(place, sha256(layerBlob)), "docker-content-digest", sha256(layerBlob));
    },
  },
  {
    id: "pull-14",
    level: "MUST",
    says: "A blob that the repository does not have is 404 (BLOB_UNKNOWN), though another repository has it.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob({ ...place, repository: `${place.repository}/beside` }, layerBlob);
      await pushBlob(place, configBlob);
      for (const digest of [sha256(layerBlob), unknownDigest])
        refused(await getBlob(place, digest), 404, "BLOB_UNKNOWN");
    },
  },
  {
    id: "pull-17",
    level: "SHOULD",
    says: "A part of a blob is given by Range: 206 and Content-Range; from the start, the middle, to the end, the last bytes.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      const { length } = layerBlob;
      const ranges: readonly (readonly [string, number, number])[] = [
        ["bytes=0-0", 0, 1],
        ["bytes=2-6", 2, 7],
        [`bytes=5-`, 5, length],
        ["bytes=-3", length - 3, length],
        ["bytes=7-999", 7, length],
      ];
      for (const [range, from, to] of ranges) {
        const reply = status(await getBlob(place, sha256(layerBlob), "GET", range), 206);
        same(range, reply.body, layerBlob.subarray(from, to).toString());
        header(reply, "content-range", `bytes ${from}-${to - 1}/${length}`);
      }
    },
  },
  {
    id: "pull-18",
    level: "SHOULD",
    says: "Accept-Ranges says that parts may be asked for.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      header(await getBlob(place, sha256(layerBlob), "HEAD"), "accept-ranges", "bytes");
    },
  },
  {
    id: "pull-19",
    level: "SHOULD",
    says: "A range beyond the end is 416, and Content-Range says how long the blob is.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, layerBlob);
      const reply = await getBlob(place, sha256(layerBlob), "GET", "bytes=99-100");
      refused(reply, 416, "UNSUPPORTED");
      header(reply, "content-range", `bytes */${layerBlob.length}`);
    },
  },
  {
    id: "pull-20",
    level: "SHOULD",
    says: "A range in another unit than bytes is passed over: the whole blob is given.",
    section,
    verdict: {
      seen: 'status 416, not 200: {"errors":[{"code":"UNSUPPORTED","message":"invalid range"}]}',
      because:
        "the file server of Go's library, on which Distribution is built, refuses what it does not know",
    },
    async run(place) {
      await pushBlob(place, layerBlob);
      same(
        "body",
        status(await getBlob(place, sha256(layerBlob), "GET", "lines=1-2"), 200).body,
        layerBlob.toString(),
      );
    },
  },
];
