import { describe, expect, it } from "vitest";
import { choiceOf, missingShards } from "./run-command.ts";

const whole = (...commands: readonly string[]) => ({ command: commands.join("\n") });

describe("choiceOf", () => {
  it.each([
    ["tkglab run --all --shard 1/3 --report-dir reports/shard-1", "tkglab run --all"],
    ["tkglab run --shard=2/3 --all --report-dir=x", "tkglab run --all"],
    ["tkglab run photon --bail --keep=on-failure --json", "tkglab run photon"],
    ["tkglab run photon --repeat 3 --workers 2 --step-limit 900 --source build --keep", "tkglab run photon"],
    ["tkglab run --tag ci", "tkglab run --tag ci"],
    ["tkglab run tkg/keeps-its-ca --jsonish", "tkglab run tkg/keeps-its-ca --jsonish"],
  ])("of %s is %s", (command, choice) => {
    expect(choiceOf(whole(command))).toBe(choice);
  });

  it("of merged shards is that of one of them, in whatever order they came", () => {
    const shards = ["tkglab run --all --shard 1/2", "tkglab run --all --shard 2/2"];
    expect(choiceOf(whole(...shards))).toBe("tkglab run --all");
    const two = ["tkglab run b/", "tkglab run a/"];
    expect(choiceOf(whole(...two))).toBe(choiceOf(whole(...two.toReversed())));
  });
});

describe("missingShards", () => {
  it.each([
    [["tkglab run --all"], []],
    [["tkglab run --all --shard 1/1"], []],
    [["tkglab run --all --shard 1/3", "tkglab run --all --shard=3/3"], ["2/3"]],
    [["tkglab run --shard 2/2 --all --report-dir x", "tkglab run --all --shard 1/2 --report-dir y"], []],
    [
      ["tkglab run tkg/ --shard 1/2", "tkglab run --all --shard 2/2"],
      ["2/2", "1/2"],
    ],
    [
      ["tkglab run --all --shard 1/2", "tkglab run --all --shard 1/3"],
      ["2/2", "2/3", "3/3"],
    ],
  ])("of %j are %j", (commands, missing) => {
    expect(missingShards(whole(...commands))).toEqual(missing);
  });
});
