import type { ImageRecipe } from "../recipe.ts";

/** An image of one of our own programs, on Node; `program` is named below `harness`, as `page/main`. */
export function nodeProgram<I extends string>(id: I, title: string, program: string) {
  return {
    type: "image",
    id,
    title,
    dockerfile: "node-program",
    base: "debian",
    context: [
      { from: "asset", asset: "node-runtime", path: "node", to: "node" },
      { from: "program", program, to: "program" },
    ],
    installs: false,
    usually: 15,
  } as const satisfies ImageRecipe;
}
