import { expect, it } from "vitest";
import { helmTemplateArgs } from "./helm.ts";

it("renders a chart into the namespace of its name, each value as it is", () => {
  expect(
    helmTemplateArgs({
      binary: "/cache/helm",
      chart: "/made/chart",
      name: "cert-manager",
      kubernetes: "1.29.15",
      values: { "startupapicheck.enabled": "false", installCRDs: "true" },
    }),
  ).toEqual([
    ...[
      "template",
      "cert-manager",
      "/made/chart",
      "--namespace",
      "cert-manager",
      "--kube-version",
      "1.29.15",
    ],
    ...["--set", "startupapicheck.enabled=false", "--set", "installCRDs=true"],
  ]);
});
