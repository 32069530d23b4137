// How large the package is. Fails above the budget.
//
//   node building/sizes.js WASM TARBALL
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** In KiB: what a page may have to fetch, and what an installation may. */
const BUDGET = { gzip: 520, tarball: 600 };

const [wasm, tarball] = process.argv.slice(2).map((path) => readFileSync(path));
const sizes = {
  wasm: wasm.length,
  gzip: gzipSync(wasm, { level: 9 }).length,
  brotli: brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  tarball: tarball.length,
};
for (const [name, bytes] of Object.entries(sizes)) {
  console.log(`${name}: ${bytes} bytes (${(bytes / 1024).toFixed(1)} KiB)`);
}
writeFileSync(new URL("../../target/npm/sizes.json", import.meta.url), `${JSON.stringify(sizes)}\n`);
for (const [name, most] of Object.entries(BUDGET)) {
  if (sizes[name] > most * 1024) {
    console.error(`${name}: above the budget of ${most} KiB`);
    process.exitCode = 1;
  }
}
