import {
  getManifest,
  layerBlob,
  pushImage,
  putManifest,
  sendChunk,
  sha256,
  startUpload,
  unknownDigest,
} from "./content.ts";
import { codesOf, header, status } from "./expectations.ts";
import type { OciReply } from "./oci-client.ts";
import { NotMet, type Place, type Requirement } from "./requirement.ts";

/** The specification's own list. */
const knownCodes: ReadonlySet<string> = new Set([
  ...[
    "BLOB_UNKNOWN",
    "BLOB_UPLOAD_INVALID",
    "BLOB_UPLOAD_UNKNOWN",
    "DIGEST_INVALID",
    "MANIFEST_BLOB_UNKNOWN",
  ],
  ...["MANIFEST_INVALID", "MANIFEST_UNKNOWN", "NAME_INVALID", "NAME_UNKNOWN", "SIZE_INVALID", "UNAUTHORIZED"],
  ...["DENIED", "UNSUPPORTED", "TOOMANYREQUESTS"],
]);

/** Refusals of many kinds. */
export async function refusals(place: Place): Promise<readonly OciReply[]> {
  const { client, repository } = place;
  const get = (path: string, headers = {}) => client.call("GET", `/v2/${repository}/${path}`, { headers });
  await pushImage(place, "1");
  return [
    await getManifest(place, "2"),
    await get(`blobs/${unknownDigest}`),
    await get(`blobs/${sha256(layerBlob)}`, { range: "bytes=999-" }),
    await get("blobs/uploads/11111111-2222-4333-8444-555555555555"),
    await putManifest(place, "2", Buffer.from("{")),
    await client.call("DELETE", `/v2/${repository}/manifests/1`),
    await client.call("PUT", `/v2/${repository}/tags/list`, { body: Buffer.alloc(0) }),
    await client.call("GET", "/v2/oci/Capitals/manifests/1"),
  ];
}

/** @throws NotMet */
function known(reply: OciReply): void {
  const other = codesOf(reply).find((code) => !knownCodes.has(code));
  if (other !== undefined) throw new NotMet(`error code is ${other}, which the specification does not have`);
}

/** What refusals look like. */
export const errorCodes: readonly Requirement[] = [
  {
    id: "general-04",
    level: "MUST",
    says: "A refusal in JSON has errors, each with a code of capitals and underscores.",
    section: "error-codes",
    verdict: "holds",
    async run(place) {
      for (const reply of await refusals(place)) {
        header(reply, "content-type", /^application\/json/);
        codesOf(reply);
      }
    },
  },
  {
    id: "general-05",
    level: "MUST",
    says: "The code is one of the specification's, whatever the refusal is about.",
    section: "error-codes",
    verdict: "holds",
    async run(place) {
      for (const reply of await refusals(place)) known(reply);
    },
  },
  {
    id: "general-06",
    level: "MUST",
    says: "So it is for a chunk that is out of order.",
    section: "error-codes",
    verdict: {
      seen: "error code is RANGE_INVALID, which the specification does not have",
      because: "Distribution has a code of its own for it",
    },
    async run(place) {
      known(status(await sendChunk(place, await startUpload(place), layerBlob, "9-29"), 416));
    },
  },
  {
    id: "general-07",
    level: "MUST",
    says: "So it is for a number of tags that is none.",
    section: "error-codes",
    verdict: {
      seen: "error code is PAGINATION_NUMBER_INVALID, which the specification does not have",
      because: "Distribution has a code of its own for it",
    },
    async run(place) {
      await pushImage(place, "1");
      known(status(await place.client.call("GET", `/v2/${place.repository}/tags/list?n=-1`), 400));
    },
  },
  {
    id: "general-08",
    level: "MUST",
    says: "So it is for a name that the specification allows and the registry does not.",
    section: "error-codes",
    verdict: {
      seen: "error code is BAD_REQUEST, which the specification does not have",
      because: "Harbor refuses a repository outside a project with its own BAD_REQUEST",
    },
    async run({ client }) {
      known(status(await client.call("GET", "/v2/alone/manifests/1"), 400));
    },
  },
];
