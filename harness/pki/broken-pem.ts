/** A deliberate mistake in a PEM bundle: takes a good bundle, gives the text that somebody would have pasted. */
export type BreakPem = (bundlePem: string) => string;

/**
 * The mistakes that people make with PEM files. What became of them when we gave them to the clients is noted as
 * Go (containerd, kapp-controller; `AppendCertsFromPEM` of Go 1.26) and OpenSSL (3.0, `-CAfile`).
 */
export const brokenPem = {
  /** Windows line ends. Go and OpenSSL read it. */
  crlf: (pem) => pem.replaceAll("\n", "\r\n"),
  /** Pasted into YAML, with BEGIN and END put right. Go and OpenSSL read it. */
  bodyIndented: (pem) => pem.replaceAll(/^(?!-----)(?=.)/gm, "    "),
  /** Pasted into YAML one level too deep. Go and OpenSSL find no certificate. */
  allIndented: (pem) => pem.replaceAll(/^(?=.)/gm, "    "),
  /**
   * Two files put together of which the first has no final newline; a lone certificate is put together with
   * itself. Go loses both, OpenSSL reports a bad end line.
   */
  joinedWithoutNewline: (pem) => {
    const bundle = pem.split("-----BEGIN").length > 2 ? pem : `${pem}${pem}`;
    return bundle.replaceAll(/(-----END CERTIFICATE-----)\s+(?=-----BEGIN)/g, "$1");
  },
  /** From JSON without decoding it: one line with `\n` in two characters. Go finds no certificate. */
  literalBackslashN: (pem) => pem.replaceAll("\n", String.raw`\n`),
  /** Saved by an editor that puts U+FEFF first. Go loses the first certificate, OpenSSL reads it. */
  byteOrderMark: (pem) => `\ufeff${pem}`,
  /** A certificate that was cut off, then the good ones. Go skips it, OpenSSL refuses the whole file. */
  badFirstGoodSecond: (pem) => `${cutOff(pem)}${pem}`,
  /** The value of a Secret without decoding it. Go and OpenSSL find no certificate. */
  base64Wrapped: (pem) => Buffer.from(pem, "utf8").toString("base64"),
} as const satisfies Record<string, BreakPem>;

export type BrokenPemName = keyof typeof brokenPem;

/** The first certificate of a bundle without the second half of its lines: sound PEM around half a certificate. */
function cutOff(pem: string): string {
  const [first = ""] = pem.split("-----END CERTIFICATE-----");
  const lines = first.trimEnd().split("\n");
  return `${lines.slice(0, Math.ceil(lines.length / 2)).join("\n")}\n-----END CERTIFICATE-----\n`;
}
