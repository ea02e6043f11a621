import { languageScenario } from "./language.ts";

export default languageScenario({
  id: "nodejs",
  title: "Node.js",
  when: "ci",
  app: { name: "hello-nodejs" },
  change: { files: ["greeting.js"], text: "Hello World!", by: "Hello again!" },
  changed: /^Hello again!\n$/,
  parts: /^pkg:generic\/node@\d+\.\d+\.\d+$/m,
});
