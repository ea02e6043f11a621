import { readFileSync } from "node:fs";
import { isJsonObject, type JsonObject, objectField, numberField, textField } from "./json-fields.ts";
import { type Patience, usualPatience } from "./pace.ts";

/** What the registry is told when it starts: one JSON file, with secrets in files of their own. */
export interface Settings {
  /** `https://<host>`; the token realm comes from here, whatever host a request named. */
  readonly externalUrl: string;
  /** The one TCP port that answers, over TLS. */
  readonly port: number;
  /** Where to listen; every address of IPv6 and IPv4 (the kind network has both) when undefined. */
  readonly address: string | undefined;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** What getcert serves, as it is; it need not be what signed the served certificate. */
  readonly caFile: string;
  readonly adminPasswordFile: string;
  /** RSA private key, PKCS#8 PEM. */
  readonly tokenKeyFile: string;
  /** Whether Harbor 1.x's `/api/systeminfo` answers as well (seed 003 calls it). */
  readonly legacyApi: boolean;
  readonly harborVersion: string;
  /** How slow a client may be. */
  readonly patience: Patience;
  readonly registry: RegistrySettings;
}

/** The CNCF Distribution process behind the API. */
export interface RegistrySettings {
  readonly binary: string;
  readonly storage: string;
  /** Where its configuration and the public token key are written. */
  readonly runDirectory: string;
}

/** Reads the configuration file. @throws Error that names the file and the field. */
export function readSettings(file: string): Settings {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isJsonObject(value)) throw new Error(`Reading ${file}: it is not a JSON object`);
  const text = (object: JsonObject, key: string): string => {
    const found = textField(object, key);
    if (found === undefined || found === "") throw new Error(`Reading ${file}: ${key} is missing`);
    return found;
  };
  const registry = objectField(value, "registry");
  const patience = objectField(value, "patience");
  return {
    externalUrl: text(value, "externalUrl").replace(/\/+$/, ""),
    port: numberField(value, "port") ?? 443,
    address: textField(value, "address"),
    certificateFile: text(value, "certificateFile"),
    keyFile: text(value, "keyFile"),
    caFile: text(value, "caFile"),
    adminPasswordFile: text(value, "adminPasswordFile"),
    tokenKeyFile: text(value, "tokenKeyFile"),
    legacyApi: value.legacyApi === true,
    harborVersion: textField(value, "harborVersion") ?? "v2.13.0-tkglab",
    patience: {
      window: numberField(patience, "window") ?? usualPatience.window,
      bytes: numberField(patience, "bytes") ?? usualPatience.bytes,
    },
    registry: {
      binary: text(registry, "binary"),
      storage: text(registry, "storage"),
      runDirectory: text(registry, "runDirectory"),
    },
  };
}
