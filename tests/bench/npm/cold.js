// How long a page that was never opened before takes from its start to its first answer, in
// Chromium with the page's own thread made four times as slow: a new profile each time, files
// from this machine. Compiling the wasm is partly done by other threads, which are not slowed.
//
//   node tests/bench/npm/cold.js COMMUNE   tables of a commune
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inChromium } from "../../../bindings-wasm/tests/browser/serve.js";

const [commune] = process.argv.slice(2);
const ROUNDS = 5;
const SLOWED = 4;

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const names = readdirSync(commune).filter((name) => name.endsWith(".csv"));
const bytes = names.reduce((sum, name) => sum + readFileSync(`${commune}/${name}`).length, 0);
const folders = { noidai: path("../../../target/npm/noidai"), page: path("."), tables: commune };
const documents = { "/names.json": names };

const median = (of) => of.sort((a, b) => a - b)[of.length >> 1];
for (const slowed of [SLOWED, 1]) {
  const told = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    told.push(await inChromium(folders, "/page/cold.html", { documents, slowed }));
  }
  const of = (what) => Math.round(median(told.map((one) => one[what])));
  console.log(
    `npm: a cold page at ${slowed} × throttling has its first answer after ${of("answered")} ms ` +
      `(loaded after ${of("loaded")}, ${told[0].people} people in ${(bytes / 1024).toFixed(0)} KiB of tables ` +
      `opened after ${of("opened")}), median of ${ROUNDS}`,
  );
}
