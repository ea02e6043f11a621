import { languageScenario } from "./language.ts";

const sources = "java/test/tkglab/hello";

export default languageScenario({
  id: "java",
  title: "Java",
  when: "nightly",
  app: { name: "hello-tanzu", branch: "main", env: [], resources: {} },
  // Maven runs the test before it packs: it has to expect the same.
  change: {
    files: [`src/main/${sources}/HelloTanzu.java`, `src/test/${sources}/HelloTanzuTest.java`],
    text: "Hello World!",
    by: "Hello again!",
  },
  changed: /^Hello again!\n$/,
  parts: /^pkg:generic\/openjdk@17[\d.]+\npkg:maven\/test\.tkglab\/hello-tanzu@1\.0\.0$/m,
});
