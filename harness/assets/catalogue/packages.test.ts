import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { publishedName } from "../build/published-name.ts";
import { packages } from "./packages.ts";

const bundles = packages.flatMap((recipe) => (recipe.type === "carvel-bundle" ? [recipe] : []));
/** Each Package's file, with the name of its bundle and the namespace that it brings. */
const found = bundles.flatMap(({ folder, published }) =>
  globSync(`fixtures/bundles/${folder}/packages/**/package.yaml`, { cwd: packageRoot }).map((path) => {
    const namespace = folder === "cartographer" ? "cartographer-system" : folder;
    return [path, publishedName(published).untagged, namespace] as const;
  }),
);
const read = (path: string) => readFileSync(join(packageRoot, path), "utf8");

/** The value of a key that a manifest has once. */
function valueOf(text: string, key: string): string | undefined {
  return new RegExp(`^ *${key}: (\\S+)$`, "m").exec(text)?.[1];
}

/** What is fetched, templated and deployed, as seed 000 shows it. */
const template = (image: string, namespace: string) => `  template:
    spec:
      fetch:
        - imgpkgBundle:
            image: ${image}
      template:
        - ytt:
            ignoreUnknownComments: true
            inline:
              paths:
                namespace.yaml: |-
                  apiVersion: v1
                  kind: Namespace
                  metadata:
                    name: ${namespace}
        - kbld: {}
      deploy:
        - kapp:
            rawOptions: [--wait-timeout=5m]
            # What kapp-controller of the seed always did, later ones do when they are told to.
            inspect: {}
`;

describe("the Packages", () => {
  it("are those of the field, and one for fast scenarios", () => {
    const names = found.map(([path]) => [valueOf(read(path), "refName"), valueOf(read(path), "version")]);
    expect(names.toSorted()).toEqual([
      ["cartographer.carto.run", "0.0.7"],
      ["cert-manager.community.tanzu.vmware.com", "1.5.3"],
      ["cert-manager.tanzu.vmware.com", "1.1.0+vmware.1-tkg.2"],
      ["hello.tkglab.test", "1.0.0"],
    ]);
  });

  it.each(found)("of %s fetch, template and deploy as seed 000 does", (path, bundle, namespace) => {
    const text = read(path);
    expect(text.slice(text.indexOf("  template:\n"))).toBe(template(bundle, namespace));
  });

  it.each(found)(
    "of %s are called as kapp-controller wants it, and have their metadata beside them",
    (path) => {
      const text = read(path);
      const refName = valueOf(text, "refName");
      expect(valueOf(text, "name")).toBe(`${refName ?? ""}.${valueOf(text, "version") ?? ""}`);
      const metadata = read(join(dirname(path), "package-metadata.yaml"));
      expect(metadata).toContain(`kind: PackageMetadata\nmetadata:\n  name: ${refName ?? ""}\n`);
    },
  );
});
