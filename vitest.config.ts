import { defineConfig } from "vitest/config";

const cacheDir = process.env.HOLDFAST_TEST_CACHE ?? "node_modules/.vite";

export default defineConfig({
  cacheDir,
  test: {
    // Integration tests may run as another user, who cannot clear a cache of ours.
    fsModuleCachePath: `${cacheDir}/modules`,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{app,bench,components,lib,jobs,deploy,e2e}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.int.test.ts", "**/node_modules/**"],
          // A zone with daylight saving: nothing may depend on the machine being in UTC.
          env: { TZ: "America/St_Johns" },
        },
      },
      {
        test: {
          name: "integration",
          include: ["{lib,jobs,deploy}/**/*.int.test.ts"],
          globalSetup: ["e2e/fixtures/control-server.ts"],
          pool: "forks",
          // Two files at once: they mostly wait. Each has ports of its own (freePort), also for servers that are down.
          maxWorkers: 2,
          // Patience, not a limit on speed: some tests kill a worker a dozen times.
          testTimeout: 600_000,
          hookTimeout: 300_000,
          env: { TZ: "America/St_Johns" },
        },
      },
    ],
  },
});
