import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// The native schema engine is a download of its own; the official WebAssembly build stands in for it and works
// offline (for `migrate diff`). It must be named before the CLI looks for an engine.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL("./prisma/schema-engine.mjs", import.meta.url),
);
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/unused" },
});
