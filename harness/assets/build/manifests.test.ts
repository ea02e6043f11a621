import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import type { ManifestsSource } from "../manifests-source.ts";
import type { ManifestsRecipe } from "../recipe.ts";
import { defaultsFilledIn, renderManifests } from "./manifests.ts";

describe("defaultsFilledIn", () => {
  it("takes every default, an empty one too", () => {
    const text = '--gates=A=${EXP_A:=false},B=${EXP_B2:=true}\nhost: ${DOCKER_HOST:=""}\nx: [${EMPTY:=}]\n';
    expect(defaultsFilledIn(text)).toBe('--gates=A=false,B=true\nhost: ""\nx: []\n');
  });

  it("leaves what has no default", () => {
    const text = "${NAME} $(POD_NAME) ${name:=x} {{ .Value }}";
    expect(defaultsFilledIn(text)).toBe(text);
  });
});

/** A program that says what it was given. ytt also says what is in the folder that it is to read. */
const programs = {
  ytt: `printf 'ytt %s\\n' "$*"; for f in $(cd "$3" && find . -type f | sort); do echo "== \${f#./}"; awk 1 "$3/$f"; done`,
  kubectl: `printf 'kubectl %s \${GATE:=off}\\n' "$*"`,
  helm: `printf 'helm %s\\n' "$*"; cat "$3/Chart.yaml"; ls "$3/templates"`,
};
/** What has to be in go.sum for a source to be taken. */
const pinned = {
  "cert-manager": ["github.com/cert-manager/cert-manager", "v1.11.5"],
  "kapp-controller": ["github.com/vmware-tanzu/carvel-kapp-controller", "v0.41.2"],
} as const;

/** Renders with programs that are pretended, from a module's source with these files. */
async function render(
  module: keyof typeof pinned,
  from: (modulePath: string) => ManifestsSource,
  source: Readonly<Record<string, string>>,
) {
  await using folder = await temporaryFolder();
  const place = (...names: readonly string[]) => join(folder.path, ...names);
  for (const [name, text] of Object.entries(source)) {
    await mkdir(dirname(place("source", name)), { recursive: true });
    await writeFile(place("source", name), text);
  }
  await mkdir(place("bin"));
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(place("bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const work = place("work");
  await mkdir(work);
  const [modulePath, version] = pinned[module];
  await using _go = await fakeProgram("go", [
    { when: "list *{{.Version}}*", stdout: version },
    { when: "mod download *" },
    { when: "list *{{.Dir}}*", stdout: place("source") },
  ]);
  const recipe: ManifestsRecipe = {
    ...{ type: "manifests", id: "x", title: "manifests of x", usually: 1, module, overlays: module },
    from: from(modulePath),
  };
  const product = await renderManifests(recipe, {
    ...{ key: "k", work, cacheDir: place("cache"), labels: [], progress: silent, signal: undefined },
    inputFolder: () => place("bin"),
    inputImage: (id) => id,
  });
  const text = await readFile(join(work, "manifests.yaml"), "utf8");
  return { product, files: await readdir(work), text: text.replaceAll(folder.path, "") };
}

const ytt = (overlays: string) =>
  `ytt --ignore-unknown-comments --file /work/source --file ${join(packageRoot, "fixtures/manifests", overlays)}`;

describe("renderManifests", () => {
  it("renders each part by kustomize, with its defaults, and puts the lab's overlays over them", async () => {
    const parts = (modulePath: string) => [
      { modulePath, folder: "config/default" },
      { modulePath, folder: "bootstrap/config" },
    ];
    const from = (path: string) =>
      ({ kind: "kustomize", parts: parts(path), kubectl: "kubernetes" }) as const;
    expect(await render("cert-manager", from, {})).toEqual({
      product: {},
      files: ["manifests.yaml"],
      text: [
        ytt("cert-manager"),
        ...["== 0.yaml", "kubectl kustomize /source/config/default off"],
        ...["== 1.yaml", "kubectl kustomize /source/bootstrap/config off", ""],
      ].join("\n"),
    });
  });

  it("gives a chart the version that it lacks, and its definitions", async () => {
    const from = (modulePath: string) =>
      ({
        kind: "chart",
        ...{ name: "cm", version: "v1.11.5", kubernetes: "v1.29.15", values: { crds: "true" } },
        chart: { modulePath, folder: "chart" },
        definitions: { modulePath, folder: "crds" },
      }) as const;
    const { text, files } = await render("cert-manager", from, {
      "chart/Chart.template.yaml": "name: cm\nversion: v0.0.0\nappVersion: v0.0.0\nkubeVersion: v1\n",
      "chart/templates/deployment.yaml": "",
      "crds/crd-issuers.yaml": "",
      "crds/README.md": "",
    });
    expect(text).toBe(
      [
        ...[ytt("cert-manager"), "== chart.yaml"],
        "helm template cm /work/chart --namespace cm --kube-version v1.29.15 --set crds=true",
        ...["name: cm", "version: v1.11.5", "appVersion: v1.11.5", "kubeVersion: v1"],
        ...["crd-issuers.yaml", "deployment.yaml", ""],
      ].join("\n"),
    );
    expect(files).toEqual(["manifests.yaml"]);
  });

  it("gives templates of ytt their values, and takes only the files and folders that are named", async () => {
    const from = (modulePath: string) =>
      ({
        kind: "ytt",
        ...{ files: { modulePath, folder: "config" }, names: ["deployment.yml", "more"] },
        values: { namespace: "tkg-system", dev: "false" },
      }) as const;
    const { text } = await render("kapp-controller", from, {
      "config/deployment.yml": "the Deployment\n",
      "config/more/values.yml": "the values\n",
      "config/build.yml": "no template\n",
    });
    expect(text).toBe(
      [
        `${ytt("kapp-controller")} --data-value-yaml namespace=tkg-system --data-value-yaml dev=false`,
        ...["== deployment.yml", "the Deployment", "== more/values.yml", "the values", ""],
      ].join("\n"),
    );
  });
});
