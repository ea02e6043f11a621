import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Tanzu } from "../../cluster/index.ts";

/** Takes kapp-controller's templates out of an operator's providers: the overlay of seed 000 then finds no Secret. */
export async function removeAddonTemplates({ tanzu }: { readonly tanzu: Tanzu }): Promise<void> {
  await rm(join(tanzu.home.providers, "ytt/02_addons/kapp-controller"), { recursive: true });
}
