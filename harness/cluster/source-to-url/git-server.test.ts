import { expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { htpasswd, repositoryUrl } from "./git-server.ts";

it("htpasswd is what `htpasswd -nbs git secret` prints", () => {
  expect(htpasswd({ username: "git", password: new Secret("secret") })).toBe(
    "git:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n",
  );
});

it("repositoryUrl tells the cluster's name from this host's", () => {
  expect(repositoryUrl("hello", "inside")).toBe("https://git.git-server.svc.cluster.local/hello.git");
  expect(repositoryUrl("hello", "outside")).toBe("https://git-127-0-0-1.sslip.io/hello.git");
});
