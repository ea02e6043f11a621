import { describeError } from "../../core/errors.ts";
import { type AnyCluster, convert } from "./convert.ts";

/** What the API server asks (apiextensions.k8s.io/v1). */
export interface ConversionRequest {
  readonly uid: string;
  readonly desiredAPIVersion: string;
  readonly objects: readonly AnyCluster[];
}

export interface ConversionResponse {
  readonly uid: string;
  readonly result: { readonly status: "Success" } | { readonly status: "Failed"; readonly message: string };
  /** As many as were asked for, in their order; none when it failed. */
  readonly convertedObjects?: readonly AnyCluster[];
}

/** Converts all objects of a request, or none: then its message says which one cannot be, and why. */
export function answerConversion({ uid, desiredAPIVersion, objects }: ConversionRequest): ConversionResponse {
  const converted: AnyCluster[] = [];
  for (const object of objects) {
    try {
      converted.push(convert(object, desiredAPIVersion));
    } catch (error) {
      const { namespace, name } = object.metadata ?? {};
      const message = `${namespace ?? "-"}/${name ?? "-"}: ${describeError(error)}`;
      return { uid, result: { status: "Failed", message } };
    }
  }
  return { uid, result: { status: "Success" }, convertedObjects: converted };
}
