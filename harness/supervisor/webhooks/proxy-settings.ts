import type { ProxySettings } from "../api/settings.ts";
import type { FieldProblem } from "./field-problem.ts";
import type { Loose } from "./loose.ts";

/** What is wrong with a proxy: it has all three fields, or is not there. Addresses may hold passwords: none is repeated. */
export function findInProxy(proxy: Loose<ProxySettings> | undefined, field: string): readonly FieldProblem[] {
  if (proxy === undefined) return [];
  const missing = (["httpProxy", "httpsProxy", "noProxy"] as const).filter((key) => proxy[key] === undefined);
  const wrong = (["httpProxy", "httpsProxy"] as const).flatMap((key) => {
    const address = proxy[key];
    if (address === undefined || (URL.canParse(address) && new URL(address).protocol === "http:")) return [];
    const is = address.startsWith("https:") ? "is a URL of https" : "is no URL of http";
    return [{ field: `${field}.${key}`, message: `${is}; it should be http://[user:password@]address:port` }];
  });
  return [
    ...missing.map((key) => ({
      field: `${field}.${key}`,
      message: "is missing; a proxy should have all of httpProxy, httpsProxy and noProxy",
    })),
    ...wrong,
  ];
}
