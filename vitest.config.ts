import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * unit: pure, no Docker, seconds. contract: our tool modules against the real binaries. scenarios: end to end,
 * started by `tkglab run`, which hands over the run's context.
 */
export default defineConfig({
  test: {
    // Most of it waits for programs that it starts; vitest itself would leave one of two cores to them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "unit",
          include: ["harness/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["**/*.contract.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "contract",
          include: ["harness/**/*.contract.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
