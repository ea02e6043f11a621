import { X509Certificate } from "node:crypto";

const begin = /^-----BEGIN (.*)-----$/;

/**
 * The certificates that Go's x509.CertPool reads from a text: containerd, imgpkg and vendir see these and no others, and
 * say nothing of the rest. BEGIN and END have to fill their lines, but for white space behind them; a block with headers,
 * or whose content is no certificate, is passed over.
 */
export function readPemAsGo(text: string): readonly X509Certificate[] {
  const found: X509Certificate[] = [];
  let open: { readonly type: string; readonly body: string[] } | undefined;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/[ \t\r]+$/, "");
    const type = begin.exec(line)?.[1];
    if (type !== undefined) open = { type, body: [] };
    else if (line.startsWith("-----END ")) {
      if (open?.type === "CERTIFICATE" && line === "-----END CERTIFICATE-----") {
        const certificate = decode(open.body);
        if (certificate !== undefined) found.push(certificate);
      }
      open = undefined;
    } else open?.body.push(line.replaceAll(/[ \t]/g, ""));
  }
  return found;
}

/** How many certificates somebody meant to write, whether or not Go sees them. */
export function countMeant(text: string): number {
  return text.split("-----BEGIN CERTIFICATE-----").length - 1;
}

function decode(body: readonly string[]): X509Certificate | undefined {
  const base64 = body.join("");
  // Node decodes what it can of any text; Go wants it whole.
  if (base64 === "" || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}
