import type { Reply, Route } from "../server/exchange.ts";
import { type AdmissionRequest, answerAdmission } from "./admission-review.ts";
import { answerConversion, type ConversionRequest } from "./conversion-review.ts";

/** Lists of clusters are converted in one request; an object of etcd has 1.5 MiB at most. */
const limit = 32 * 1024 * 1024;

/** What the API server calls: `/convert`, `/validate`, and `/healthz` for the kubelet. */
export function webhookRoutes(now: () => Date): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/convert",
      limit,
      answer: ({ body }) =>
        review(
          body,
          "apiextensions.k8s.io/v1",
          "ConversionReview",
          (request) => answerConversion(request as ConversionRequest), // as: who asks is the API server
        ),
    },
    {
      method: "POST",
      path: "/validate",
      limit,
      answer: ({ body }) =>
        review(
          body,
          "admission.k8s.io/v1",
          "AdmissionReview",
          (request) => answerAdmission(request as AdmissionRequest, now()), // as: who asks is the API server
        ),
    },
    { method: "GET", path: "/healthz", limit: 0, answer: () => ({ status: 200, body: { message: "ok" } }) },
  ];
}

function review(body: string, apiVersion: string, kind: string, answer: (request: object) => object): Reply {
  const asked = parse(body);
  if (asked?.apiVersion !== apiVersion || asked.kind !== kind || typeof asked.request !== "object") {
    return { status: 400, body: { message: `This takes reviews of kind ${kind} of ${apiVersion}` } };
  }
  return { status: 200, body: { apiVersion, kind, response: answer(asked.request ?? {}) } };
}

interface Review {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly request?: object | null;
}

function parse(body: string): Review | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
