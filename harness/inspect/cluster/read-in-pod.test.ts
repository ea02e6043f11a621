import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connect } from "../../cluster/index.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { kubeconfigFor } from "../fake-api.ts";
import { readInPod } from "./read-in-pod.ts";

/** What comes over a channel: 1 is stdout, 2 is stderr, 3 says how it ended. */
type Message = readonly [channel: 1 | 2 | 3, text: string];

const ended = (status: object): Message => [3, JSON.stringify(status)];
const place = { namespace: "tkg-system", pod: "kapp-controller-1", container: "kapp-controller-sidecarexec" };
const path = "/etc/pki/tls/certs/ca-bundle.crt";

/** Reads in a Pod of an API server that answers with these messages, or refuses with a status. */
async function read(answer: readonly Message[] | number) {
  const asked: string[] = [];
  const listener = createServer();
  listener.on("upgrade", ({ url = "", headers }, socket) => {
    asked.push(url);
    if (typeof answer === "number") {
      socket.end(`HTTP/1.1 ${answer} Forbidden\r\nconnection: close\r\n\r\n`);
      return;
    }
    const accept = createHash("sha1")
      .update(`${headers["sec-websocket-key"] ?? ""}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    const protocol = headers["sec-websocket-protocol"]?.split(",")[0] ?? "";
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\nsec-websocket-protocol: ${protocol}\r\n\r\n`,
    );
    for (const message of answer) socket.write(frame(message));
    // A close frame without a reason.
    socket.end(Buffer.from([0x88, 0]));
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo; // a server that listens on TCP has one
  await using folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "x.kubeconfig");
  await writeFile(kubeconfig, JSON.stringify(kubeconfigFor(`http://127.0.0.1:${port}`)));
  try {
    return { reading: await readInPod(await connect(kubeconfig), place, path, undefined), asked };
  } finally {
    listener.close();
  }
}

/** A whole binary message of a server, of less than 64 KiB: https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function frame([channel, text]: Message): Buffer {
  const payload = Buffer.concat([Buffer.from([channel]), Buffer.from(text)]);
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([0x82, ...length]), payload]);
}

// Loading the Kubernetes client takes long on a busy host.
describe("readInPod", { timeout: 60_000 }, () => {
  it("reads a file by cat, in as many pieces as it comes", async () => {
    const long = "-----BEGIN CERTIFICATE-----\n".repeat(100);
    const { reading, asked } = await read([[1, long], [1, "end"], ended({ status: "Success" })]);
    expect(reading).toEqual({ value: `${long}end` });
    expect(asked).toEqual([
      "/api/v1/namespaces/tkg-system/pods/kapp-controller-1/exec?stdout=true&stderr=true&stdin=false&tty=false&command=cat&command=%2Fetc%2Fpki%2Ftls%2Fcerts%2Fca-bundle.crt&container=kapp-controller-sidecarexec",
    ]);
  });

  it("tells a file that is not there from one that may not be read", async () => {
    const failure = ended({ status: "Failure", message: "command terminated with non-zero exit code" });
    const missing = await read([[2, `cat: ${path}: No such file or directory\n`], failure]);
    expect(missing.reading).toEqual({ absent: true });
    const closed = await read([[2, `cat: ${path}: Permission denied\n`], failure]);
    expect(closed.reading).toEqual({
      refused: `cat ${path} in kapp-controller-sidecarexec: cat: ${path}: Permission denied`,
    });
  });

  it("gives the words of a container that has no cat", async () => {
    const message = 'failed to exec in container: exec: "cat": executable file not found in $PATH';
    expect((await read([ended({ status: "Failure", message })])).reading).toEqual({
      refused: `cat ${path} in kapp-controller-sidecarexec: ${message}`,
    });
  });

  it("says that one may not, and that a connection ended too soon", async () => {
    expect((await read(403)).reading).toEqual({
      refused: `running cat ${path} in kapp-controller-sidecarexec: Unexpected server response: 403`,
    });
    expect((await read([[1, "half"]])).reading).toEqual({
      refused: `running cat ${path} in kapp-controller-sidecarexec: the connection was closed before the command had ended`,
    });
  });
});
