import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { randomPassword, rememberSecrets, Secret } from "./secret.ts";

const word = "hunter2";

describe("Secret", () => {
  const secret = new Secret(word);

  it("hands its value to whoever asks for it by name", () => {
    expect(secret.reveal()).toBe(word);
  });

  it.each([
    ["in a template", `it is ${String(secret)}`],
    ["joined with others", ["password", secret].join(" ")],
    ["as JSON", JSON.stringify({ secret })],
    ["inspected", inspect({ secret })],
    ["inspected with everything that is hidden", inspect({ secret }, { showHidden: true, depth: 9 })],
    ["taken apart", JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)])],
  ])("does not show itself %s", (_how, text) => {
    expect(text).not.toContain(word);
  });

  it("shows three stars instead", () => {
    expect(String(secret)).toBe("***");
    expect(JSON.stringify({ secret })).toBe('{"secret":"***"}');
    expect(inspect([secret])).toBe("[ *** ]");
  });

  it("does not survive being cloned to another thread", () => {
    expect(JSON.stringify(structuredClone(secret))).toBe("{}");
  });
});

describe("rememberSecrets", () => {
  it("knows what is made from then on, and nothing from before", () => {
    const before = new Secret("made before anybody asked");
    const remembered = rememberSecrets();
    const after = new Secret("made afterwards");
    expect(remembered.has(before.reveal())).toBe(false);
    expect(remembered.has(after.reveal())).toBe(true);
    expect(rememberSecrets()).toBe(remembered);
  });
});

describe("randomPassword", () => {
  it("meets Harbor's rule: upper case, lower case, a digit, 8 to 128 characters", () => {
    for (let i = 0; i < 50; i += 1) {
      expect(randomPassword().reveal()).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w-]{8,128}$/);
    }
  });

  it("is another one each time", () => {
    const all = Array.from({ length: 50 }, () => randomPassword().reveal());
    expect(new Set(all).size).toBe(50);
  });
});
