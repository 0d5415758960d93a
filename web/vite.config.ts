import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";
import { pictograms } from "./client/pictograms/plugin.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The Go server reads dist/.vite/manifest.json and serves dist under /static/; names with a hash never change.
const entries = [
  "client/copy.ts",
  "client/door.ts",
  "client/password.ts",
  "client/room.tsx",
  "client/desk.tsx",
  "client/class.tsx",
  "client/teach.tsx",
  "client/family.tsx",
  "client/rehearsal.ts",
  "client/print.ts",
  "client/fresh.ts",
  "client/style/base.css",
  "client/style/workshops.css",
];

export default defineConfig({
  root: here("."),
  base: "/static/",
  publicDir: here("client/public"),
  plugins: [preact(), pictograms()],
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    manifest: true,
    target: ["chrome109", "firefox115", "safari15.4"],
    // The policy is font-src 'self': nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: entries.map(here),
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["client/**/*.test.{ts,tsx}"], environment: "node" },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["e2e/**/*.e2e.ts"],
          environment: "node",
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
