import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue.ts";
import { inputsOf, isImage, type Recipe } from "../recipe.ts";

const named = [...catalogue.values()].filter(({ upstream }) => upstream !== undefined);

/** The version of the program that an image is made for. */
function versionOf(recipe: Recipe): string | undefined {
  const titles = inputsOf(recipe).map((id) => catalogue.get(id)?.title ?? "");
  return titles.map((title) => / v(\d\S+)$/.exec(title)?.[1]).find((version) => version !== undefined);
}

describe("upstream images", () => {
  it("are named where the project's own can stand in and would spare a compiler", () => {
    expect(named.map(({ id }) => id)).toEqual([
      ...["etcd-image", "etcd-3.5-image", "flannel-image", "coredns-image"],
      ...["cert-manager-controller", "cert-manager-webhook", "cert-manager-cainjector"],
      ...["source-controller-image", "traefik-image"],
    ]);
  });

  it.each(named.map((recipe) => [recipe.id, recipe] as const))(
    "say of %s the host, and the version that is pinned here",
    (_id, recipe) => {
      expect(isImage(recipe)).toBe(true);
      const [, tag] =
        /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[a-z0-9/-]+:(v?\d\S+)$/.exec(recipe.upstream ?? "") ?? [];
      // Kubernetes counts its own builds of etcd: 3.6.5-0.
      expect(tag?.replace(/^v/, "").replace(/-\d+$/, "")).toBe(versionOf(recipe));
    },
  );
});
