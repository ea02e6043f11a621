import { type ApiError, denied } from "./api-error.ts";

/** What would not fit, in bytes. */
export interface StorageExceeded {
  readonly added: number;
  /** Before anything is added, whatever Harbor's "when updated to" suggests. */
  readonly used: number;
  readonly limit: number;
}

/** Harbor's refusal: https://github.com/goharbor/harbor/blob/main/src/pkg/quota/errors.go */
export function storageExceeded({ added, used, limit }: StorageExceeded): ApiError {
  return denied(
    `adding ${displaySize(added)} of storage resource, which when updated to current usage of ${displaySize(used)} will exceed the configured upper limit of ${displaySize(limit)}.`,
  );
}

/** Go rounds 1.25 to 1.2 and 1.75 to 1.8; toFixed() would make 1.3 of the first. */
const oneDecimal = new Intl.NumberFormat("en", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  roundingMode: "halfEven",
  useGrouping: false,
});

/** Bytes as Harbor shows them: `512 B`, `1.5 MiB`. */
export function displaySize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const exponent = Math.floor(Math.log2(bytes) / 10);
  return `${oneDecimal.format(bytes / 1024 ** exponent)} ${"KMGTPE".charAt(exponent - 1)}iB`;
}
