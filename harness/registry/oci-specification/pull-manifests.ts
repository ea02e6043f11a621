import { header, refused, same, status } from "./expectations.ts";
import {
  configBlob,
  getManifest,
  imageIndex,
  imageManifest,
  layerBlob,
  putManifest,
  pushBlob,
  pushImage,
  descriptor,
  sha256,
  types,
  unknownDigest,
} from "./content.ts";
import type { Requirement } from "./requirement.ts";

const section = "pulling-manifests";

/** Pulling manifests. */
export const pullManifests: readonly Requirement[] = [
  {
    id: "pull-01",
    level: "MUST",
    says: "A manifest is given by its tag: 200 and the bytes that were pushed.",
    section,
    verdict: "holds",
    async run(place) {
      const manifest = await pushImage(place, "1");
      same("body", status(await getManifest(place, "1"), 200).body, manifest.toString());
    },
  },
  {
    id: "pull-02",
    level: "MUST",
    says: "A manifest is given by its digest.",
    section,
    verdict: "holds",
    async run(place) {
      const manifest = await pushImage(place, "1");
      same("body", status(await getManifest(place, sha256(manifest)), 200).body, manifest.toString());
    },
  },
  {
    id: "pull-03",
    level: "SHOULD",
    says: "The answer names the manifest's digest in Docker-Content-Digest, by whichever reference it was asked for.",
    section,
    verdict: "holds",
    async run(place) {
      const digest = sha256(await pushImage(place, "1"));
      for (const reference of ["1", digest])
        header(await getManifest(place, reference), "docker-content-digest", digest);
    },
  },
  {
    id: "pull-04",
    level: "SHOULD",
    says: "Content-Type is the one that the manifest was pushed with, without parameters: image and index, OCI and Docker.",
    section,
    verdict: "holds",
    async run(place) {
      for (const blob of [configBlob, layerBlob]) await pushBlob(place, blob);
      const docker = imageManifest({
        mediaType: types.dockerManifest,
        config: descriptor(types.dockerConfig, configBlob),
        layers: [descriptor(types.dockerLayer, layerBlob)],
      });
      const list = { schemaVersion: 2, mediaType: types.dockerList };
      const part = {
        ...descriptor(types.dockerManifest, docker),
        platform: { architecture: "amd64", os: "linux" },
      };
      const pushed: readonly (readonly [string, Buffer])[] = [
        [types.manifest, imageManifest()],
        [types.dockerManifest, docker],
        [types.index, imageIndex(descriptor(types.manifest, imageManifest()))],
        [types.dockerList, Buffer.from(JSON.stringify({ ...list, manifests: [part] }))],
      ];
      for (const [index, [type, manifest]] of pushed.entries()) {
        status(await putManifest(place, `t${index}`, manifest, type), 201);
        header(await getManifest(place, `t${index}`), "content-type", type);
      }
    },
  },
  {
    id: "pull-05",
    level: "MUST",
    says: "A tag or a digest that the repository does not have is 404 (MANIFEST_UNKNOWN).",
    section,
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      for (const reference of ["2", unknownDigest])
        refused(await getManifest(place, reference), 404, "MANIFEST_UNKNOWN");
    },
  },
  {
    id: "pull-06",
    level: "MUST",
    says: "A manifest of another repository is 404.",
    section,
    verdict: "holds",
    async run(place) {
      const digest = sha256(await pushImage(place, "1"));
      const beside = { ...place, repository: `${place.repository}/beside` };
      await pushImage(beside, "1", { annotations: { of: "another" } });
      status(await getManifest(beside, digest), 404);
    },
  },
  {
    id: "pull-07",
    level: "MUST",
    says: "A repository that is not there is 404, for manifests and blobs.",
    section: "pushing-manifests",
    verdict: "holds",
    async run(place) {
      status(await getManifest(place, "1"), 404);
      status(await place.client.call("GET", `/v2/${place.repository}/blobs/${unknownDigest}`), 404);
    },
  },
  {
    id: "pull-08",
    level: "MUST",
    says: "A repository of a project that is not there is 404.",
    section: "pushing-manifests",
    verdict: {
      seen: 'status 401, not 404: {"errors":[{"code":"UNAUTHORIZED","message":"project nowhere not found: project nowhere not found"}]}',
      because:
        "Harbor refuses a project that is not there with 401 and an empty challenge, also to its administrator",
    },
    async run({ client }) {
      status(await client.call("GET", "/v2/nowhere/pull/manifests/1"), 404);
    },
  },
];
