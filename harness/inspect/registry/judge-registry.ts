import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import { isValidAt, oneLine, type ServedChain, signs, summaryOf } from "../certificates/judge-store.ts";
import { readPemAsGo } from "../certificates/read-pem-as-go.ts";
import type { ExpectedCertificate, InspectedRegistry, Place } from "../inspection.ts";
import type { RegistryFacts } from "./read-registry.ts";
import type { RegistryAddress } from "./registry-address.ts";

/** The registry as everything else is judged by it. */
export interface JudgedRegistry {
  readonly address: RegistryAddress;
  readonly inspected: InspectedRegistry;
  readonly place: Place;
  readonly served: ServedChain;
  readonly expected: ExpectedCertificate;
  /** The CA itself, where it is known. */
  readonly anchor: X509Certificate | undefined;
  /** Whether every system has the CA from its maker. */
  readonly isPublic: boolean;
  /** How an operator gets the CA into a file. */
  readonly fetch: string;
}

/** Finds the CA that clients need, and what is wrong with the registry itself. */
export function judgeRegistry(address: RegistryAddress, facts: RegistryFacts, now: number): JudgedRegistry {
  const { chain, getcert } = facts;
  const handedOut = "certificates" in getcert ? getcert.certificates : [];
  const served = { chain, handedOut, now };
  const { anchor, source } = anchorOf(chain, handedOut);
  const expected: ExpectedCertificate =
    anchor === undefined
      ? { subject: oneLine(chain.at(-1)?.issuer ?? "") }
      : { subject: oneLine(anchor.subject), fingerprint256: anchor.fingerprint256 };
  const leaf = chain[0];
  return {
    address,
    served,
    expected,
    anchor,
    isPublic: source === "public",
    fetch:
      handedOut.length > 0
        ? `curl -sk ${address.url}/api/v2.0/systeminfo/getcert -o ${caFile(address)}`
        : `get the CA from whoever runs the registry, as ${caFile(address)}`,
    inspected: {
      url: address.url,
      host: address.host,
      connectedTo: `${address.target.address}:${address.target.port}`,
      chain: chain.map(summaryOf),
      names: leaf?.subjectAltName?.split(", ") ?? [],
      anchor: { ...expected, source },
    },
    place: {
      kind: "registry",
      name: address.host,
      expected,
      found: chain.map((one) => ({ ...summaryOf(one), where: "served" })),
      ...stateOf(address, facts, source, now),
    },
  };
}

/** The file that cures speak of. */
export function caFile({ target }: RegistryAddress): string {
  return `${target.host.replaceAll(":", "-")}.crt`;
}

function anchorOf(chain: readonly X509Certificate[], handedOut: readonly X509Certificate[]) {
  const top = chain.at(-1);
  if (top?.verify(top.publicKey) === true) return { anchor: top, source: "served" } as const;
  const given = handedOut.find((certificate) => signs(certificate, chain));
  if (given !== undefined) return { anchor: given, source: "getcert" } as const;
  const known = rootCertificates.flatMap(readPemAsGo).find((certificate) => signs(certificate, chain));
  if (known !== undefined) return { anchor: known, source: "public" } as const;
  return { anchor: undefined, source: "name only" } as const;
}

function stateOf(
  { target, url }: RegistryAddress,
  { chain, getcert }: RegistryFacts,
  source: InspectedRegistry["anchor"]["source"],
  now: number,
): Pick<Place, "state" | "detail" | "cure"> {
  const [leaf] = chain;
  if (leaf === undefined) return { state: "unknown", detail: "it shows no certificate" };
  const late = chain.find((one) => !isValidAt(one, now));
  if (late !== undefined) {
    return {
      state: "expired",
      detail: `${oneLine(late.subject)} is valid from ${late.validFromDate.toISOString()} until ${late.validToDate.toISOString()}`,
      cure: `renew the certificate of ${url}`,
    };
  }
  const named =
    isIP(target.host) === 0 ? leaf.checkHost(target.host, { subject: "never" }) : leaf.checkIP(target.host);
  if (named === undefined) {
    return {
      state: "wrong name",
      detail: `its certificate is for ${leaf.subjectAltName ?? "no name at all: clients ignore its common name"}`,
      cure: `issue a certificate whose subject alternative names have ${target.host}`,
    };
  }
  if (source !== "name only") return { state: "sound", detail: `its CA is known: ${sourceText[source]}` };
  const signer = oneLine(chain.at(-1)?.issuer ?? "");
  if ("refused" in getcert) {
    return {
      state: "sound",
      detail: `its CA is known by name only: ${signer}; it is not sent, and of getcert: ${getcert.refused}`,
    };
  }
  const [given] = getcert.certificates;
  if (given !== undefined && oneLine(given.subject) === signer) {
    return {
      state: "another certificate",
      detail: `getcert gives a CA ${signer} of another key (sha256 ${given.fingerprint256}) than the one that has signed what is served`,
      cure: "give the registry the CA that has signed its certificate: what it hands out now helps nobody",
    };
  }
  return {
    state: "incomplete",
    detail: `what it sends ends with a certificate of ${signer}, which is not sent, nor what getcert gives (${given === undefined ? "nothing" : oneLine(given.subject)})`,
    cure: "append the intermediate CA to the certificate that the registry serves; if its CA was replaced, to getcert the new one",
  };
}

const sourceText = {
  served: "it sends it",
  getcert: "getcert gives it",
  public: "every system has it from its maker",
} as const satisfies Record<Exclude<InspectedRegistry["anchor"]["source"], "name only">, string>;
