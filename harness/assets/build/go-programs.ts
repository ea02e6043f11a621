import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import { goBuild, goModuleDir } from "../../tools/go/go.ts";
import { cp } from "node:fs/promises";
import type { ModuleFolder } from "../manifests-source.ts";
import type { GoRecipe, ModuleFilesRecipe } from "../recipe.ts";
import { sha256OfFile } from "../sources.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";

/** Builds the programs of a pinned Go module. */
export async function buildGoPrograms(recipe: GoRecipe, request: BuildRequest): Promise<BuildProduct> {
  const { work, signal } = request;
  await goBuild(
    {
      module: moduleFolder(recipe.module),
      programs: recipe.programs,
      output: work,
      ldflags: recipe.ldflags ?? "",
      cgo: recipe.cgo ?? false,
    },
    goCaches(request),
    { signal },
  );
  const digests = Object.keys(recipe.programs).map(
    async (name) => [name, await sha256OfFile(join(work, name))] as const,
  );
  return { programs: Object.fromEntries(await Promise.all(digests)) };
}

/** Copies files out of a pinned Go module's source. */
export async function copyModuleFiles(
  recipe: ModuleFilesRecipe,
  request: BuildRequest,
): Promise<BuildProduct> {
  await cp(await moduleSource(recipe.module, recipe, request), request.work, { recursive: true });
  return {};
}

/** A folder in the source of a Go module that one of ours pins: read only. */
export async function moduleSource(
  module: string,
  { modulePath, folder }: ModuleFolder,
  request: BuildRequest,
): Promise<string> {
  const source = await goModuleDir({ module: moduleFolder(module), path: modulePath }, goCaches(request), {
    signal: request.signal,
  });
  return join(source, folder);
}

function moduleFolder(module: string): string {
  return join(packageRoot, "fixtures/modules", module);
}

function goCaches({ cacheDir }: BuildRequest): { readonly dir: string } {
  return { dir: join(cacheDir, "go") };
}
