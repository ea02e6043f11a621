/**
 * What patterns of symptoms have in common. Newer Go programs say `tls: failed to verify certificate: ` before the rest; a
 * CA of the same name has words of its own behind it.
 */
const words: Readonly<Record<string, string>> = {
  host: String.raw`(?<host>[\w.-]+(?::\d+)?)`,
  x509: "(?:tls: failed to verify certificate: )?x509: ",
  unknown: String.raw`(?:tls: failed to verify certificate: )?x509: certificate signed by unknown authority(?! \(possibly)`,
};

/**
 * A regular expression in which `{host}`, `{x509}` and `{unknown}` stand for these.
 * @throws SyntaxError when it is none
 */
export function pattern(source: string): RegExp {
  return new RegExp(source.replaceAll(/\{([a-z]\w*)\}/g, (whole, name: string) => words[name] ?? whole));
}
