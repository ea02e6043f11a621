import { closing, layerBlob, pushBlob, sha256, startUpload, types, unknownDigest } from "./content.ts";
import { header, refused, same, status } from "./expectations.ts";
import { getBlob } from "./pull-blobs.ts";
import type { Requirement } from "./requirement.ts";

const section = "pushing-a-blob-monolithically";
const mounting = "mounting-a-blob-from-another-repository";

/** Pushing blobs in one piece, and mounting them. */
export const pushBlobs: readonly Requirement[] = [
  {
    id: "push-01",
    level: "MUST",
    says: "POST begins an upload: 202, and a Location that is another one for each.",
    section: "post-then-put",
    verdict: "holds",
    async run(place) {
      const locations = [await startUpload(place), await startUpload(place)];
      same("number of locations", new Set(locations).size, 2);
    },
  },
  {
    id: "push-02",
    level: "MUST",
    says: "PUT of the blob with its digest is 201, and Location is where the blob can be pulled.",
    section: "post-then-put",
    verdict: "holds",
    async run(place) {
      const location = header(await pushBlob(place, layerBlob), "location", /./);
      same("body", status(await place.client.call("GET", location), 200).body, layerBlob.toString());
    },
  },
  {
    id: "push-03",
    level: "MAY",
    says: "A single POST with digest and blob is 201.",
    section: "single-post",
    verdict: {
      seen: "status 202, not 201",
      because: "Distribution takes it for the beginning of an upload, which the specification allows",
    },
    async run({ client, repository }) {
      const path = `/v2/${repository}/blobs/uploads/?digest=${sha256(layerBlob)}`;
      status(await client.call("POST", path, { body: layerBlob, type: types.bytes }), 201);
    },
  },
  {
    id: "push-04",
    level: "SHOULD",
    says: "Where a single POST does not do, it is 202 with a Location at which a PUT completes the upload.",
    section: "single-post",
    verdict: "holds",
    async run(place) {
      const { client, repository } = place;
      const path = `/v2/${repository}/blobs/uploads/?digest=${sha256(layerBlob)}`;
      const begun = status(await client.call("POST", path, { body: layerBlob, type: types.bytes }), 202);
      const end = closing(header(begun, "location", /./), sha256(layerBlob));
      status(await client.call("PUT", end, { body: layerBlob, type: types.bytes }), 201);
      status(await getBlob(place, sha256(layerBlob)), 200);
    },
  },
  {
    id: "push-05",
    level: "MUST",
    says: "A blob that is not what its digest says is 400 (DIGEST_INVALID), and is not there afterwards.",
    section: "endpoints",
    verdict: "holds",
    async run(place) {
      const path = closing(await startUpload(place), unknownDigest);
      const reply = await place.client.call("PUT", path, { body: layerBlob, type: types.bytes });
      refused(reply, 400, "DIGEST_INVALID");
      for (const digest of [unknownDigest, sha256(layerBlob)]) status(await getBlob(place, digest), 404);
    },
  },
  {
    id: "push-06",
    level: "MUST",
    says: "A digest that is none is 400 (DIGEST_INVALID).",
    section: "endpoints",
    verdict: "holds",
    async run(place) {
      const path = closing(await startUpload(place), "sha256:short");
      const reply = await place.client.call("PUT", path, { body: layerBlob, type: types.bytes });
      refused(reply, 400, "DIGEST_INVALID");
    },
  },
  {
    id: "push-07",
    level: "MUST",
    says: "A blob that is there already can be pushed again.",
    section,
    verdict: "holds",
    async run(place) {
      for (let time = 0; time < 2; time++) await pushBlob(place, layerBlob);
    },
  },
  {
    id: "push-08",
    level: "MUST",
    says: "A blob of another repository is mounted: 201, and Location is where it can be pulled.",
    section: mounting,
    verdict: "holds",
    async run(place) {
      const from = `${place.repository}/from`;
      await pushBlob({ ...place, repository: from }, layerBlob);
      const query = `mount=${sha256(layerBlob)}&from=${from}`;
      const path = `/v2/${place.repository}/blobs/uploads/?${query}`;
      const reply = status(await place.client.call("POST", path, { body: Buffer.alloc(0) }), 201);
      const location = header(reply, "location", /./);
      same("body", status(await place.client.call("GET", location), 200).body, layerBlob.toString());
    },
  },
  {
    id: "push-09",
    level: "SHOULD",
    says: "What cannot be mounted, or is not said where from, is 202 with a Location at which it can be uploaded.",
    section: mounting,
    verdict: "holds",
    async run(place) {
      await pushBlob({ ...place, repository: `${place.repository}/from` }, Buffer.from("another"));
      for (const from of [`&from=${place.repository}/from`, ""]) {
        const path = `/v2/${place.repository}/blobs/uploads/?mount=${sha256(layerBlob)}${from}`;
        const reply = status(await place.client.call("POST", path, { body: Buffer.alloc(0) }), 202);
        const end = closing(header(reply, "location", /./), sha256(layerBlob));
        status(await place.client.call("PUT", end, { body: layerBlob, type: types.bytes }), 201);
      }
    },
  },
];
