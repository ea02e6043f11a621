import fc from "fast-check";
import { imageIndex, imageManifest, types, unknownDigest } from "../oci-specification/content.ts";
import { among } from "./trials.ts";

const digest = fc.constantFrom(
  ...[
    unknownDigest,
    "",
    "x",
    "sha256:",
    `sha256:${"a".repeat(63)}`,
    `md5:${"a".repeat(32)}`,
    "sha256:../../etc/passwd",
  ],
  ...[`sha512:${"a".repeat(128)}`, `foo+bar:${"a".repeat(64)}`, `sha256:${"A".repeat(64)}`],
);
const type = fc.constantFrom(
  ...[
    types.manifest,
    types.manifest,
    types.index,
    types.dockerManifest,
    types.dockerList,
    "application/json",
  ],
  ...[
    "",
    ";;",
    "text/plain",
    "application/vnd.docker.distribution.manifest.v1+prettyjws",
    "multipart/form-data; boundary=x",
  ],
);
const urls = fc.constantFrom([], ["https://x/y"], ["ftp://x"], ["%zz"], "x", [null]);
const descriptor = among<unknown>(
  [
    4,
    fc.record({
      mediaType: fc.oneof(type, fc.constant(types.layer)),
      digest,
      size: fc.constantFrom(0, 1, -1, 2 ** 53, "1"),
    }),
  ],
  [
    2,
    fc.record({
      mediaType: fc.constantFrom(foreign(), nondistributable()),
      digest,
      size: fc.constant(1),
      urls,
    }),
  ],
  [1, fc.constantFrom(null, "x", [], {}, 1)],
);
const fields = fc.record(
  {
    schemaVersion: fc.constantFrom(2, 2, 2, 1, "2", null),
    mediaType: type,
    config: descriptor,
    layers: fc.oneof(fc.array(descriptor, { maxLength: 3 }), fc.constantFrom<unknown[]>(null, "x", {})),
    manifests: fc.array(descriptor, { maxLength: 2 }),
    subject: descriptor,
    annotations: fc.oneof(fc.constantFrom(null, "x", { a: 1 }, [1]), fc.dictionary(fc.string(), fc.string())),
    artifactType: fc.constantFrom("", "x", 1, "a/b"),
  },
  { requiredKeys: [] },
);

/** Something to be pushed as a manifest: nearly one, or not at all. */
export const oddManifest: fc.Arbitrary<{ readonly type: string; readonly body: string }> = fc.record({
  type,
  body: among(
    [5, fields.map((some) => JSON.stringify({ ...JSON.parse(imageManifest().toString()), ...some }))],
    [2, fields.map((some) => JSON.stringify(some))],
    [1, fc.constantFrom("", "{", "null", "[]", '"x"', "1", imageIndex().toString(), "[".repeat(10_000))],
    [1, fc.json({ maxDepth: 3 })],
  ),
});

function foreign(): string {
  return "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
}

function nondistributable(): string {
  return "application/vnd.oci.image.layer.nondistributable.v1.tar";
}
