import { describe, expect, it } from "vitest";
import { fakeSettings } from "../fake-settings.ts";
import { type LabParts, labParts } from "./lab-parts.ts";

const parts = labParts({
  settings: fakeSettings("/nonexistent", {
    images: { harbor: "harbor:1" },
    archives: { "hello-app": "/cache/hello.tar" },
    folders: { "bundle-hello": "/cache/bundle" },
    programs: { kubectl: "/cache/kubectl" },
  }),
  // as: it is handed on, and not looked at.
  context: {} as LabParts["context"],
  defer: () => undefined,
});

describe("labParts", () => {
  it("are what the run has prepared", () => {
    expect(parts.image("harbor")).toBe("harbor:1");
    expect(parts.archive("hello-app")).toBe("/cache/hello.tar");
    expect(parts.folder("bundle-hello")).toBe("/cache/bundle");
    expect(parts.program("kubectl")).toBe("/cache/kubectl");
  });

  it.each([
    ["toolbox", () => parts.image("toolbox")],
    ["harbor", () => parts.archive("harbor")],
    ["bundle-cartographer", () => parts.folder("bundle-cartographer")],
    ["kind", () => parts.program("kind")],
  ])("name what is missing as the header would: %s", (id, use) => {
    expect(use).toThrow(
      expect.objectContaining({
        code: "internal",
        message: `Using ${id}: the scenario's header does not name it under "uses"`,
      }),
    );
  });
});
