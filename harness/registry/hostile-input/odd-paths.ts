import fc from "fast-check";
import { among } from "./trials.ts";

const digest = `sha256:${"a".repeat(64)}`;

/** What is a part of a path, or pretends to be. */
const part = among(
  [6, fc.constantFrom("library", "private", "private", "secret", "secret", "a", "1")],
  [3, fc.constantFrom("..", ".", "%2e%2e", "%2E%2e", "%252e%252e", "%c0%ae%c0%ae", "..%2f", "%2f..", "..;")],
  [
    3,
    fc.constantFrom("", "%00", "%", "%zz", "%0d%0aX:%20y", "%20", "%5c", "\\", "~", "*", "a%2fb", "#", "@"),
  ],
  [
    2,
    fc.constantFrom(
      "Library",
      "a__b",
      "a..b",
      "-a",
      "a-",
      "_",
      "a:1",
      "a@1",
      digest,
      "sha256:zz",
      "ｌibrary",
    ),
  ],
  [
    2,
    fc.constantFrom("v2", "_catalog", "manifests", "blobs", "uploads", "tags", "list", "referrers", "debug"),
  ],
  [
    1,
    fc.constantFrom("a".repeat(129), "a".repeat(256), "a".repeat(5_000), "a/".repeat(500), "../".repeat(500)),
  ],
  [2, fc.string({ unit: "binary", maxLength: 12 }).map((text) => encodeOddly(text))],
);

const name = fc.array(part, { minLength: 1, maxLength: 5 }).chain((parts) =>
  fc
    .array(fc.constantFrom("/", "/", "/", "//", "%2f", "/./"), {
      minLength: parts.length,
      maxLength: parts.length,
    })
    .map((joints) =>
      parts.map((text, index) => `${index === 0 ? "" : (joints[index] ?? "/")}${text}`).join(""),
    ),
);

const end = fc.constantFrom(
  ...[
    "/manifests/1",
    `/manifests/${digest}`,
    "/tags/list",
    `/blobs/${digest}`,
    "/blobs/uploads/",
    "/blobs/uploads",
  ],
  ...["/blobs/uploads/3f2a", `/referrers/${digest}`, "/referrers/x", "", "/", "/manifests/", "/_state"],
);

const query = among(
  [5, fc.constant("")],
  [
    1,
    fc.constantFrom(
      "?",
      "?n=-1",
      "?n=9999999999",
      "?n=x&last=%00",
      "?last=../private",
      "?page=0",
      "?page_size=-2",
    ),
  ],
  [1, fc.constantFrom(`?mount=${digest}&from=private/secret`, `?from=private%2fsecret&mount=${digest}`)],
  [
    1,
    fc.constantFrom(
      `?digest=${digest}`,
      "?digest=sha256:zz",
      "?_state=x",
      "?q=name%3D~%25",
      "?project_name=private",
    ),
  ],
  [1, fc.string({ unit: "binary", maxLength: 20 }).map((text) => `?${encodeOddly(text)}`)],
);

const front = among(
  [6, fc.constantFrom("/v2/", "/v2/", "//v2//", "/v2/./", "/V2/", "/v2/%2e%2e/v2/", "/%762/", "/v2%2f")],
  [3, fc.constantFrom("/api/v2.0/projects/", "/api/v2.0/projects/private/repositories/", "/api/v2.0/")],
  [
    2,
    fc.constantFrom("/service/", "/service/token/", "/debug/", "/metrics/", "/c/", "/", "http://harbor/v2/"),
  ],
);

const plain = fc.constantFrom(
  ...[
    "/v2/library/a/manifests/1",
    "/v2/library/a/tags/list",
    "/v2/private/secret/manifests/1",
    "/v2/",
    "/v2/_catalog",
  ],
  ...["/v2/library/a/blobs/uploads/", `/v2/library/a/referrers/${digest}`, "/v2/private/secret/tags/list"],
  ...["/api/v2.0/projects", "/api/v2.0/robots/1", "/api/v2.0/quotas/1", "/api/v2.0/configurations"],
  ...[
    "/api/v2.0/projects/library/repositories/a/artifacts/1",
    "/api/v2.0/systeminfo/getcert",
    "/service/token",
  ],
);

/** What anybody may read, and the registry behind the API gives. */
export const publicPath = fc.constantFrom(
  ...["/v2/library/a/manifests/1", "/v2/library/a/tags/list", `/v2/library/a/blobs/${digest}`],
);

/** A request target: right, or nearly. */
export const oddPath: fc.Arbitrary<string> = among(
  [3, fc.tuple(front, name, end, query).map((pieces) => pieces.join(""))],
  [2, fc.tuple(plain, query).map((pieces) => pieces.join(""))],
);

/** As it may stand in a request: what is no visible ASCII is encoded, in more than one way. */
export function encodeOddly(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x25;
      return isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}
