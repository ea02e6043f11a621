import { expect, it } from "vitest";
import { messagesOf } from "./suppressed-errors.ts";

it("gives what every disposer threw, the first one first, each text once", async () => {
  const owned = new AsyncDisposableStack();
  for (const text of ["third", "second", "first", "first"])
    owned.defer(() => Promise.reject(new Error(text)));
  const error: unknown = await owned.disposeAsync().catch((thrown: unknown) => thrown);
  expect(messagesOf(error)).toEqual(["first", "second", "third"]);
});

it("gives the text of an error that stands alone", () => {
  expect(messagesOf(new Error("alone"))).toEqual(["alone"]);
});
