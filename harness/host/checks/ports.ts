import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

const wanted = [80, 443];

/** The hexadecimal addresses of /proc/net/tcp{,6} that a listener on loopback would collide with. */
const everywhere = /^(0{8}|0{32})$/;
const loopback = /^([0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F)$/;

/** Whether ports 80 and 443 are free on loopback: live URLs of the Source-to-URL demo use them. */
export async function checkPorts(host: Host): Promise<Finding> {
  const tables = await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map((path) => host.read(path)));
  const taken = new Set(tables.flatMap((table) => listeningPorts(table ?? "")));
  const busy = wanted.filter((port) => taken.has(port));
  return {
    id: "ports",
    title: "ports 80 and 443 on loopback",
    status: busy.length === 0 ? "ok" : "warning",
    saw:
      busy.length === 0
        ? "free"
        : `taken: ${busy.join(", ")}; the Source-to-URL demo needs them, nothing else does`,
    ...(busy.length === 0
      ? {}
      : { cure: `sudo ss -ltnp '( ${busy.map((port) => `sport = ${port}`).join(" or ")} )'` }),
  };
}

/** Columns: number, local address:port, remote address:port, state (0A is listening). */
function listeningPorts(table: string): readonly number[] {
  return table.split("\n").flatMap((row) => {
    const [, local = "", , state] = row.trim().split(/\s+/);
    const [address = "", port = ""] = local.split(":");
    const collides = everywhere.test(address) || loopback.test(address);
    return state === "0A" && collides ? [Number.parseInt(port, 16)] : [];
  });
}
