import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createRootCa, issueServerCertificate } from "../pki/index.ts";
import type { HttpsTarget } from "./https-request.ts";

/** What a fake registry was asked. */
export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A TLS server that gives one answer to everything, for tests of the client side. */
export interface FakeHarbor extends AsyncDisposable {
  readonly target: HttpsTarget & { readonly caPem: string };
  readonly calls: readonly FakeCall[];
}

export interface FakeHarborInput {
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly answer: (call: FakeCall) => { readonly status: number; readonly body: string };
}

export async function startFakeHarbor({
  dnsNames = ["harbor.tkg.test"],
  ipAddresses = [],
  answer,
}: FakeHarborInput): Promise<FakeHarbor> {
  const ca = await createRootCa();
  const { chainPem, privateKeyPem } = await issueServerCertificate({ issuer: ca, dnsNames, ipAddresses });
  const calls: FakeCall[] = [];
  const server = createServer({ cert: chainPem, key: privateKeyPem.reveal() }, (request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text: string) => (body += text));
    request.once("end", () => {
      const call = {
        method: request.method ?? "",
        path: request.url ?? "",
        authorization: request.headers.authorization,
        body,
      };
      calls.push(call);
      const { status, body: reply } = answer(call);
      response.writeHead(status).end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
  return {
    target: { host: "harbor.tkg.test", address: "127.0.0.1", port, caPem: ca.certificatePem },
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
