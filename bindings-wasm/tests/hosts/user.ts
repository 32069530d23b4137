import { type Coverage, type Explanation, NoidaiError, type Question, Registry, convert, load } from "noidai";

export async function ask(csv: string): Promise<number> {
  await load();
  const question: Question = { day: "2025-06-30", by: ["commune"] };
  const registry: Registry = Registry.open([{ name: "households.csv", content: csv }], { set_aside: true });
  try {
    const coverage: Coverage = registry.coverage({ rule: "ministry-household", question });
    const same = registry.ask({ ask: "coverage", rule: "ministry-household", question });
    const why: Explanation = registry.explain({ rule: "ministry-household", question, subject: "h1" });
    for (const row of coverage.rows) console.log(row.name, row.population, same.total.numerator, why.verdict);
    // @ts-expect-error There is no such request.
    registry.ask({ ask: "poem" });
    // @ts-expect-error A question has a day.
    registry.coverage({ rule: "ministry-household", question: {} });
    const frame = registry.frame({ question });
    const counts: Float64Array = frame.counts({ rule: "ministry-household", question });
    return counts.length + convert([], "tables").files.length;
  } catch (thrown) {
    if (thrown instanceof NoidaiError) for (const fault of thrown) console.log(fault.messages.vi, thrown.path);
    throw thrown;
  } finally {
    registry.free();
  }
}
