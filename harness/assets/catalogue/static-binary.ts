import type { ImageRecipe } from "../recipe.ts";

/** An image that is one program. */
export function staticBinary<I extends string>(id: I, from: string, program: string) {
  return {
    type: "image",
    id,
    title: `${program} image`,
    dockerfile: "static-binary",
    context: [{ from: "asset", asset: from, path: program, to: "binary" }],
    installs: false,
    usually: 2,
  } as const satisfies ImageRecipe;
}
