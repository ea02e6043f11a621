import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** What the harness may not reach for, and what it uses instead. */
const timeBelongsToCore = [
  { name: "setTimeout", message: "Waiting is waitFor() in harness/core/wait-for.ts." },
  { name: "setInterval", message: "Waiting is waitFor() in harness/core/wait-for.ts." },
];

export default defineConfig(
  { ignores: ["dist", "reports", "node_modules", "fixtures/apps"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-globals": ["error", ...timeBelongsToCore],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "The clock is harness/core/clock.ts." },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      // The Kubernetes client declares its objects as classes and takes and gives plain objects.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    // The clock itself, and the benchmark, which looks at a process from outside.
    files: ["harness/core/clock.ts", "scripts/bench.ts"],
    rules: { "no-restricted-globals": "off", "no-restricted-properties": "off" },
  },
);
