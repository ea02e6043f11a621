import { readFile, statfs } from "node:fs/promises";
import type { Hono } from "hono";
import { notFound } from "./api-error.ts";
import { isAuthenticated } from "./identity.ts";
import { callerOf, requireAdmin, type RouteContext, type RouteEnv } from "./route-context.ts";
import type { World } from "./world.ts";

/** What says how the registry is, and the CA that operators fetch with `curl -k` (seeds 000, 003). */
export function addSystemRoutes(app: Hono<RouteEnv>, world: World): void {
  app.get("/api/version", (context) => context.json({ version: "v2.0" }));
  app.get("/api/v2.0/ping", (context) => context.text("Pong"));
  app.get("/api/v2.0/health", async (context) => context.json(await healthOf(world)));
  app.get("/api/v2.0/systeminfo", (context) => systemInfo(context, world));
  app.get("/api/v2.0/systeminfo/getcert", (context) => getCert(context, world));
  app.get("/api/v2.0/systeminfo/volumes", async (context) => {
    requireAdmin(context);
    return context.json(await volumesOf(world));
  });
  if (!world.legacyApi) return;
  app.get("/api/systeminfo", (context) => systemInfo(context, world));
  app.get("/api/systeminfo/getcert", (context) => getCert(context, world));
}

async function healthOf({ distribution }: World) {
  const registry = (await distribution.isAlive())
    ? { name: "registry", status: "healthy" }
    : { name: "registry", status: "unhealthy", error: "the registry does not answer" };
  return { status: registry.status, components: [{ name: "core", status: "healthy" }, registry] };
}

async function systemInfo(context: RouteContext, world: World) {
  const forAnybody = {
    auth_mode: "db_auth",
    primary_auth_mode: false,
    self_registration: false,
    harbor_version: world.harborVersion,
  };
  if (!isAuthenticated(callerOf(context))) return context.json(forAnybody);
  const isHttps = world.externalUrl.startsWith("https://");
  return context.json({
    ...forAnybody,
    current_time: world.now().toISOString(),
    external_url: world.externalUrl,
    registry_url: world.externalUrl.replace(/^https?:\/\//, ""),
    has_ca_root: isHttps && (await readCa(world)) !== undefined,
    project_creation_restriction: "adminonly",
    read_only: world.configuration.readOnly,
    registry_storage_provider_name: "filesystem",
    notification_enable: false,
  });
}

/** The room on the disk, which ends whatever the projects may hold. */
async function volumesOf({ storage }: World) {
  const { bsize, blocks, bavail } = await statfs(storage);
  return { storage: [{ total: blocks * bsize, free: bavail * bsize }] };
}

async function getCert(context: RouteContext, world: World) {
  const pem = await readCa(world);
  // The path that real Harbor prints, and that operators look for.
  if (pem === undefined) throw notFound("cert not found in path: /etc/core/ca/ca.crt");
  return context.body(pem, 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": "attachment; filename=ca.crt",
  });
}

/** The CA file as it is now; undefined when there is none. */
async function readCa({ caFile }: World): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(caFile));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
