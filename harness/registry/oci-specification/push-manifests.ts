import {
  configBlob,
  descriptor,
  getManifest,
  imageIndex,
  imageManifest,
  pushBlob,
  pushImage,
  putManifest,
  sha256,
  types,
  unknownDigest,
} from "./content.ts";
import { header, refused, same, status } from "./expectations.ts";
import type { Requirement } from "./requirement.ts";

const section = "pushing-manifests";

/** Pushing manifests. */
export const pushManifests: readonly Requirement[] = [
  {
    id: "push-20",
    level: "MUST",
    says: "A manifest is taken under a tag or its digest: 201, and Location is where it can be pulled.",
    section,
    verdict: "holds",
    async run(place) {
      const manifest = await pushImage(place, "1");
      for (const reference of ["2", sha256(manifest)]) {
        const location = header(status(await putManifest(place, reference, manifest), 201), "location", /./);
        const { body } = status(
          await place.client.call("GET", location, { headers: { accept: types.manifest } }),
          200,
        );
        same("body", body, manifest.toString());
      }
    },
  },
  {
    id: "push-21",
    level: "MUST",
    says: "Docker-Content-Digest of the answer is the manifest's digest.",
    section,
    verdict: "holds",
    async run(place) {
      const manifest = await pushImage(place, "1");
      header(await putManifest(place, "2", manifest), "docker-content-digest", sha256(manifest));
    },
  },
  {
    id: "push-22",
    level: "MUST",
    says: "A manifest is kept byte by byte, with its blanks and the order of its fields.",
    section,
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      const spaced = Buffer.from(
        `\n${JSON.stringify(JSON.parse(imageManifest().toString()), undefined, 5)} \n`,
      );
      status(await putManifest(place, "spaced", spaced), 201);
      same("body", (await getManifest(place, "spaced")).body, spaced.toString());
    },
  },
  {
    id: "push-23",
    level: "MUST",
    says: "A manifest under a digest that is not its own is 400 (DIGEST_INVALID), and is not there afterwards.",
    section: "endpoints",
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      refused(await putManifest(place, unknownDigest, imageManifest()), 400, "DIGEST_INVALID");
      status(await getManifest(place, unknownDigest), 404);
    },
  },
  {
    id: "push-24",
    level: "MUST",
    says: "A manifest that names a blob which is not there may be refused, and is then MANIFEST_BLOB_UNKNOWN.",
    section: "push",
    verdict: "holds",
    async run(place) {
      await pushBlob(place, configBlob);
      const reply = await putManifest(place, "1", imageManifest());
      if (reply.status !== 201) refused(reply, reply.status, "MANIFEST_BLOB_UNKNOWN");
      status(await getManifest(place, "1"), reply.status === 201 ? 200 : 404);
    },
  },
  {
    id: "push-25",
    level: "MUST",
    says: "An image may have no layers, and an artifact the empty configuration and a type of its own.",
    section,
    verdict: "holds",
    async run(place) {
      await pushBlob(place, configBlob);
      const artifactType = "application/vnd.example.kind";
      const config = descriptor(types.empty, configBlob);
      status(await putManifest(place, "1", imageManifest({ config, layers: [], artifactType })), 201);
    },
  },
  {
    id: "push-26",
    level: "MUST",
    says: "An index is taken, also one without manifests.",
    section,
    verdict: "holds",
    async run(place) {
      const manifest = await pushImage(place, "1");
      const whole = imageIndex(descriptor(types.manifest, manifest));
      for (const [tag, index] of [
        ["whole", whole],
        ["empty", imageIndex()],
      ] as const) {
        status(await putManifest(place, tag, index, types.index), 201);
        same("body", (await getManifest(place, tag)).body, index.toString());
      }
    },
  },
];
