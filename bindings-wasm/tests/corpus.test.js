// The corpus in Node.
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import * as noidai from "./package.js";
import { replay } from "./replay.js";

const folder = new URL("../../tests/corpus/", import.meta.url);

for (const name of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
  const theme = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  for (const kase of theme.cases) {
    test(`${name}: ${kase.name}`, () => replay(noidai, theme, kase));
  }
}
