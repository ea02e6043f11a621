import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import { execOk } from "../../tools/exec.ts";
import { helmTemplate } from "../../tools/helm/helm.ts";
import type { ManifestsSource } from "../manifests-source.ts";
import type { ManifestsRecipe } from "../recipe.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";
import { moduleSource } from "./go-programs.ts";

/** Renders a project's own manifests and puts the lab's overlays over them: one file, `manifests.yaml`. */
export async function renderManifests(recipe: ManifestsRecipe, request: BuildRequest): Promise<BuildProduct> {
  const { work, inputFolder, signal } = request;
  const source = join(work, "source");
  await mkdir(source);
  const values = await writeSource(recipe, request, source);
  const rendered = await execOk({
    doing: `Rendering ${recipe.title}`,
    file: join(inputFolder("ytt"), "ytt"),
    args: [
      "--ignore-unknown-comments",
      ...["--file", source, "--file", join(packageRoot, "fixtures/manifests", recipe.overlays)],
      ...Object.entries(values).flatMap(([name, value]) => ["--data-value-yaml", `${name}=${value}`]),
    ],
    signal,
  });
  await rm(source, { recursive: true });
  await writeFile(join(work, "manifests.yaml"), `${rendered}\n`);
  return {};
}

/** Writes what ytt is to read, and gives the data values of those manifests that are ytt templates themselves. */
async function writeSource(
  { from, module }: ManifestsRecipe,
  request: BuildRequest,
  to: string,
): Promise<Readonly<Record<string, string>>> {
  switch (from.kind) {
    case "kustomize":
      for (const [index, part] of from.parts.entries()) {
        const folder = await moduleSource(module, part, request);
        await writeFile(join(to, `${index}.yaml`), defaultsFilledIn(await kustomize(from, folder, request)));
      }
      return {};
    case "chart":
      await writeFile(join(to, "chart.yaml"), await renderChart(from, module, request));
      return {};
    case "ytt": {
      const folder = await moduleSource(module, from.files, request);
      for (const name of from.names) await cp(join(folder, name), join(to, name), { recursive: true });
      return from.values;
    }
  }
}

function kustomize(
  { kubectl }: Extract<ManifestsSource, { kind: "kustomize" }>,
  folder: string,
  { inputFolder, signal }: BuildRequest,
): Promise<string> {
  const file = join(inputFolder(kubectl), "kubectl");
  return execOk({ doing: `Rendering ${folder}`, file, args: ["kustomize", folder], signal });
}

/** Projects leave switches for their installer, as `${NAME:=default}`: the lab takes every default. */
export function defaultsFilledIn(text: string): string {
  return text.replaceAll(/\$\{[A-Z_][A-Z0-9_]*:=([^}]*)\}/g, "$1");
}

/** In its source a chart has no version yet, and its custom resource definitions lie beside it. */
async function renderChart(
  from: Extract<ManifestsSource, { kind: "chart" }>,
  module: string,
  request: BuildRequest,
): Promise<string> {
  const { inputFolder, work, signal } = request;
  const chart = join(work, "chart");
  await cp(await moduleSource(module, from.chart, request), chart, { recursive: true, mode: 0 });
  await execOk({ doing: "Making the chart writable", file: "chmod", args: ["-R", "u+w", chart], signal });
  const template = await readFile(join(chart, "Chart.template.yaml"), "utf8");
  const versioned = template.replaceAll(/^(version|appVersion): .*$/gm, `$1: ${from.version}`);
  await writeFile(join(chart, "Chart.yaml"), versioned);
  await cp(await moduleSource(module, from.definitions, request), join(chart, "templates"), {
    recursive: true,
    filter: (path) => !path.endsWith(".md"),
  });
  const rendered = await helmTemplate(
    {
      binary: join(inputFolder("helm"), "helm"),
      chart,
      name: from.name,
      kubernetes: from.kubernetes,
      values: from.values,
    },
    { signal },
  );
  await rm(chart, { recursive: true });
  return rendered;
}
