import type { Secret } from "../core/secret.ts";
import type { ServedCertificate } from "./harbor.ts";

/** The port inside the container. */
export const containerPort = 443;

const directory = "/etc/harbor";

/** A file to copy into the container. */
export interface ContainerFile {
  readonly target: string;
  readonly content: string;
  readonly mode: number;
}

export interface HarborFilesInput {
  readonly externalUrl: string;
  readonly legacyApi: boolean;
  readonly certificate: ServedCertificate;
  /** What getcert serves; without it getcert answers 404. */
  readonly publishedCaPem: string | undefined;
  readonly adminPassword: Secret;
  readonly tokenKeyPem: Secret;
}

/** Everything that harness/registry/api reads when it starts: see api/settings.ts. */
export function harborFiles(input: HarborFilesInput): readonly ContainerFile[] {
  const configuration = {
    externalUrl: input.externalUrl,
    port: containerPort,
    certificateFile: `${directory}/tls.crt`,
    keyFile: `${directory}/tls.key`,
    caFile: `${directory}/ca.crt`,
    adminPasswordFile: `${directory}/admin-password`,
    tokenKeyFile: `${directory}/token.key`,
    legacyApi: input.legacyApi,
    registry: {
      binary: "/usr/local/bin/registry",
      storage: "/var/lib/registry",
      runDirectory: "/run/harbor",
    },
  };
  return [
    publicFile("config.json", JSON.stringify(configuration)),
    secretFile("admin-password", input.adminPassword),
    secretFile("token.key", input.tokenKeyPem),
    ...certificateFiles(input.certificate, input.publishedCaPem),
  ];
}

/** The files that a change of the certificate replaces. */
export function certificateFiles(
  { chainPem, privateKeyPem }: ServedCertificate,
  publishedCaPem: string | undefined,
): readonly ContainerFile[] {
  const files = [publicFile("tls.crt", chainPem), secretFile("tls.key", privateKeyPem)];
  return publishedCaPem === undefined ? files : [...files, publicFile("ca.crt", publishedCaPem)];
}

function publicFile(name: string, content: string): ContainerFile {
  return { target: `${directory}/${name}`, content, mode: 0o644 };
}

function secretFile(name: string, content: Secret): ContainerFile {
  return { target: `${directory}/${name}`, content: content.reveal(), mode: 0o600 };
}
