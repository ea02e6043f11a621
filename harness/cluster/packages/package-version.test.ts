import { expect, it } from "vitest";
import { compareVersions } from "./package-version.ts";

it("orders versions as kapp-controller does", () => {
  const ordered = [
    ...["0.0.7", "0.0.10", "1.0.0-alpha", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0"],
    ...["1.1.0+vmware.1-tkg.2", "1.1.0+vmware.1-tkg.10", "1.5.3", "v2.0.0"],
  ];
  expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered);
  expect(compareVersions("1.5.3", "1.5.3")).toBe(0);
});
