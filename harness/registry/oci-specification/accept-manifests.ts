import {
  configBlob,
  getManifest,
  imageManifest,
  layerBlob,
  pushBlob,
  pushImage,
  putManifest,
  types,
} from "./content.ts";
import { header, refused, same, status } from "./expectations.ts";
import type { Requirement } from "./requirement.ts";

const section = "pushing-manifests";

/** Which manifests are taken: types, sizes, tags. */
export const acceptManifests: readonly Requirement[] = [
  {
    id: "push-27",
    level: "SHOULD",
    says: "Parameters of Content-Type are passed over.",
    section,
    verdict: "holds",
    async run(place) {
      await pushImage(place, "1");
      status(await putManifest(place, "2", imageManifest(), `${types.manifest}; charset=utf-8`), 201);
      header(await getManifest(place, "2"), "content-type", types.manifest);
    },
  },
  {
    id: "push-28",
    level: "SHOULD",
    says: "A manifest of 4 MB is taken.",
    section,
    verdict: "holds",
    async run(place) {
      for (const blob of [configBlob, layerBlob]) await pushBlob(place, blob);
      const large = imageManifest({
        annotations: { filled: "x".repeat(4_000_000 - imageManifest().length - 30) },
      });
      same("bytes", large.length > 3_999_990 && large.length <= 4_000_000, true);
      status(await putManifest(place, "large", large), 201);
    },
  },
  {
    id: "push-29",
    level: "SHOULD",
    says: "A manifest that is too large is 413.",
    section,
    verdict: {
      seen: 'status 400, not 413: {"errors":[{"code":"MANIFEST_INVALID","message":"manifest invalid"}]}',
      because: "Distribution answers 400 above 4 MiB, and so does Harbor before it",
    },
    async run(place) {
      const large = imageManifest({ annotations: { filled: "x".repeat(4 * 1024 * 1024) } });
      status(await putManifest(place, "large", large), 413);
    },
  },
  {
    id: "push-30",
    level: "MUST",
    says: "What is no manifest is 400 (MANIFEST_INVALID).",
    section: "endpoints",
    verdict: "holds",
    async run(place) {
      for (const text of ["", "no JSON", "[]", '{"schemaVersion":1}'])
        refused(await putManifest(place, "1", Buffer.from(text)), 400, "MANIFEST_INVALID");
    },
  },
  {
    id: "push-31",
    level: "MUST",
    says: "A tag has at most 128 characters.",
    section: "pulling-manifests",
    verdict: "holds",
    async run(place) {
      await pushImage(place, "t".repeat(128));
      status(await putManifest(place, "t".repeat(129), imageManifest()), 400, 404);
    },
  },
];
