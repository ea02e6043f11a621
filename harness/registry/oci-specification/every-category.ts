import {
  configBlob,
  getManifest,
  imageManifest,
  layerBlob,
  pushBlob,
  pushImage,
  putManifest,
  sha256,
  startUpload,
  types,
  closing,
} from "./content.ts";
import { header, refused, same, status } from "./expectations.ts";
import { refusals } from "./error-codes.ts";
import type { Requirement } from "./requirement.ts";

/** A project that the tests give no room: what is pushed to it is refused. */
export const fullProject = "full";

/** Names, warnings, and what Harbor refuses of its own accord. */
export const everyCategory: readonly Requirement[] = [
  {
    id: "general-01",
    level: "MUST",
    says: "GET /v2/ is 200 for those who are logged in.",
    section: "determining-support",
    verdict: "holds",
    async run({ client }) {
      status(await client.call("GET", "/v2/"), 200);
    },
  },
  {
    id: "general-02",
    level: "MUST",
    says: "Names may have dots, underscores, one or two, and any number of dashes between letters and digits.",
    section: "pulling-manifests",
    verdict: "holds",
    async run(place) {
      for (const name of ["a.b", "a_b", "a__b", "a---b", "0", "a/b.c/d-e"])
        await pushImage({ ...place, repository: `${place.repository}/${name}` }, "1");
    },
  },
  {
    id: "general-03",
    level: "MUST",
    says: "Other names are refused (NAME_INVALID).",
    section: "pulling-manifests",
    verdict: "holds",
    async run({ client, repository }) {
      for (const name of ["A", "a..b", "a___b", "-a", "a-", ".a", "a.-b", "%C3%A9", "a%20b"])
        refused(await client.call("GET", `/v2/${repository}/${name}/manifests/1`), 400, "NAME_INVALID");
    },
  },
  {
    id: "general-09",
    level: "MAY",
    says: "A Warning, if there is one, is of code 299 and agent -.",
    section: "warnings",
    verdict: "holds",
    async run(place) {
      for (const reply of [...(await refusals(place)), await getManifest(place, "1")])
        if (reply.headers.warning !== undefined) header(reply, "warning", /^299 - "[^"]*"$/);
    },
  },
  {
    id: "general-10",
    level: "none",
    says: "What a project has no room for is 403 (DENIED), after it was sent, and is not there afterwards.",
    section: "error-codes",
    verdict: "holds",
    note: "Harbor has storage quotas: blobs are looked at when an upload is completed, manifests when they come",
    async run({ client }) {
      const place = { client, repository: `${fullProject}/general-10` };
      const path = closing(await startUpload(place), sha256(layerBlob));
      refused(await client.call("PUT", path, { body: layerBlob, type: types.bytes }), 403, "DENIED");
      status(await client.call("GET", `/v2/${place.repository}/blobs/${sha256(layerBlob)}`), 404);
    },
  },
  {
    id: "general-11",
    level: "none",
    says: "Two clients that push the same image at once both succeed.",
    section: "layer-upload-de-duplication",
    verdict: "holds",
    async run(place) {
      await Promise.all([
        pushBlob(place, configBlob),
        pushBlob(place, configBlob),
        pushBlob(place, layerBlob),
      ]);
      const replies = await Promise.all([1, 2].map(() => putManifest(place, "1", imageManifest())));
      same(
        "statuses",
        replies.map((reply) => reply.status),
        [201, 201],
      );
    },
  },
];
