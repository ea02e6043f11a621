import { describe, expect, it } from "vitest";
import { publishedName } from "./published-name.ts";

describe("publishedName", () => {
  it("asks Docker's own registry for a name without a host", () => {
    expect(publishedName("projectcartographer/cartographer:v0.7.0")).toEqual({
      untagged: "projectcartographer/cartographer",
      host: "index.docker.io",
      repository: "projectcartographer/cartographer",
      tag: "v0.7.0",
    });
  });

  it("leaves the host that is said", () => {
    expect(publishedName("tkglab.test/some/hello-bundle:1.0.0")).toEqual({
      untagged: "tkglab.test/some/hello-bundle",
      host: "tkglab.test",
      repository: "some/hello-bundle",
      tag: "1.0.0",
    });
  });

  it.each(["hello", "hello/app", "tkglab.test/:1", "hello/app@sha256:00", "hello/app:1/2"])(
    "refuses %s",
    (name) => {
      expect(() => publishedName(name)).toThrow(
        `Reading the image name "${name}": it is not of the form [host/]repository:tag`,
      );
    },
  );
});
