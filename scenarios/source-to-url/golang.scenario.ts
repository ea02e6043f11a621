import { languageScenario } from "./language.ts";

export default languageScenario({
  id: "golang",
  title: "Go",
  when: "nightly",
  app: { name: "hello-golang", env: [{ name: "TARGET", value: "World" }], resources: {} },
  change: { files: ["main.go"], text: "Hello %s!", by: "Hello again, %s!" },
  changed: /^Hello again, World!\n$/,
  parts: /^pkg:golang\/stdlib@1\.\d+\.\d+$/m,
});
