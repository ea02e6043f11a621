import type { TrustedCa, TrustSettings } from "../api/settings.ts";
import { readCaData } from "./ca-data.ts";
import type { FieldProblem, Findings } from "./field-problem.ts";
import type { Loose } from "./loose.ts";

/** Of a CA's name: `<name>.pem` is a file, and those have 255 characters at most. */
export const longestCaName = 251;

/**
 * What is wrong with the CAs that nodes are to trust.
 * @param field of the trust settings
 * @param now of which certificates have to be valid
 */
export function findInTrust(trust: Loose<TrustSettings> | undefined, field: string, now: Date): Findings {
  const cas = trust?.additionalTrustedCAs ?? [];
  const list = `${field}.additionalTrustedCAs`;
  const found = cas.map((ca, at) => findInCa(ca, `${list}[${at}]`, now));
  return {
    problems: [...found.flatMap(({ problems }) => problems), ...repeated(cas, list)],
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

function findInCa({ name = "", data = "" }: Loose<TrustedCa>, field: string, now: Date): Findings {
  const problems = nameProblems(name, `${field}.name`);
  const read = readCaData(data);
  if (read.kind !== "certificates") {
    const found = [{ field: `${field}.data`, message: `${read.is}; it should be ${read.should}` }];
    // In the field that is taken, and nodes trust nothing new (N26): other APIs of TKG want it encoded twice.
    return read.kind === "twice"
      ? { problems, warnings: found }
      : { problems: [...problems, ...found], warnings: [] };
  }
  const { certificates } = read;
  const expired = certificates.filter(({ notAfter }) => notAfter < now);
  const several = `holds ${certificates.length} certificates; rehash_ca_certificates.sh makes links for files with one only: curl and openssl on a node will not find them, containerd will`;
  return {
    problems,
    warnings: [
      ...expired.map(({ subject, notAfter }) => ({
        field: `${field}.data`,
        message: `holds ${subject}, which has expired on ${notAfter.toISOString().slice(0, 10)}; it should be the CA's present certificate`,
      })),
      ...(certificates.length > 1 ? [{ field: `${field}.data`, message: several }] : []),
    ],
  };
}

function nameProblems(name: string, field: string): readonly FieldProblem[] {
  const should =
    "it should have letters, digits, '-', '_' and '.' only: it becomes a file's name on the nodes";
  if (name === "") return [{ field, message: `is empty; ${should}` }];
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) return [{ field, message: `is ${JSON.stringify(name)}; ${should}` }];
  if (name.length <= longestCaName) return [];
  return [{ field, message: `has ${name.length} characters; it should have ${longestCaName} at most` }];
}

function repeated(cas: readonly Loose<TrustedCa>[], list: string): readonly FieldProblem[] {
  return cas.flatMap(({ name }, at) => {
    const first = cas.findIndex((other) => other.name === name);
    if (first === at || name === undefined) return [];
    const message = `is ${JSON.stringify(name)}, as ${list}[${first}].name is; it should be its own: both would be one file`;
    return [{ field: `${list}[${at}].name`, message }];
  });
}
