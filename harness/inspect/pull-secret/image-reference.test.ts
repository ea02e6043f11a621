import { expect, it } from "vitest";
import { imageOf } from "./image-reference.ts";

it.each([
  ["harbor.tkg.test/library/a:1.0", "harbor.tkg.test", "library/a", "1.0"],
  ["harbor.tkg.test/library/a", "harbor.tkg.test", "library/a", "latest"],
  ["harbor.tkg.test/a/b/c:1@sha256:ab", "harbor.tkg.test", "a/b/c", "sha256:ab"],
  ["harbor.tkg.test/a@sha256:ab", "harbor.tkg.test", "a", "sha256:ab"],
  ["harbor.tkg.test:5000/a:1", "harbor.tkg.test:5000", "a", "1"],
])("%s of %s", (image, host, repository, reference) => {
  expect(imageOf(image, host)).toEqual({ repository, reference });
});

it.each(["nginx", "other.test/a:1", "harbor.tkg.test:5000/a", "harbor.tkg.test.evil/a"])(
  "%s is of another registry",
  (image) => {
    expect(imageOf(image, "harbor.tkg.test")).toBeUndefined();
  },
);
