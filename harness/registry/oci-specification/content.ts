import { sha256 } from "../oci-calls.ts";
import { header, status } from "./expectations.ts";
import type { OciReply } from "./oci-client.ts";
import type { Place } from "./requirement.ts";

export { sha256 } from "../oci-calls.ts";

export const types = {
  manifest: "application/vnd.oci.image.manifest.v1+json",
  index: "application/vnd.oci.image.index.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
  empty: "application/vnd.oci.empty.v1+json",
  dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
  dockerList: "application/vnd.docker.distribution.manifest.list.v2+json",
  dockerConfig: "application/vnd.docker.container.image.v1+json",
  dockerLayer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
  bytes: "application/octet-stream",
} as const;

export const allTypes: Readonly<Record<string, string>> = {
  accept: [types.manifest, types.index, types.dockerManifest, types.dockerList].join(", "),
};

/** A digest that nothing here has. */
export const unknownDigest = `sha256:${"0123456789abcdef".repeat(4)}`;

export const configBlob = Buffer.from("{}");
export const layerBlob = Buffer.from("a layer of some bytes");

export function descriptor(mediaType: string, content: Buffer) {
  return { mediaType, digest: sha256(content), size: content.length };
}

/** An image manifest of one layer, with more fields if given; what it names is `configBlob` and `layerBlob`. */
export function imageManifest(more: object = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: types.manifest,
      config: descriptor(types.config, configBlob),
      layers: [descriptor(types.layer, layerBlob)],
      ...more,
    }),
  );
}

export function imageIndex(...manifests: readonly object[]): Buffer {
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests }));
}

/** Begins an upload and gives where it goes on. */
export async function startUpload({ client, repository }: Place): Promise<string> {
  const reply = await client.call("POST", `/v2/${repository}/blobs/uploads/`, { body: Buffer.alloc(0) });
  return header(status(reply, 202), "location", /./);
}

/** The place of an upload with the digest that completes it. */
export function closing(location: string, digest: string): string {
  return `${location}${location.includes("?") ? "&" : "?"}digest=${digest}`;
}

/** Sends a chunk; the range is said unless it is to be left out. */
export function sendChunk(
  { client }: Place,
  location: string,
  chunk: Buffer,
  range?: string,
): Promise<OciReply> {
  const headers = range === undefined ? {} : { "content-range": range };
  return client.call("PATCH", location, { body: chunk, type: types.bytes, headers });
}

/** Pushes a blob in one piece. */
export async function pushBlob(place: Place, blob: Buffer): Promise<OciReply> {
  const path = closing(await startUpload(place), sha256(blob));
  return status(await place.client.call("PUT", path, { body: blob, type: types.bytes }), 201);
}

/** Sends a manifest, which may be refused. */
export function putManifest(
  { client, repository }: Place,
  reference: string,
  manifest: Buffer,
  type: string = types.manifest,
): Promise<OciReply> {
  return client.call("PUT", `/v2/${repository}/manifests/${reference}`, { body: manifest, type });
}

/** Pushes an image of one layer and gives its manifest. */
export async function pushImage(place: Place, tag: string, more: object = {}): Promise<Buffer> {
  for (const blob of [configBlob, layerBlob]) await pushBlob(place, blob);
  const manifest = imageManifest(more);
  status(await putManifest(place, tag, manifest), 201);
  return manifest;
}

/** Asks for a manifest of any type. */
export function getManifest(
  { client, repository }: Place,
  reference: string,
  method = "GET",
): Promise<OciReply> {
  return client.call(method, `/v2/${repository}/manifests/${reference}`, { headers: allTypes });
}
