import { closing, sendChunk, sha256, startUpload, types } from "./content.ts";
import { header, refused, same, status } from "./expectations.ts";
import { getBlob } from "./pull-blobs.ts";
import type { Place, Requirement } from "./requirement.ts";

const section = "pushing-a-blob-in-chunks";
const blob = Buffer.from("0123456789".repeat(10));
const first = blob.subarray(0, 40);
const second = blob.subarray(40);
const nothing = Buffer.alloc(0);

/** Sends the first chunk and gives where the next one goes. */
async function sendFirst(place: Place): Promise<string> {
  const reply = await sendChunk(place, await startUpload(place), first, "0-39");
  return header(status(reply, 202), "location", /./);
}

/** Completes an upload and looks whether the blob is whole. */
async function complete(place: Place, location: string, rest: Buffer = nothing): Promise<void> {
  const path = closing(location, sha256(blob));
  const reply = status(await place.client.call("PUT", path, { body: rest, type: types.bytes }), 201);
  header(reply, "location", /./);
  same("body", status(await getBlob(place, sha256(blob)), 200).body, blob.toString());
}

/** Pushing blobs piece by piece, with pauses and mistakes. */
export const pushChunks: readonly Requirement[] = [
  {
    id: "push-10",
    level: "MUST",
    says: "A chunk is 202, with a Location for the next and the range that is there so far.",
    section,
    verdict: "holds",
    async run(place) {
      const reply = status(await sendChunk(place, await startUpload(place), first, "0-39"), 202);
      header(reply, "location", /./);
      header(reply, "range", "0-39");
    },
  },
  {
    id: "push-11",
    level: "MUST",
    says: "Chunks in order and a PUT with the digest make the blob: 201, and Location is where it can be pulled.",
    section,
    verdict: "holds",
    async run(place) {
      const reply = status(await sendChunk(place, await sendFirst(place), second, "40-99"), 202);
      header(reply, "range", "0-99");
      await complete(place, header(reply, "location", /./));
    },
  },
  {
    id: "push-12",
    level: "MUST",
    says: "The last chunk may come with the PUT.",
    section,
    verdict: "holds",
    run: async (place) => complete(place, await sendFirst(place), second),
  },
  {
    id: "push-13",
    level: "none",
    says: "A chunk needs no Content-Range: Docker sends a whole blob as one without.",
    section,
    verdict: "holds",
    async run(place) {
      const reply = status(await sendChunk(place, await startUpload(place), blob), 202);
      await complete(place, header(reply, "location", /./));
    },
  },
  {
    id: "push-14",
    level: "MUST",
    says: "A chunk that leaves out something is 416, and so is one that comes twice.",
    section,
    verdict: "holds",
    async run(place) {
      status(await sendChunk(place, await startUpload(place), second, "40-99"), 416);
      status(await sendChunk(place, await sendFirst(place), first, "0-39"), 416);
    },
  },
  {
    id: "push-15",
    level: "MUST",
    says: "GET of an upload is 204, with Location and the range that is there so far.",
    section,
    verdict: "holds",
    async run(place) {
      const location = await sendFirst(place);
      const reply = status(await place.client.call("GET", location), 204);
      header(reply, "location", /./);
      header(reply, "range", "0-39");
    },
  },
  {
    id: "push-16",
    level: "MUST",
    says: "An upload that was refused a chunk goes on where its status says.",
    section,
    verdict: "holds",
    async run(place) {
      const location = await sendFirst(place);
      status(await sendChunk(place, location, second, "50-109"), 416);
      const now = status(await place.client.call("GET", location), 204);
      header(now, "range", "0-39");
      await complete(place, header(now, "location", /./), second);
    },
  },
  {
    id: "push-17",
    level: "MUST",
    says: "A chunk, a PUT and a GET for an upload that is not there are 404 (BLOB_UPLOAD_UNKNOWN).",
    section: "endpoints",
    verdict: "holds",
    async run(place) {
      const { client, repository } = place;
      const location = await startUpload(place);
      status(await client.call("DELETE", location), 204);
      refused(await sendChunk(place, location, first, "0-39"), 404, "BLOB_UPLOAD_UNKNOWN");
      const end = closing(location, sha256(blob));
      refused(await client.call("PUT", end, { body: blob, type: types.bytes }), 404, "BLOB_UPLOAD_UNKNOWN");
      const never = `/v2/${repository}/blobs/uploads/11111111-2222-4333-8444-555555555555`;
      refused(await client.call("GET", never), 404, "BLOB_UPLOAD_UNKNOWN");
    },
  },
  {
    id: "push-18",
    level: "none",
    says: "DELETE of an upload is 204, and the upload is 404 then. 1.1 does not speak of it any more.",
    section,
    verdict: "holds",
    async run(place) {
      const location = await sendFirst(place);
      status(await place.client.call("DELETE", location), 204);
      refused(await place.client.call("GET", location), 404, "BLOB_UPLOAD_UNKNOWN");
    },
  },
];
