import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    include: ["bench.ts", "*.figures.ts"],
    env: { PATIENCE: "60000" },
    testTimeout: 900_000,
    hookTimeout: 180_000,
    reporters: ["dot"],
  },
});
