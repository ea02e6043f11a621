import { expect, it } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { readCertificateExpiry } from "./certificate-expiry.ts";
import { checkLifetime } from "./check-lifetime.ts";
import * as sample from "./sample-certificate-expiry.ts";

const clock = fakeClock(Date.parse("2026-11-22T04:00:30Z"));
const on = (text: string) => [{ node: "cp-1", expiry: readCertificateExpiry(text) }];

it("is content with leaves that last longer", async () => {
  const { succeeded, text } = await checkLifetime({ controlPlane: on(sample.aYear), days: 30 }, clock);
  expect([succeeded, text]).toEqual([true, "11 certificates on 1 nodes expire after 2026-12-22T04:00Z"]);
});

it("names each leaf that does not", async () => {
  const { succeeded, text } = await checkLifetime({ controlPlane: on(sample.nearExpiry), days: 30 }, clock);
  expect(succeeded).toBe(false);
  expect(text.split("\n")).toHaveLength(11);
  expect(text).toContain("cp-1: apiserver: expected later than 2026-12-22T04:00Z; actual 2026-11-25T02:15Z");
});

it("proves nothing of none", async () => {
  expect((await checkLifetime({ controlPlane: [], days: 30 }, clock)).succeeded).toBe(false);
});
