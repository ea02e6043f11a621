import { describe, expect, it } from "vitest";
import { isFor, loginsIn } from "./logins.ts";

describe("loginsIn", () => {
  it("gives servers and users, and no password", () => {
    const auth = Buffer.from("robot$ci:s3cret:2").toString("base64");
    const config = {
      auths: {
        "harbor.tkg.test": { auth },
        "https://other.test/v1/": { username: "me", password: "s3cret" },
        "third.test": { identitytoken: "s3cret" },
      },
    };
    const logins = loginsIn(JSON.stringify(config));
    expect(logins).toEqual([
      { server: "harbor.tkg.test", username: "robot$ci" },
      { server: "https://other.test/v1/", username: "me" },
      { server: "third.test", username: "" },
    ]);
    expect(JSON.stringify(logins)).not.toContain("s3cret");
  });

  it.each(["", "hello", "{}", '{"auths":[', "null"])("knows what is none: %s", (text) => {
    expect(loginsIn(text)).toBeUndefined();
  });
});

describe("isFor", () => {
  it.each([
    ["harbor.tkg.test", "harbor.tkg.test"],
    ["https://harbor.tkg.test/v1/", "harbor.tkg.test"],
    ["harbor.tkg.test/library", "harbor.tkg.test"],
    ["*.tkg.test", "harbor.tkg.test"],
    ["harbor.tkg.test:5000", "harbor.tkg.test:5000"],
  ])("%s is for %s", (server, host) => {
    expect(isFor({ server, username: "" }, host)).toBe(true);
  });

  it.each([
    ["harbor.tkg.test", "harbor.tkg.test:5000"],
    ["*.test", "harbor.tkg.test"],
    ["harborXtkg.test", "harbor.tkg.test"],
    ["notharbor.tkg.test", "harbor.tkg.test"],
    ["", "harbor.tkg.test"],
  ])("%s is not for %s", (server, host) => {
    expect(isFor({ server, username: "" }, host)).toBe(false);
  });
});
