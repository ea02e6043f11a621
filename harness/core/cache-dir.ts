import { homedir } from "node:os";
import { join } from "node:path";

/** Where everything is kept that can be made again: `$TKGLAB_CACHE`, else the XDG cache folder. */
export function cacheDir(env: Readonly<Record<string, string | undefined>>): string {
  const { TKGLAB_CACHE: own, XDG_CACHE_HOME: xdg } = env;
  if (own !== undefined && own !== "") return own;
  return join(xdg !== undefined && xdg !== "" ? xdg : join(homedir(), ".cache"), "tkglab");
}
