// The demonstration's frame in Node beside the same in Rust: the package's counts of a
// rule, then the command's own library, by turns in one run.
//
//   node tests/bench/npm/frame.js TABLES NATIVE   NATIVE prints milliseconds for each line
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { Registry } from "../../../target/npm/noidai/node.js";

const [tables, native] = process.argv.slice(2);
const ROUNDS = 15;
const DAY = "2025-06-30";
const MOST = 2.5;

const files = readdirSync(tables)
  .filter((name) => /\.(csv|jsonl)$/.test(name))
  .map((name) => ({ name, content: readFileSync(`${tables}/${name}`) }));
const registry = Registry.open(files);
const rules = registry.rules().filter((rule) => rule.subject === "household").map((rule) => rule.id);
const frame = registry.frame({ rules, question: { day: DAY } });

// It is told a rule and tells milliseconds and the six counts of everybody.
const beside = spawn(native, ["beside", tables, DAY, ...rules], { stdio: ["pipe", "pipe", "inherit"] });
const lines = createInterface({ input: beside.stdout })[Symbol.asyncIterator]();
async function told(rule) {
  beside.stdin.write(`${rule}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error(`${native} ended`);
  return JSON.parse(value);
}

for (const rule of rules) {
  const asked = { rule, question: { day: DAY } };
  let [own, other] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const counts = frame.counts(asked);
    own = Math.min(own, performance.now() - start);
    const said = await told(rule);
    assert.deepEqual([...counts.subarray(0, 6)], said.total);
    other = Math.min(other, said.milliseconds);
  }
  const word = own / other <= MOST ? "kept" : "MISSED";
  console.log(
    `npm: ${rule} by the frame of the demonstration, ${frame.slots} slots, ${own.toFixed(2)} ms, ` +
      `${(own / other).toFixed(2)} × of Rust's ${other.toFixed(2)} ms (at most ${MOST} ×: ${word})`,
  );
}
beside.stdin.end();
