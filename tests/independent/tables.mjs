// Reads the tables of a folder as a stranger would: text, rows and columns alone.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rows of CSV, each an object by the names of its header. */
export function rows(text) {
  const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  const all = [];
  let row = [];
  while (cells.lastIndex < text.length) {
    const [, cell, end] = cells.exec(text);
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ",") {
      all.push(row);
      row = [];
    }
  }
  const header = all.shift();
  return all.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

/** The rows of a table of a folder. */
export const table = (folder, name) => rows(readFileSync(join(folder, `${name}.csv`), "utf8"));

/** What is true of a key, for the rows that have it. */
export function by(list, key) {
  const found = new Map();
  for (const row of list) {
    const own = found.get(key(row));
    if (own) own.push(row);
    else found.set(key(row), [row]);
  }
  return found;
}

/** Whether a spell holds on a day: from its first day, before its last. */
export const holds = ({ from, until }, day) => (!from || from <= day) && (!until || day < until);
