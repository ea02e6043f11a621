import { randomBytes } from "node:crypto";
import { type Clock, systemClock } from "./clock.ts";

/** The name of a run: when it began (UTC) and six characters of its own, so that runs sort and never collide. */
export function newRunId(clock: Clock = systemClock): string {
  const time = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  return `${time}-${randomBytes(3).toString("hex")}`;
}
