import { describe, expect, it } from "vitest";
import { projectOf, readV2Path } from "./v2-path.ts";

const digest = `sha256:${"a".repeat(64)}`;

describe("readV2Path", () => {
  it.each([
    ["/v2/library/hello/manifests/1.0", "manifests", "library/hello"],
    ["/v2/library/a/b/c/tags/list", "tags", "library/a/b/c"],
    [`/v2/library/hello/blobs/${digest}`, "blobs", "library/hello"],
    ["/v2/library/hello/blobs/uploads/", "uploads", "library/hello"],
    ["/v2/library/hello/blobs/uploads/3f2a-1", "uploads", "library/hello"],
    [`/v2/library/hello/referrers/${digest}`, "referrers", "library/hello"],
    // A repository may be called like a part of the path; the last one counts, as in Distribution.
    ["/v2/library/manifests/manifests/1", "manifests", "library/manifests"],
    ["/v2/library/a/manifests/b/manifests/1", "manifests", "library/a/manifests/b"],
  ])("understands %s", (path, part, repository) => {
    expect(readV2Path(path)).toMatchObject({
      kind: "repository",
      part,
      repository,
      project: "library",
      path,
    });
  });

  it("understands the base and the catalog", () => {
    expect(readV2Path("/v2")).toEqual({ kind: "base", path: "/v2/" });
    expect(readV2Path("/v2/_catalog")).toEqual({ kind: "catalog", path: "/v2/_catalog" });
  });

  it("hands on what it understood, not what was written", () => {
    expect(readV2Path(`/v2//library%2Fhello///manifests/sha256%3A${"a".repeat(64)}`)).toMatchObject({
      repository: "library/hello",
      path: `/v2/library/hello/manifests/${digest}`,
    });
  });

  it.each([
    ["/v2/library/../secret/hello/manifests/1.0", "page not found"],
    ["/v2/library/%2e%2e/secret/hello/manifests/1.0", "page not found"],
    ["/v2/library/hello/manifests/..%2f..%2fsecret%2fhello%2fmanifests%2f1", "page not found"],
    ["/v2/library/./hello/manifests/1.0", "page not found"],
    ["/v2/library%252Fhello/manifests/1.0", "the path holds characters that no name may have"],
    ["/v2/library\\hello/manifests/1.0", "the path holds characters that no name may have"],
    ["/v2/library/hello%00/manifests/1.0", "the path holds characters that no name may have"],
    ["/v2/library/%zz/manifests/1.0", "the path is not well encoded"],
    ["/v2/Library/hello/manifests/1.0", "invalid repository name: Library/hello"],
    ["/v2/hello/manifests/1.0", "bad request: invalid repository name: hello"],
    [`/v2/library/${"a".repeat(300)}/manifests/1`, `invalid repository name: library/${"a".repeat(300)}`],
    ["/v2/library/hello/manifests/", "page not found"],
    ["/v2/library/hello", "page not found"],
    ["/v2/library/hello/blobs/uploadsfoo", "invalid digest: uploadsfoo"],
    [`/v2/library/hello/blobs/uploads/${"a".repeat(300)}`, "page not found"],
    [`/v2/library/hello/manifests/md5:${"a".repeat(32)}`, `invalid digest: md5:${"a".repeat(32)}`],
    [`/v2/library/hello/manifests/sha256:${"A".repeat(64)}`, `invalid digest: sha256:${"A".repeat(64)}`],
    [`/v2/library/hello/blobs/sha256:${"a".repeat(65)}`, `invalid digest: sha256:${"a".repeat(65)}`],
    ["/v2/library/hello/manifests/:", "invalid digest: :"],
    ["/v2/library/hello/referrers/latest", "invalid digest: latest"],
  ])("refuses %s", (path, message) => {
    expect(() => readV2Path(path)).toThrow(message);
  });
});

it("gives the project of a repository", () => {
  expect(projectOf("library/a/b")).toBe("library");
});
