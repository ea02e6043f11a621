import { labels } from "../../core/labels.ts";

/** What an image of the catalogue is called in Docker: its name and its key, under a domain that cannot be pulled from. */
export function imageRef(id: string, key: string): string {
  return `tkglab.test/${id}:${key}`;
}

/** The label by which an image of the catalogue is known as ours. */
export function assetLabel(id: string, key: string): string {
  return `${labels.asset}=${assetOf(id, key)}`;
}

/** What that label says. */
export function assetOf(id: string, key: string): string {
  return `${id}@${key}`;
}
