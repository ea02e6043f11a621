import type { OddRequest } from "./odd-requests.ts";

/** The request's bytes, after which nothing more is asked. */
export function render(
  { method, target, headers, body, framing }: OddRequest,
  authorization?: string,
): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(headers.some(([name]) => name === "host") ? [] : ["Host: harbor.tkg.test"]),
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...lengthsOf(framing, body),
    "Connection: close",
  ];
  const isChunked = /chunked|both/.test(framing);
  const size = Buffer.byteLength(body, "latin1").toString(16);
  const carried = isChunked ? `${body === "" ? "" : `${size}\r\n${body}\r\n`}0\r\n\r\n` : body;
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${framing === "none" ? "" : carried}`, "latin1");
}

function lengthsOf(framing: OddRequest["framing"], body: string): readonly string[] {
  const length = Buffer.byteLength(body, "latin1");
  switch (framing) {
    case "none":
      return [];
    case "length":
      return [`Content-Length: ${length}`];
    case "chunked":
      return ["Transfer-Encoding: chunked"];
    case "both":
      return [`Content-Length: ${length}`, "Transfer-Encoding: chunked"];
    case "short":
      return [`Content-Length: ${Math.floor(length / 2)}`];
    case "negative":
      return ["Content-Length: -1"];
    case "two lengths":
      return [`Content-Length: ${length}`, `Content-Length: ${length + 1}`];
    case "odd chunked":
      return ["Transfer-Encoding:\tchunked, identity"];
  }
}
