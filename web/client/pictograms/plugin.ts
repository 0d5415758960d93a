import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";
import animals from "./animals.json" with { type: "json" };

// Only what is read of an Iconify set: bodies drawn in a 32 × 32 box.
interface IconSet {
  icons: Record<string, { body: string } | undefined>;
}

/** Emits one picture per animal, /static/animals/{key}.svg, drawn from the Fluent Emoji set, and its licence beside. */
export function pictograms(): Plugin {
  return {
    name: "pictograms",
    apply: "build",
    generateBundle() {
      const path = createRequire(import.meta.url).resolve("@iconify-json/fluent-emoji-flat/icons.json");
      const set = JSON.parse(readFileSync(path, "utf8")) as IconSet;
      for (const [key, icon] of Object.entries(animals)) {
        const found = set.icons[icon];
        if (!found) throw new Error(`pictogram ${key}: no icon named ${icon} in the set`);
        const source = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${found.body}</svg>\n`;
        this.emitFile({ type: "asset", fileName: `animals/${key}.svg`, source });
      }
      const licence = readFileSync(new URL("./LICENCE.txt", import.meta.url));
      this.emitFile({ type: "asset", fileName: "animals/LICENCE.txt", source: licence });
    },
  };
}
