import { apiStatus } from "../../cluster/kube/kube.ts";
import type { Announcement } from "../objects/announcements.ts";
import { digest } from "../objects/digest.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { fieldManager } from "../objects/names.ts";
import type { AskApi } from "./api-requests.ts";
import { collectionPath, objectPath } from "./kinds.ts";

/** Says something of an object. The same words are the same event: it is counted, as Kubernetes' own components do. */
export async function sayEvent(
  ask: AskApi,
  of: KubeObject,
  announcement: Announcement,
  now: Date,
): Promise<void> {
  const event = eventOf(of, announcement, now);
  const { name, namespace } = event.metadata;
  try {
    await ask({ method: "POST", path: collectionPath("Event", namespace), body: event });
  } catch (error) {
    if (apiStatus(error) !== 409) throw error;
    const path = objectPath({ kind: "Event", name, namespace });
    // as: the API says what an Event is
    const { count = 1 } = (await ask({ method: "GET", path })) as { readonly count?: number };
    const contentType = "application/merge-patch+json";
    const body = { count: count + 1, lastTimestamp: event.lastTimestamp };
    await ask({ method: "PATCH", path, body, contentType });
  }
}

function eventOf({ apiVersion, kind, metadata }: KubeObject, said: Announcement, now: Date) {
  const { name, namespace = "", uid } = metadata;
  const time = now.toISOString();
  return {
    ...{ apiVersion: "v1", kind: "Event" },
    metadata: { name: `${name}.${digest([uid, said.reason, said.message], 10)}`, namespace },
    involvedObject: { apiVersion, kind, name, namespace, uid },
    ...said,
    source: { component: fieldManager },
    ...{ firstTimestamp: time, lastTimestamp: time, count: 1 },
  };
}
