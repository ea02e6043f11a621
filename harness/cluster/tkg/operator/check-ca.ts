import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../../core/errors.ts";
import { type ParsedCertificate, parseCertificates } from "../../../pki/index.ts";
import type { NodeSystem } from "../../node.ts";
import { type ConfigHome, customCaFiles } from "./config-home.ts";

/** What an operator should know of a CA file before a cluster is touched. */
export interface CaFinding {
  /** An error: something of the cluster would not trust the registry, mostly without saying so. */
  readonly level: "error" | "warning";
  readonly message: string;
  readonly hint: string;
}

export interface CaText {
  /** For messages. */
  readonly file: string;
  /** undefined when the file is not there. */
  readonly text: string | undefined;
  /** The operating system of the nodes that are to trust it. */
  readonly os: NodeSystem;
}

/** Looks at the CA beside the overlay; nothing found means that all is well. */
export async function checkCa(home: ConfigHome, os: NodeSystem): Promise<readonly CaFinding[]> {
  const file = join(home.customizations, customCaFiles.pem);
  const text = await readFile(file, "utf8").catch(() => undefined);
  return inspectCa({ file, text, os });
}

/** The same for a text. What becomes of each mistake was measured with Go's and OpenSSL's own readers. */
export function inspectCa({ file, text, os }: CaText): readonly CaFinding[] {
  const fetch = `curl -sk https://<registry>/api/v2.0/systeminfo/getcert > ${file}`;
  if (text === undefined) return [error(`${file} is missing: the overlay cannot be rendered`, fetch)];
  if (text.trim() === "") return [error(`${file} is empty: no node would trust anything more`, fetch)];
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return [
      error(`${file} holds a private key, which every node would get`, "leave only the CA certificate in it"),
    ];
  }
  let certificates: readonly ParsedCertificate[];
  try {
    certificates = parseCertificates(text, { source: file });
  } catch (cause) {
    if (!(cause instanceof HarnessError)) throw cause;
    return [error(cause.message, cause.hint ?? fetch)];
  }
  return [...whatGoMisses(file, text, certificates), ...whatIsUnusual(file, text, certificates, os)];
}

/** Certificates that a person sees in the file and Go (containerd, kapp-controller) does not. */
function whatGoMisses(
  file: string,
  text: string,
  certificates: readonly ParsedCertificate[],
): readonly CaFinding[] {
  const count = countForGo(text);
  if (count >= certificates.length) return [];
  const why = text.startsWith("\ufeff")
    ? "it begins with a byte order mark"
    : text.includes("-----END CERTIFICATE----------BEGIN")
      ? "two certificates touch: a line end is missing between them"
      : "its BEGIN and END lines are indented, or something else is on them";
  return [
    error(
      `${file}: containerd and kapp-controller would read ${count} of ${certificates.length} certificates: ${why}`,
      `openssl crl2pkcs7 -nocrl -certfile ${file} | openssl pkcs7 -print_certs shows what OpenSSL reads; fetch it again`,
    ),
  ];
}

/** How many certificates Go's encoding/pem finds: BEGIN and END fill their lines, but for white space behind them. */
function countForGo(text: string): number {
  const marks = text.split("\n").flatMap((line) => (line.startsWith("-----") ? [line.trimEnd()] : []));
  return marks.filter(
    (mark, at) => mark === "-----BEGIN CERTIFICATE-----" && marks[at + 1] === "-----END CERTIFICATE-----",
  ).length;
}

function whatIsUnusual(
  file: string,
  text: string,
  certificates: readonly ParsedCertificate[],
  os: NodeSystem,
): readonly CaFinding[] {
  const findings: CaFinding[] = [];
  if (text.includes("\r")) {
    findings.push(
      warning(
        `${file} has Windows line ends: Go and OpenSSL read it, in the dry run it is hard to read`,
        `sed -i 's/\\r$//' ${file}`,
      ),
    );
  }
  if (certificates.length > 1 && os === "photon") {
    findings.push(
      warning(
        `${file} holds ${certificates.length} certificates: rehash_ca_certificates.sh makes no hash link for it; containerd trusts them all, curl and openssl on a Photon node none`,
        "one certificate per file, each with an entry of its own in the overlay",
      ),
    );
  }
  const noCa = certificates.filter(({ isCa }) => !isCa);
  if (noCa.length > 0) {
    findings.push(
      warning(
        `${file} holds a certificate that is no CA: ${noCa.map(({ subject }) => subject).join("; ")}; Go trusts it, OpenSSL does not`,
        "use the certificate of the CA that signed it",
      ),
    );
  }
  return findings;
}

function error(message: string, hint: string): CaFinding {
  return { level: "error", message, hint };
}

function warning(message: string, hint: string): CaFinding {
  return { level: "warning", message, hint };
}
