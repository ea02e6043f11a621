import { HarnessError } from "../../core/errors.ts";
import type { HttpsTarget } from "../../registry/https-request.ts";

/** Where a registry is, and what it is called. */
export interface RegistryAddress {
  readonly url: string;
  /** As it stands in image references and logins: with a port unless that is 443. */
  readonly host: string;
  /** Whom to connect to; nothing is verified unless a CA is added. */
  readonly target: HttpsTarget;
}

/**
 * Takes apart what the operator has given: `https://<host>[:<port>]`, and `<host>:<port>` to connect to instead.
 * @throws HarnessError `usage` when it is not that.
 */
export function registryAddress(url: string, connect: string | undefined): RegistryAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "https:" || parsed.hostname === "") {
    throw new HarnessError({
      code: "usage",
      message: `Inspecting the registry ${url}: that is no https URL`,
      hint: "--registry https://harbor.tkg.test",
    });
  }
  // A URL has brackets around an IPv6 address, nothing else has.
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  const own = { address: host, port: parsed.port === "" ? 443 : Number(parsed.port) };
  const place = connect === undefined ? own : parseConnect(connect);
  return { url: parsed.origin, host: parsed.host, target: { host, ...place, caPem: undefined } };
}

function parseConnect(text: string): { readonly address: string; readonly port: number } {
  const [, address = "", port = ""] = /^(?:\[([^\]]+)\]|[^:]+):(\d{1,5})$/.exec(text)
    ? [
        text,
        text.slice(0, text.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1"),
        text.slice(text.lastIndexOf(":") + 1),
      ]
    : [];
  if (address !== "" && Number(port) > 0 && Number(port) < 65_536) return { address, port: Number(port) };
  throw new HarnessError({
    code: "usage",
    message: `Inspecting a registry by way of ${text}: that is no <host>:<port>`,
    hint: "--connect 127.0.0.1:8443",
  });
}
