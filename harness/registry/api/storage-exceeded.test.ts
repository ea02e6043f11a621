import { expect, it } from "vitest";
import { displaySize, storageExceeded } from "./storage-exceeded.ts";

it.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [1024 ** 2 - 1, "1024.0 KiB"],
  [1024 ** 2, "1.0 MiB"],
  [159_803_000, "152.4 MiB"],
  [1.25 * 1024 ** 3, "1.2 GiB"],
  [1.75 * 1024 ** 4, "1.8 TiB"],
])("shows %i bytes as %s", (bytes, shown) => {
  expect(displaySize(bytes)).toBe(shown);
});

// As a user of Harbor met it: https://github.com/goharbor/harbor/issues/17390
it("says what Harbor says", () => {
  const mebibyte = 1024 ** 2;
  expect(storageExceeded({ added: 29 * mebibyte, used: 159_803_000, limit: 10 * mebibyte })).toMatchObject({
    status: 403,
    code: "DENIED",
    message:
      "adding 29.0 MiB of storage resource, which when updated to current usage of 152.4 MiB will exceed the configured upper limit of 10.0 MiB.",
  });
});
