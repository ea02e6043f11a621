import fc from "fast-check";
import { among } from "./trials.ts";

/** How a body is announced, truthfully or not. */
export const framings = [
  "none",
  "length",
  "chunked",
  "both",
  "short",
  "negative",
  "two lengths",
  "odd chunked",
] as const;

/** A request as it will stand on the wire. */
export interface OddRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly framing: (typeof framings)[number];
}

const hidden = "GET /v2/private/secret/manifests/1 HTTP/1.1\r\nHost: x\r\n\r\n";

export const oddMethod: fc.Arbitrary<string> = among(
  [8, fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")],
  [
    2,
    fc.constantFrom(
      "OPTIONS",
      "TRACE",
      "PROPFIND",
      "MOVE",
      "QUERY",
      "get",
      "GE T",
      "X".repeat(40),
      "CONNECT",
    ),
  ],
);

const headerName = fc.constantFrom(
  ...[
    "host",
    "range",
    "content-type",
    "accept",
    "accept-encoding",
    "content-range",
    "if-none-match",
    "expect",
  ],
  ...["x-forwarded-host", "x-forwarded-proto", "x-forwarded-for", "x-original-url", "x-http-method-override"],
  ...[
    "connection",
    "upgrade",
    "te",
    "trailer",
    "cookie",
    "content-encoding",
    "x-is-resource-name",
    "__proto__",
  ],
);

const headerValue = among(
  [
    3,
    fc.constantFrom("", "x", "bytes=0-", "bytes=99-1", "bytes=-1", "bytes=0-0,2-3", "lines=1", "0-9", "5-1"),
  ],
  [
    3,
    fc.constantFrom(
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "*/*;q=2",
      "gzip",
    ),
  ],
  [
    2,
    fc.constantFrom(
      "/v2/private/secret/manifests/1",
      "DELETE",
      "http",
      "100-continue",
      "chunked",
      "h2c",
      "close",
    ),
  ],
  [
    1,
    fc.constantFrom(
      "a".repeat(3_000),
      "a".repeat(20_000),
      "<>",
      "a b",
      "harbor\tx",
      "[::1",
      "127.0.0.1:99999",
    ),
  ],
  [1, fc.string({ unit: "binary-ascii", maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/g, " "))],
);

const body = among(
  [4, fc.constant("")],
  [2, fc.constantFrom("{}", "[]", "null", '"x"', "{", "﻿{}", '{"schemaVersion":2}', '{"__proto__":{"a":1}}')],
  [2, fc.constantFrom(hidden, `${hidden}${hidden}`, "0\r\n\r\n", "from=private/secret&mount=x")],
  [1, fc.json({ maxDepth: 4 })],
  [1, fc.constantFrom("x".repeat(5_000), "[".repeat(20_000))],
);

/** A request to this target that is odd in the rest as well. */
export function oddRequest(target: fc.Arbitrary<string>): fc.Arbitrary<OddRequest> {
  return fc.record({
    method: oddMethod,
    target,
    headers: fc.array(fc.tuple(headerName, headerValue), { maxLength: 4 }),
    body,
    framing: among(
      [4, fc.constantFrom("none", "length")],
      [2, fc.constant("chunked")],
      [2, fc.constantFrom(...framings)],
    ),
  });
}

/** A request that gets past the first checks, with something in or behind it that is meant for somebody else. */
export function laden(target: fc.Arbitrary<string>): fc.Arbitrary<OddRequest> {
  return fc.record({
    method: among([3, fc.constantFrom("GET", "HEAD", "DELETE")], [2, oddMethod]),
    target,
    headers: fc.array(fc.tuple(fc.constantFrom("range", "content-type", "host"), headerValue), {
      maxLength: 2,
    }),
    body: fc.constantFrom("", hidden, hidden, `${hidden}${hidden}`, hidden.slice(0, -6)),
    framing: fc.constantFrom("chunked", "chunked", "length", ...framings),
  });
}
