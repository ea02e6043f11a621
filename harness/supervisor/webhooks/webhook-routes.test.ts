import { describe, expect, it } from "vitest";
import { httpsUnderTest } from "../server/https-under-test.ts";
import { clusterOf } from "./objects-under-test.ts";
import { webhookRoutes } from "./webhook-routes.ts";

const routes = webhookRoutes(() => new Date());
const post = (review: unknown) => ({ method: "POST", body: JSON.stringify(review) });

describe("webhookRoutes", () => {
  it("answers reviews as the API server asks them", async () => {
    await using server = await httpsUnderTest(routes);
    const conversion = { apiVersion: "apiextensions.k8s.io/v1", kind: "ConversionReview" };
    const toOld = { uid: "1", desiredAPIVersion: "run.tanzu.vmware.com/v1alpha1", objects: [clusterOf()] };
    const converted = await server.ask("/convert?timeout=30s", post({ ...conversion, request: toOld }));
    expect(converted.body).toMatchObject({
      ...conversion,
      response: {
        uid: "1",
        result: { status: "Success" },
        convertedObjects: [
          { apiVersion: toOld.desiredAPIVersion, spec: { topology: { workers: { count: 1 } } } },
        ],
      },
    });
    const admission = { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview" };
    const kind = { group: "run.tanzu.vmware.com", version: "v1alpha2", kind: "TanzuKubernetesCluster" };
    const create = { uid: "2", operation: "CREATE", kind, object: clusterOf({}, "A") };
    const admitted = await server.ask("/validate", post({ ...admission, request: create }));
    expect(admitted.body).toMatchObject({ ...admission, response: { uid: "2", allowed: false } });
    expect((await server.ask("/healthz")).status).toBe(200);
  });

  it.each([
    "",
    "{",
    "7",
    "{}",
    '{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview","request":{}}',
    '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}',
  ])("refuses what is no review: %s", async (body) => {
    await using server = await httpsUnderTest(routes);
    const answer = await server.ask("/validate", { method: "POST", body });
    expect([answer.status, answer.body]).toEqual([
      400,
      { message: "This takes reviews of kind AdmissionReview of admission.k8s.io/v1" },
    ]);
  });
});
