import { judgeStore, type StoreJudgement, type StoreText } from "../certificates/judge-store.ts";
import type { Place } from "../inspection.ts";
import { caFile, type JudgedRegistry } from "../registry/judge-registry.ts";
import { containerdRegistry } from "./containerd-registry.ts";
import type { NodeFile, NodeReading } from "./parse-node.ts";

/** What is known of a node. */
export interface NodeFacts {
  readonly name: string;
  readonly address: string;
  readonly reading: NodeReading | { readonly unread: string };
  /** What Events say of pulls from this registry that its certificate has stopped. */
  readonly refusals: readonly string[];
}

/** Where Go programs look for trust anchors. */
const stores = ["/etc/ssl/", "/etc/pki/tls/", "/etc/pki/ca-trust/extracted/"];

/** Where an operating system takes additional CAs from, before a program makes them known. */
const sources = ["/usr/local/share/ca-certificates/", "/etc/pki/ca-trust/source/anchors/"];

/** How the registry's CA stands on a node. */
export function judgeNode(node: NodeFacts, registry: JudgedRegistry): Place {
  const { expected } = registry;
  const place = { kind: "node", name: node.name, expected } as const;
  return { ...place, ...stateOf(node, registry) };
}

type State = Pick<Place, "state" | "found" | "detail" | "cure">;

function stateOf(node: NodeFacts, registry: JudgedRegistry): State {
  const { reading } = node;
  if ("unread" in reading) return unread(node, reading.unread, registry);
  const { served, address } = registry;
  const own = containerdRegistry(reading, address.host);
  if (own.skipsVerification) {
    return {
      state: "skipped",
      found: [],
      detail: `hosts.toml in ${reading.registryFolder ?? ""} has skip_verify: containerd verifies nothing`,
      cure: "write the CA beside it and name it with ca = ... instead",
    };
  }
  const ofRegistry = judgeStore(own.texts, served);
  if (ofRegistry.state === "trusted") {
    return { ...ofRegistry, detail: "containerd reads it for every pull" };
  }
  const system = reading.files.filter(({ path }) => stores.some((folder) => path.startsWith(folder)));
  if (system.length === 0) return unread(node, "no trust store was found on it", registry);
  const judged = judgeStore(system.map(asText), served);
  if (judged.state === "trusted") return whenRead(judged, system, reading);
  return lacking(worse(judged, ofRegistry), reading, registry);
}

/** What a program in Go has read of its trust store, it keeps until it ends: the CA has to have come before. */
function whenRead(judged: StoreJudgement, system: readonly NodeFile[], reading: NodeReading): State {
  const { found } = judged;
  const holders = system.filter(({ path }) => found.some(({ where }) => where === path));
  const written = Math.min(...holders.map(({ changed }) => changed));
  const { started, logged, firstPull } = reading;
  if (started === undefined) {
    return {
      ...{ state: "unknown", found, detail: "it is there; when containerd was started is not known" },
      cure: "sudo systemctl restart containerd does no harm",
    };
  }
  if (started >= written) {
    return { state: "trusted", found, detail: "containerd was started after it was written" };
  }
  if (logged && (firstPull === undefined || firstPull >= written)) {
    return {
      ...{ state: "trusted", found },
      detail:
        "it was written after containerd was started, but before its first pull, when it reads its trust store",
    };
  }
  return {
    ...{ state: "restart needed", found },
    detail: `it was written ${(written - started).toFixed(0)} s after containerd was started${logged ? ", and containerd had pulled before" : ""}`,
    cure: "sudo systemctl restart containerd",
  };
}

function lacking(judged: StoreJudgement, reading: NodeReading, registry: JudgedRegistry): State {
  const { os, files } = reading;
  const waiting = judgeStore(files.filter(isSource).map(asText), registry.served);
  const refused =
    reading.refused === undefined ? "" : `; containerd last refused it ${isoSeconds(reading.refused)}`;
  if (judged.state === "missing" && waiting.state === "trusted") {
    return {
      state: "missing",
      found: waiting.found,
      detail: `it lies in ${waiting.found.map(({ where }) => where).join(", ")}, but was not made known${refused}`,
      cure: `sudo ${rehash(os)} && sudo systemctl restart containerd`,
    };
  }
  const folder = os === "photon" ? "/etc/ssl/certs" : "/usr/local/share/ca-certificates";
  return {
    ...judged,
    detail: `${why(judged)}${refused}`,
    cure: `${registry.fetch}; sudo cp ${caFile(registry.address)} ${folder}/ && sudo ${rehash(os)} && sudo systemctl restart containerd`,
  };
}

function why({ state }: StoreJudgement): string {
  switch (state) {
    case "expired":
      return "the CA there is out of its time";
    case "unreadable":
      return "the CA is there in a form that containerd passes over: look at its BEGIN and END lines";
    case "another certificate":
      return "a CA there has the name, but another key than the one that has signed";
    case "missing":
    case "trusted":
      return "no certificate there verifies what the registry serves";
  }
}

/** Of two stores that both do not help, the one that comes closer. */
function worse(one: StoreJudgement, other: StoreJudgement): StoreJudgement {
  return one.state === "missing" ? other : one;
}

function unread(node: NodeFacts, reason: string, { address }: JudgedRegistry): State {
  const { host, port } = { host: address.target.host, port: new URL(address.url).port || "443" };
  const [refusal] = node.refusals;
  const events =
    refusal === undefined ? "" : `; Events have ${node.refusals.length} refused pulls: ${refusal}`;
  return {
    state: "unknown",
    found: [],
    detail: `${reason}${events}`,
    cure: `ssh <user>@${node.address} 'openssl s_client -connect ${host}:${port} -servername ${host} </dev/null 2>/dev/null | openssl x509 | openssl verify -CApath /etc/ssl/certs'`,
  };
}

function rehash(os: string): string {
  return os === "photon" ? "rehash_ca_certificates.sh" : "update-ca-certificates";
}

function isSource({ path }: NodeFile): boolean {
  return sources.some((folder) => path.startsWith(folder));
}

function asText({ path: where, text }: NodeFile): StoreText {
  return { where, text };
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}
