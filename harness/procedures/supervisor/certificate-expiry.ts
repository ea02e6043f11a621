import { HarnessError } from "../../core/errors.ts";

/** A row of the first table that `kubeadm certs check-expiration` prints. */
export interface CertificateRow {
  /** As kubeadm calls it: `apiserver`, `admin.conf`. */
  readonly name: string;
  /** To the minute: kubeadm prints no seconds. */
  readonly expires: Date;
  /** As it is printed, rounded: `363d`, `2d23h`, `<invalid>`. */
  readonly residual: string;
  /** By the clock of the node. */
  readonly expired: boolean;
  /** Older versions of kubeadm name none for the `.conf` files. */
  readonly authority?: string;
  /** Whether the authority's key is elsewhere, so that kubeadm cannot renew the certificate. */
  readonly externallyManaged: boolean;
}

/** A row of the second table. */
export type AuthorityRow = Omit<CertificateRow, "authority">;

/** What `kubeadm certs check-expiration` says of a control-plane node. */
export interface CertificateExpiry {
  readonly certificates: readonly CertificateRow[];
  readonly authorities: readonly AuthorityRow[];
  /** What kubeadm looked for and did not find, of both tables. */
  readonly missing: readonly string[];
}

type Table = "before" | "certificates" | "authorities";

const heads: Readonly<Record<Exclude<Table, "before">, RegExp>> = {
  certificates: /^CERTIFICATE +EXPIRES +RESIDUAL TIME +CERTIFICATE AUTHORITY +EXTERNALLY MANAGED$/,
  authorities: /^CERTIFICATE AUTHORITY +EXPIRES +RESIDUAL TIME +EXTERNALLY MANAGED$/,
};
const row =
  /^(?<name>\S+) +(?<month>[A-Z][a-z]{2}) (?<day>\d\d), (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d) UTC +(?<residual>(?:\d+[ydhms])+|<invalid>) +(?:(?<authority>\S+) +)?(?<external>yes|no)$/;
const missingRow = /^!MISSING! (?<name>\S+)$/;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Reads what `kubeadm certs check-expiration` printed on one node. Lines before its first table are passed over.
 * @throws HarnessError `tool-failed` naming the line that is no row, or the table that is not there
 */
export function readCertificateExpiry(text: string): CertificateExpiry {
  const certificates: CertificateRow[] = [];
  const authorities: AuthorityRow[] = [];
  const missing: string[] = [];
  let table: Table = "before";
  // With a terminal (ssh -t) lines end as on Windows.
  const lines = text.split("\n").map((line) => line.trimEnd());
  for (const [index, line] of lines.entries()) {
    const next = nextTable(table, line);
    if (next !== undefined) {
      table = next;
    } else if (table !== "before" && line !== "") {
      const absent = missingRow.exec(line)?.groups?.name;
      if (absent !== undefined) missing.push(absent);
      else if (table === "certificates") certificates.push(readRow(line, index, "with an authority"));
      else authorities.push(readRow(line, index, "without an authority"));
    }
  }
  if (table !== "authorities") throw noTable(table, lines);
  return { certificates, authorities, missing };
}

/** The table that a line begins, if it is the head of the one that comes next. */
function nextTable(table: Table, line: string): Table | undefined {
  if (table === "before" && heads.certificates.test(line)) return "certificates";
  return table === "certificates" && heads.authorities.test(line) ? "authorities" : undefined;
}

function readRow(line: string, index: number, kind: `${"with" | "without"} an authority`): CertificateRow {
  const { name = "", residual = "", authority, external, ...parts } = row.exec(line)?.groups ?? {};
  const expires = instant(parts);
  if (expires === undefined || (kind === "without an authority" && authority !== undefined)) {
    throw unreadable(`line ${index + 1} is no row of its table: ${line}`);
  }
  return {
    ...{ name, expires, residual, expired: residual === "<invalid>" },
    ...(authority === undefined ? {} : { authority }),
    externallyManaged: external === "yes",
  };
}

function instant(parts: Readonly<Record<string, string | undefined>>): Date | undefined {
  const { month = "", day, year, hour, minute } = parts;
  const number = String(months.indexOf(month) + 1).padStart(2, "0");
  const date = new Date(`${year}-${number}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function noTable(table: Table, lines: readonly string[]): HarnessError {
  const last = lines.findLast((line) => line !== "") ?? "(nothing)";
  const of = table === "before" ? "certificates" : "certificate authorities";
  return unreadable(`the table of ${of} is not there; its last line is: ${last}`);
}

function unreadable(what: string): HarnessError {
  return new HarnessError({
    code: "tool-failed",
    message: `Reading what kubeadm certs check-expiration printed: ${what}`,
    hint: "on the node: sudo kubeadm certs check-expiration",
  });
}
