// How large the package is. Fails above the budget.
//
//   node building/sizes.js WASM TARBALL
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** In KiB: a guard against growth where the package stands, not the aim, which is 320
 *  for what a page fetches. */
const BUDGET = { gzip: 477, tarball: 513 };

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
