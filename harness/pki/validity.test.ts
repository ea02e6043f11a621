import { describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { expired, notYetValid, validFor } from "./validity.ts";

const now = new Date("2026-06-15T12:00:00Z");
const clock = fakeClock(now.getTime());

describe("validity", () => {
  it("validFor begins an hour ago", () => {
    expect(validFor({ days: 30, clock })).toEqual({
      notBefore: new Date("2026-06-15T11:00:00Z"),
      notAfter: new Date("2026-07-15T12:00:00Z"),
    });
  });

  it("expired is over", () => {
    const { notBefore, notAfter } = expired(clock);
    expect(notBefore < notAfter && notAfter < now).toBe(true);
  });

  it("notYetValid is to come", () => {
    const { notBefore, notAfter } = notYetValid(clock);
    expect(now < notBefore && notBefore < notAfter).toBe(true);
  });
});
