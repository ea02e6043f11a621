import { languageScenario } from "./language.ts";

export default languageScenario({
  id: "ruby",
  title: "Ruby",
  when: "nightly",
  app: { name: "hello-ruby", branch: "main", env: [{ name: "PORT", value: "8080" }] },
  change: { files: ["greeting.rb"], text: "Hello World!", by: "Hello again!" },
  changed: /^Hello again!\n$/,
  parts: /^pkg:gem\/webrick@[\d.]+\npkg:generic\/ruby@3\.\d+\.\d+$/m,
});
