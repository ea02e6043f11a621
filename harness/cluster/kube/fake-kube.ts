import type { Kube } from "./kube.ts";

/** For tests: what a watch does: says objects, and then breaks, is refused, ends, or stays open. */
export interface FakeWatch {
  readonly objects?: readonly unknown[];
  readonly then?: "end" | Error;
}

/** For tests: a cluster whose watches do, one after the other, what they are told; the last one stays open. */
export function fakeFollow(
  ...watches: readonly FakeWatch[]
): Pick<Kube, "follow"> & { readonly begun: string[] } {
  const begun: string[] = [];
  return {
    begun,
    async follow(path, fieldSelector, onObject, signal) {
      const { objects = [], then } = watches[begun.length] ?? {};
      begun.push(fieldSelector === undefined ? path : `${path}?${fieldSelector}`);
      for (const object of objects) {
        // Each comes on its own, as over a connection.
        await Promise.resolve();
        onObject(object);
      }
      if (signal.aborted || then === "end") return;
      if (then !== undefined) throw then;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      signal.addEventListener("abort", () => resolve(undefined), { once: true });
      await promise;
    },
  };
}
