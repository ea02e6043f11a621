import { homedir } from "node:os";
import { describe, expect, it } from "vitest";
import { cacheDir } from "./cache-dir.ts";

describe("cacheDir", () => {
  it.each([
    [{ TKGLAB_CACHE: "/own", XDG_CACHE_HOME: "/xdg" }, "/own"],
    [{ TKGLAB_CACHE: "", XDG_CACHE_HOME: "/xdg" }, "/xdg/tkglab"],
    [{ XDG_CACHE_HOME: "/xdg" }, "/xdg/tkglab"],
    [{ XDG_CACHE_HOME: "" }, `${homedir()}/.cache/tkglab`],
    [{}, `${homedir()}/.cache/tkglab`],
  ])("is, for the environment %o, %s", (env, folder) => {
    expect(cacheDir(env)).toBe(folder);
  });
});
