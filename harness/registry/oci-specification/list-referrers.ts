import {
  descriptor,
  imageIndex,
  getManifest,
  pushImage,
  putManifest,
  sha256,
  types,
  unknownDigest,
} from "./content.ts";
import { header, json, noHeader, same, status } from "./expectations.ts";
import type { OciReply } from "./oci-client.ts";
import type { Place, Requirement } from "./requirement.ts";

const section = "listing-referrers";
const note = "Distribution 3.0 has no such list: the API in front of it answers, as Harbor does";

function list({ client, repository }: Place, digest: string, query = ""): Promise<OciReply> {
  return client.call("GET", `/v2/${repository}/referrers/${digest}${query}`);
}

function manifestsIn({ body }: OciReply): unknown {
  return (json(body) as { manifests?: unknown }).manifests; // whatever it is, it is compared
}

/** Pushes an image and something that refers to it; gives both. */
async function pushPair(place: Place, tag: string, more: object = {}) {
  const image = await pushImage(place, "image");
  const subject = descriptor(types.manifest, image);
  return { subject, referrer: await pushImage(place, tag, { subject, ...more }) };
}

/** Listing what refers to a manifest. */
export const listReferrers: readonly Requirement[] = [
  {
    id: "discovery-20",
    level: "MUST",
    says: "What refers to a manifest is 200, an index of descriptors with type, size, digest and annotations.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      const annotations = { "org.example.kind": "signature" };
      const artifactType = "application/vnd.example.signature";
      const { subject, referrer } = await pushPair(place, "1", { artifactType, annotations });
      const reply = status(await list(place, subject.digest), 200);
      header(reply, "content-type", types.index);
      const manifests = [{ ...descriptor(types.manifest, referrer), artifactType, annotations }];
      same("body", sorted(json(reply.body)), sorted({ schemaVersion: 2, mediaType: types.index, manifests }));
    },
  },
  {
    id: "discovery-21",
    level: "MUST",
    says: "Without an artifactType of its own an image is listed under its configuration's type.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      const { subject, referrer } = await pushPair(place, "1");
      const manifests = [{ ...descriptor(types.manifest, referrer), artifactType: types.config }];
      same("manifests", sorted(manifestsIn(await list(place, subject.digest))), sorted(manifests));
    },
  },
  {
    id: "discovery-22",
    level: "MUST",
    says: "An index that refers to something is listed too, without a type if it has none.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      const subject = descriptor(types.manifest, await pushImage(place, "image"));
      const fields = { schemaVersion: 2, mediaType: types.index, manifests: [], subject };
      const index = Buffer.from(JSON.stringify(fields));
      status(await putManifest(place, "1", index, types.index), 201);
      same(
        "manifests",
        sorted(manifestsIn(await list(place, subject.digest))),
        sorted([descriptor(types.index, index)]),
      );
    },
  },
  {
    id: "discovery-23",
    level: "MUST",
    says: "A referrer under no tag is listed too.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      const subject = descriptor(types.manifest, await pushImage(place, "image"));
      const tagged = await pushImage(place, "1", { subject });
      const untagged = Buffer.from(tagged.toString().replace("{", "{ "));
      status(await putManifest(place, sha256(untagged), untagged), 201);
      same("number of referrers", lengthOf(manifestsIn(await list(place, subject.digest))), 2);
    },
  },
  {
    id: "discovery-24",
    level: "MUST",
    says: "What nothing refers to has an empty list, and is no 404, even if it is not there.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      await pushImage(place, "1");
      same("manifests", manifestsIn(status(await list(place, unknownDigest), 200)), []);
    },
  },
  {
    id: "discovery-25",
    level: "SHOULD",
    says: "artifactType picks those of one type; OCI-Filters-Applied says that it did.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      const { subject } = await pushPair(place, "1", { artifactType: "application/vnd.example.a" });
      const wanted = await pushImage(place, "2", { subject, artifactType: "application/vnd.example.b" });
      const reply = await list(place, subject.digest, "?artifactType=application/vnd.example.b");
      header(reply, "oci-filters-applied", "artifactType");
      const manifests = [
        { ...descriptor(types.manifest, wanted), artifactType: "application/vnd.example.b" },
      ];
      same("manifests", sorted(manifestsIn(reply)), sorted(manifests));
      noHeader(await list(place, subject.digest), "oci-filters-applied");
    },
  },
  {
    id: "discovery-26",
    level: "MUST",
    says: "What is no digest is 400.",
    section,
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      for (const text of ["1", "sha256:short"]) status(await list(place, text), 400);
    },
  },
  {
    id: "discovery-27",
    level: "MUST",
    says: "A referrer that is deleted is listed no more.",
    section,
    verdict: "holds",
    note,
    async run(place) {
      const { subject, referrer } = await pushPair(place, "1");
      const path = `/v2/${place.repository}/manifests/${sha256(referrer)}`;
      status(await place.client.call("DELETE", path), 202);
      same("manifests", manifestsIn(await list(place, subject.digest)), []);
    },
  },
  {
    id: "discovery-28",
    level: "MUST",
    says: "For clients of registries without this list: an index under the tag <algorithm>-<digest> can be kept, read and replaced.",
    section: "referrers-tag-schema",
    verdict: "holds",
    async run(place) {
      const { subject, referrer } = await pushPair(place, "1");
      const tag = subject.digest.replace(":", "-");
      status(await getManifest(place, tag), 404);
      for (const kept of [imageIndex(descriptor(types.manifest, referrer)), imageIndex()]) {
        status(await putManifest(place, tag, kept, types.index), 201);
        same("body", status(await getManifest(place, tag), 200).body, kept.toString());
      }
    },
  },
];

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** With the fields of every object in one order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a.localeCompare(b)))
      : part,
  );
}
