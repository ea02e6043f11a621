import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { HarnessError, messageOf } from "../../core/errors.ts";

/** Where a server's certificate and key are; in a Pod, files of a mounted Secret. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface ServerKeyPair {
  readonly cert: string;
  readonly key: string;
  readonly minVersion: "TLSv1.2";
}

/** Reads both, and proves that they belong together. @throws HarnessError `bad-input` for what no server can use */
export function readKeyPair({ certificateFile, keyFile }: CertificateFiles): ServerKeyPair {
  try {
    const cert = readFileSync(certificateFile, "utf8");
    const key = readFileSync(keyFile, "utf8");
    const pair = { cert, key, minVersion: "TLSv1.2" } as const;
    createSecureContext(pair);
    return pair;
  } catch (cause) {
    throw new HarnessError({
      code: "bad-input",
      message: `Reading the server's certificate from ${certificateFile} and its key from ${keyFile}: ${messageOf(cause)}`,
      hint: "kubectl -n vmware-system-tkg describe certificates",
      cause,
    });
  }
}

/** SHA-256 of a certificate, for the log. */
export function fingerprintOf({ cert }: ServerKeyPair): string {
  return new X509Certificate(cert).fingerprint256;
}

/** Changes whenever one of the files does: a Secret's mount swaps the folder under them, so that they are new files. */
export function stampOf({ certificateFile, keyFile }: CertificateFiles): string {
  return [certificateFile, keyFile]
    .map((file) => {
      const { ino, size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
      return `${ino ?? "-"}/${size ?? "-"}/${mtimeMs ?? "-"}`;
    })
    .join(" ");
}
