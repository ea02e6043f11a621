/** The part of an image reference behind the registry's host. */
export interface ImageReference {
  readonly repository: string;
  /** A digest where there is one, else the tag. */
  readonly reference: string;
}

/** Takes an image reference apart, if it is one of that registry. */
export function imageOf(image: string, host: string): ImageReference | undefined {
  if (!image.startsWith(`${host}/`)) return undefined;
  const [named = "", digest] = image.slice(host.length + 1).split("@");
  const at = named.lastIndexOf(":");
  const repository = at < 0 ? named : named.slice(0, at);
  return { repository, reference: digest ?? (at < 0 ? "latest" : named.slice(at + 1)) };
}
