// What every host runs.
export const files = [
  { name: "units.csv", content: "id,name,level\n31441,Thị trấn Nàng Mau,commune\n" },
  { name: "households.csv", content: "id,unit\nh1,31441\nh2,31441\n" },
];
export const question = { day: "2025-06-30", by: ["commune"] };

export function answer({ NoidaiError, Registry }) {
  const registry = Registry.open(files);
  const rule = "ministry-household";
  const { total, rows } = registry.coverage({ rule, question });
  const frame = registry.frame({ rules: [rule], question });
  const found = { population: total.population, rows: rows.length, bytes: frame.counts({ rule, question }).length };
  try {
    registry.coverage({ rule: "none", question });
  } catch (thrown) {
    if (thrown instanceof NoidaiError) found.refused = thrown.name;
  }
  frame.free();
  registry.free();
  return { population: found.population, rows: found.rows, refused: found.refused, bytes: found.bytes };
}
