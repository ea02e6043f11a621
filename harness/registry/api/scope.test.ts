import { expect, it } from "vitest";
import { scopesOf } from "./scope.ts";

it("reads several parameters, and several scopes in one", () => {
  expect(
    scopesOf(["repository:library/a:pull,push repository:library/b:pull", "registry:catalog:*"]),
  ).toEqual([
    { type: "repository", name: "library/a", actions: ["pull", "push"] },
    { type: "repository", name: "library/b", actions: ["pull"] },
    { type: "registry", name: "catalog", actions: ["*"] },
  ]);
});

it("keeps a port in the name", () => {
  expect(scopesOf(["repository:host:8443/library/a:pull"])).toEqual([
    { type: "repository", name: "host:8443/library/a", actions: ["pull"] },
  ]);
});

it("reads what is short as far as it goes", () => {
  expect(scopesOf(["repository", "repository:library/a", "repository:library/a:", " "])).toEqual([
    { type: "repository", name: "", actions: [] },
    { type: "repository", name: "library/a", actions: [] },
    { type: "repository", name: "library/a", actions: [] },
  ]);
});
