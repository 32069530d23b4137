// A report out of a folder of tables: CSV in, a table out.
//
//   node report.js FOLDER [DAY] [RULE] [LEVEL]
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NoidaiError, Registry } from "noidai";

const [folder, day, rule = "ministry-household", level = "commune"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node report.js FOLDER [DAY] [RULE] [LEVEL]");
  process.exit(2);
}

// Rounded down, as shares are.
const percent = (ppm) =>
  ppm === null ? "" : `${(Math.floor(ppm / 1000) / 10).toFixed(1).replace(".", ",")} %`;

try {
  const names = readdirSync(folder).filter((name) => /\.(csv|jsonl)$/.test(name));
  const files = names.map((name) => ({ name, content: readFileSync(join(folder, name)) }));
  const registry = Registry.open(files);
  const question = { day: day ?? registry.opened().last_day, by: [level] };
  const { total, rows } = registry.coverage({ rule, question });
  registry.free();

  console.log(`${rule}, ${question.day}`);
  console.table(
    [...rows, { ...total, name: "Tất cả" }].map((row) => ({
      "Đơn vị": row.name,
      "Đối tượng xét": row.population,
      "Đạt": row.numerator,
      "Chưa đạt": row.not_covered,
      "Chưa đánh giá": row.not_assessed,
      "Tỷ lệ đạt, từ": percent(row.share_low),
      "đến": percent(row.share_high),
    })),
  );
} catch (thrown) {
  if (!(thrown instanceof NoidaiError)) throw thrown;
  // Every fault, each with its file, row and column.
  for (const fault of thrown) console.error(fault.messages.vi);
  process.exitCode = 1;
}
