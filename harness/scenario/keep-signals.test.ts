import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { keepSignals } from "./keep-signals.ts";

const nothing = () => undefined;

describe("keepSignals", () => {
  it("takes away listeners of signals that come while it is there, also those for once", async () => {
    const host = new EventEmitter();
    const mine = () => undefined;
    host.on("SIGINT", mine);
    {
      using _kept = keepSignals(host);
      host.once("SIGINT", nothing);
      host.on("SIGTERM", nothing);
      host.on("unhandledRejection", nothing);
      host.on("exit", nothing);
      await Promise.resolve();
    }
    expect(host.listeners("SIGINT")).toEqual([mine]);
    expect(host.eventNames()).toEqual(["SIGINT", "exit"]);
  });

  it("leaves those alone that come afterwards", async () => {
    const host = new EventEmitter();
    keepSignals(host)[Symbol.dispose]();
    host.on("SIGINT", nothing);
    await Promise.resolve();
    expect(host.listenerCount("SIGINT")).toBe(1);
  });
});
