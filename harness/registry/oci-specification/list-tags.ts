import { imageManifest, pushImage, putManifest } from "./content.ts";
import { header, json, noHeader, refused, same, status } from "./expectations.ts";
import type { OciReply } from "./oci-client.ts";
import type { Place, Requirement } from "./requirement.ts";

const section = "listing-tags";

function list({ client, repository }: Place, query = ""): Promise<OciReply> {
  return client.call("GET", `/v2/${repository}/tags/list${query}`);
}

function tagsIn({ body }: OciReply): unknown {
  return (json(body) as { tags?: unknown }).tags; // whatever it is, it is compared
}

/** Pushes one image under several tags. */
async function pushTags(place: Place, ...tags: readonly string[]): Promise<void> {
  await pushImage(place, tags[0] ?? "");
  for (const tag of tags.slice(1)) status(await putManifest(place, tag, imageManifest()), 201);
}

/** Listing tags, whole and in pages. */
export const listTags: readonly Requirement[] = [
  {
    id: "discovery-01",
    level: "MUST",
    says: "The tags of a repository are 200, with its name and the list.",
    section,
    verdict: "holds",
    async run(place) {
      await pushTags(place, "b", "a");
      const reply = status(await list(place), 200);
      same("body", json(reply.body), { name: place.repository, tags: ["a", "b"] });
    },
  },
  {
    id: "discovery-02",
    level: "MUST",
    says: "They are in alphabetical order, capitals among the others.",
    section,
    verdict: {
      seen: 'tags is ["10","9","B","D","a","c"], not ["10","9","a","B","c","D"]',
      because: "Distribution sorts by bytes, capitals first",
    },
    async run(place) {
      await pushTags(place, "c", "B", "a", "10", "9", "D");
      same("tags", tagsIn(await list(place)), ["10", "9", "a", "B", "c", "D"]);
    },
  },
  {
    id: "discovery-03",
    level: "MUST",
    says: "With n there are that many, or fewer and a Link.",
    section,
    verdict: "holds",
    async run(place) {
      await pushTags(place, "a", "b", "c");
      same("tags", tagsIn(status(await list(place, "?n=2"), 200)), ["a", "b"]);
      same("tags", tagsIn(status(await list(place, "?n=3"), 200)), ["a", "b", "c"]);
      same("tags", tagsIn(status(await list(place, "?n=99"), 200)), ["a", "b", "c"]);
    },
  },
  {
    id: "discovery-04",
    level: "MAY",
    says: "Where there are more, Link names the next page, and there is none after the last.",
    section,
    verdict: "holds",
    async run(place) {
      await pushTags(place, "a", "b", "c");
      header(await list(place, "?n=2"), "link", /^<[^>]+>; *rel="next"$/);
      noHeader(await list(place, "?n=3"), "link");
    },
  },
  {
    id: "discovery-05",
    level: "MUST",
    says: "Following Link gives every tag once.",
    section,
    verdict: "holds",
    async run(place) {
      const tags = ["a", "b", "c", "d", "e"];
      await pushTags(place, ...tags);
      const seen: unknown[] = [];
      let path: string | undefined = `/v2/${place.repository}/tags/list?n=2`;
      for (let page = 0; path !== undefined && page < 9; page++) {
        const reply: OciReply = status(await place.client.call("GET", path), 200);
        seen.push(tagsIn(reply));
        path = /^<(?:https:\/\/[^/]+)?([^>]+)>/.exec(String(reply.headers.link ?? ""))?.[1];
      }
      same("pages", seen, [["a", "b"], ["c", "d"], ["e"]]);
    },
  },
  {
    id: "discovery-06",
    level: "MUST",
    says: "n=0 gives an empty list without a Link.",
    section,
    verdict: "holds",
    async run(place) {
      await pushTags(place, "a", "b");
      const reply = status(await list(place, "?n=0"), 200);
      same("tags", tagsIn(reply), []);
      noHeader(reply, "link");
    },
  },
  {
    id: "discovery-07",
    level: "MUST",
    says: "last is left out and what follows it given, with n or without.",
    section,
    verdict: "holds",
    async run(place) {
      await pushTags(place, "a", "b", "d");
      same("tags", tagsIn(await list(place, "?n=1&last=a")), ["b"]);
      same("tags", tagsIn(await list(place, "?last=a")), ["b", "d"]);
    },
  },
  {
    id: "discovery-09",
    level: "none",
    says: "last may be a tag that is gone by now: what would follow it is given.",
    section,
    verdict: {
      seen: 'tags is [], not ["d"]',
      because:
        "Distribution looks for the tag itself; a client that pages while tags are deleted misses the rest",
    },
    async run(place) {
      await pushTags(place, "a", "b", "d");
      same("tags", tagsIn(await list(place, "?n=5&last=c")), ["d"]);
    },
  },
  {
    id: "discovery-08",
    level: "MUST",
    says: "A repository that is not there is 404 (NAME_UNKNOWN).",
    section: "endpoints",
    verdict: "holds",
    async run(place) {
      refused(await list(place), 404, "NAME_UNKNOWN");
    },
  },
];
