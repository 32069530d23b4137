// The corpus in Chromium, in a page and in a module worker, under a strict policy.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CHROMIUM, inChromium } from "./browser/serve.js";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const corpus = path("../../tests/corpus");

test("the corpus in a page and in a worker", { skip: CHROMIUM ? false : "no Chromium" }, async () => {
  const themes = readdirSync(corpus).filter((name) => name.endsWith(".json")).sort();
  const all = themes.map((name) => JSON.parse(readFileSync(`${corpus}/${name}`, "utf8")).cases.length);
  const cases = all.reduce((sum, count) => sum + count, 0);
  const folders = { noidai: path("../../target/npm/noidai"), tests: path("."), corpus };
  const told = await inChromium(folders, "/tests/browser/corpus.html", {
    documents: { "/themes.json": themes },
  });
  for (const where of ["page", "worker"]) {
    assert.deepEqual(told[where].faults, [], where);
    assert.equal(told[where].cases, cases, where);
  }
});
