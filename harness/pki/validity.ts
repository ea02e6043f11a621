import { type Clock, systemClock } from "../core/clock.ts";

/** From when until when a certificate holds; X.509 knows whole seconds only. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const hour = 60 * 60 * 1_000;
const day = 24 * hour;

/** Valid from an hour ago, so that a node whose clock is slow agrees, for that many days from now. */
export function validFor({
  days,
  clock = systemClock,
}: {
  readonly days: number;
  readonly clock?: Clock;
}): Validity {
  const now = clock.now();
  return { notBefore: new Date(now - hour), notAfter: new Date(now + days * day) };
}

/** Was valid for a year until an hour ago. */
export function expired(clock: Clock = systemClock): Validity {
  const now = clock.now();
  return { notBefore: new Date(now - 365 * day), notAfter: new Date(now - hour) };
}

/** Will be valid for a year, from tomorrow on. */
export function notYetValid(clock: Clock = systemClock): Validity {
  const now = clock.now();
  return { notBefore: new Date(now + day), notAfter: new Date(now + 366 * day) };
}
