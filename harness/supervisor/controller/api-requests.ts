import { type Kube, loadClient } from "../../cluster/kube/kube.ts";
import { ApiError } from "./kube-api.ts";

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Of the body; JSON unless told. */
  readonly contentType?: string;
}

/** Asks the API server and gives its answer. @throws ApiError with its words when it refuses */
export type AskApi = (request: ApiRequest) => Promise<unknown>;

/**
 * Asks by a client's configuration. Paths are known here: the client's own generic calls look each kind up first. And all
 * requests share connections: the client itself makes one for each, with a TLS handshake, and keeps it for a while.
 */
export async function apiRequests({ config }: Pick<Kube, "config">): Promise<AskApi> {
  const { HttpMethod, IsomorphicFetchHttpLibrary, RequestContext } = await loadClient();
  const library = new IsomorphicFetchHttpLibrary();
  let connections: ReturnType<(typeof RequestContext.prototype)["getDispatcher"]>;
  return async ({ method, path, query = {}, body, contentType = "application/json" }) => {
    const search = new URLSearchParams(query).toString();
    const server = config.getCurrentCluster()?.server ?? "";
    const url = `${server}${path}${search === "" ? "" : `?${search}`}`;
    const context = new RequestContext(url, HttpMethod[method]);
    context.setHeaderParam("Accept", "application/json");
    if (body !== undefined) {
      context.setHeaderParam("Content-Type", contentType);
      context.setBody(JSON.stringify(body));
    }
    // Each time, as a Pod's token is another one after an hour.
    await config.applySecurityAuthentication(context);
    connections ??= context.getDispatcher();
    if (connections !== undefined) context.setDispatcher(connections);
    const response = await library.send(context).toPromise();
    const text = await response.body.text();
    if (response.httpStatusCode >= 300) {
      throw new ApiError(response.httpStatusCode, refusalIn(text) ?? `${method} ${path}: ${text}`);
    }
    return JSON.parse(text) as unknown;
  };
}

/** The message of a Status object. */
function refusalIn(text: string): string | undefined {
  try {
    const status: unknown = JSON.parse(text);
    const isStatus = typeof status === "object" && status !== null && "message" in status;
    return isStatus && typeof status.message === "string" ? status.message : undefined;
  } catch {
    return undefined;
  }
}
