import { expect, it } from "vitest";
import { appsOf } from "./demo-apps.ts";
import { usageText } from "./usage-text.ts";

const input = {
  git: { configFile: "/x/gitconfig", remoteOf: (name: string) => `https://git.test/${name}.git` },
  kubeconfig: "/x/kubeconfig",
  urlOf: (name: string) => `http://${name}.test:8080`,
  page: "http://page.test:8080",
  env: {},
};

it("names each URL with its remote, and three commands", () => {
  expect(usageText({ ...input, apps: appsOf(["ruby", "go"]) })).toEqual([
    "The applications, and where to push their source:",
    "  http://hello-ruby.test:8080    https://git.test/hello-ruby.git",
    "  http://hello-golang.test:8080  https://git.test/hello-golang.git",
    "What follows here, in a browser: http://page.test:8080",
    "",
    "Try:",
    "1. git clone -c include.path=/x/gitconfig https://git.test/hello-ruby.git && cd hello-ruby && sed -i 's/Hello World!/Hello again!/' greeting.rb && git commit -qam 'Hello again!' && git push origin main",
    "2. curl --resolve hello-ruby.test:8080:127.0.0.1 http://hello-ruby.test:8080",
    "3. kubectl --kubeconfig /x/kubeconfig get workload,deploy,pod,image.kpack.io,build,gitrepo,service,ingress",
  ]);
});

it("calls an application on the usual port by its name alone", () => {
  const lines = usageText({ ...input, urlOf: (name) => `http://${name}.test`, apps: appsOf(["nodejs"]) });
  expect(lines).toContain("2. curl --resolve hello-nodejs.test:80:127.0.0.1 http://hello-nodejs.test");
});

it("takes away the variable that would hide the CA from git", () => {
  const env = { GIT_SSL_CAINFO: "/etc/site-ca.pem" };
  const [first] = usageText({ ...input, env, apps: appsOf(["go"]) }).filter((line) => line.startsWith("1. "));
  expect(first).toMatch(/^1\. unset GIT_SSL_CAINFO && git clone /);
});
