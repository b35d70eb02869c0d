// Exit 0 when node_modules holds exactly what package-lock.json asks for. Plain JavaScript: it runs on Node 20,
// before anything is installed.
import { existsSync, readFileSync } from "node:fs";

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

function isInstalled() {
  // npm writes this file last, so an interrupted installation has none.
  if (!existsSync("node_modules/.package-lock.json") || !existsSync("node_modules/.bin/node")) return false;
  const wanted = packagesOf("package-lock.json");
  const found = packagesOf("node_modules/.package-lock.json");
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "") return true;
    // Optional packages are often for another processor or system.
    if (!found[name]) return entry.optional === true;
    return found[name].version === entry.version && found[name].integrity === entry.integrity;
  });
}

process.exit(isInstalled() ? 0 : 1);
