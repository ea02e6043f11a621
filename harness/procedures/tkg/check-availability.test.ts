import { expect, it } from "vitest";
import { checkAvailability } from "./check-availability.ts";

const outage = { from: 40_000, lasted: 2_500, saw: "connect ECONNREFUSED" };
const rollout = {
  before: [],
  after: [],
  ms: 90_000,
  availability: {
    looks: 300,
    watched: 90_100,
    outages: [outage, { ...outage, from: 60_000, lasted: 500 }],
    fewestEtcdMembers: 2,
  },
};

it("adds up what was lost, and says when and how", async () => {
  const { succeeded, text } = await checkAvailability({ rollout, mayLose: 3_000, leastEtcdMembers: 2 });
  expect(succeeded).toBe(true);
  expect(text).toBe(
    [
      "rolled out in 90.0 s; 300 looks, without an answer for 3.0 s in 2 outages (allowed 3.0 s); never fewer than 2 etcd members running (needed 2)",
      "after 40.0 s for 2.5 s: connect ECONNREFUSED",
      "after 60.0 s for 0.5 s: connect ECONNREFUSED",
    ].join("\n"),
  );
});

it("fails where more was lost than may be", async () => {
  expect((await checkAvailability({ rollout, mayLose: 2_999, leastEtcdMembers: 2 })).succeeded).toBe(false);
});

it("fails where etcd had fewer members than it needs", async () => {
  expect((await checkAvailability({ rollout, mayLose: 3_000, leastEtcdMembers: 3 })).succeeded).toBe(false);
});
