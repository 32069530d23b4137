"""The ministry's rule over five million households in DuckDB and in Polars, beside a frame.

    python columns.py PROGRAM FOLDER HOUSEHOLDS

PROGRAM is noidai-peers-rules. Each engine has one thread and the residents in memory,
loaded, sorted by household, before anything is timed. The answers, the counts in each
hamlet, are compared. By turns in one run, the least
processor time of each, so that what else the machine does weighs on nobody.

A resident's answer to "fluent in all five" is 2 (yes), 1 (not known: what was assessed is
fluent) or 0; a household's is the highest of its residents'.
"""

import json
import os
import subprocess
import sys
import time

os.environ["POLARS_MAX_THREADS"] = "1"

import duckdb
import polars
import pyarrow

RUNS = 7
SKILLS = "abcde"
FLUENT, UNKNOWN = 3, 255


def column(folder, name, kind):
    with open(os.path.join(folder, name), "rb") as file:
        data = pyarrow.py_buffer(file.read())
    count = data.size // (kind.bit_width // 8)
    return pyarrow.Array.from_buffers(kind, count, [None, data])


def residents(folder):
    columns = {
        "hamlet": column(folder, "hamlet.u32", pyarrow.uint32()),
        "household": column(folder, "household.u32", pyarrow.uint32()),
    }
    for skill in SKILLS:
        columns[skill] = column(folder, f"{skill}.u8", pyarrow.uint8())
    return pyarrow.table(columns)


# What a resident's answer is, in three ways that differ in what an engine makes of them.
FLUENT_IN_ALL = " AND ".join(f"{skill} = {FLUENT}" for skill in SKILLS)
MAYBE = " AND ".join(f"({skill} = {FLUENT} OR {skill} = {UNKNOWN})" for skill in SKILLS)
LEAST = f"least({', '.join(f'CASE {skill} WHEN {FLUENT} THEN 2 WHEN {UNKNOWN} THEN 1 ELSE 0 END' for skill in SKILLS)})"
CASE = f"CASE WHEN {FLUENT_IN_ALL} THEN 2 WHEN {MAYBE} THEN 1 ELSE 0 END"
COUNTS = ", ".join(f"count(*) FILTER (best = {best}) AS n{best}" for best in (2, 0, 1))
INNER = {
    "by household and hamlet, CASE": f"SELECT hamlet, max({CASE}) AS best FROM residents GROUP BY hamlet, household",
    "by household, CASE": f"SELECT min(hamlet) AS hamlet, max({CASE}) AS best FROM residents GROUP BY household",
    "by household, least": f"SELECT min(hamlet) AS hamlet, max({LEAST}) AS best FROM residents GROUP BY household",
    "by household, the hamlet of any": f"SELECT any_value(hamlet) AS hamlet, max({CASE}) AS best FROM residents GROUP BY household",
}


def duckdb_queries(table):
    engine = duckdb.connect()
    engine.execute("SET threads = 1")
    engine.register("given", table)
    engine.execute("CREATE TABLE residents AS SELECT * FROM given ORDER BY household")
    for name, inner in INNER.items():
        query = f"SELECT hamlet, {COUNTS} FROM ({inner}) GROUP BY hamlet ORDER BY hamlet"
        yield f"DuckDB {duckdb.__version__}, {name}", lambda query=query: engine.execute(query).fetchall()


def polars_queries(table):
    frame = polars.from_arrow(table).with_columns(
        polars.col("household").set_sorted(), polars.col("hamlet").set_sorted()
    )
    skills = [polars.col(skill) for skill in SKILLS]
    yes = polars.all_horizontal(skill == FLUENT for skill in skills)
    maybe = polars.all_horizontal((skill == FLUENT) | (skill == UNKNOWN) for skill in skills)
    best = polars.when(yes).then(2).when(maybe).then(1).otherwise(0).cast(polars.UInt8).alias("best")
    flags = (yes.cast(polars.UInt8) + maybe.cast(polars.UInt8)).alias("best")

    def counted(homes):
        counts = [(polars.col("best") == value).sum().alias(f"n{value}") for value in (2, 0, 1)]
        rows = homes.group_by("hamlet", maintain_order=True).agg(counts).collect()
        return rows.rows()

    def by(keys, best):
        lazy = frame.lazy().select("hamlet", "household", best)
        homes = lazy.group_by(keys, maintain_order=True)
        if keys == ["household"]:
            homes = homes.agg(polars.col("hamlet").first(), polars.col("best").max())
            homes = homes.with_columns(polars.col("hamlet").set_sorted())
        else:
            homes = homes.agg(polars.col("best").max())
        return counted(homes)

    for name, keys, own in [
        ("sorted keys, by household, when/then", ["household"], best),
        ("sorted keys, by household, sum of two", ["household"], flags),
        ("by household and hamlet", ["hamlet", "household"], flags),
    ]:
        yield f"Polars {polars.__version__}, {name}", lambda keys=keys, own=own: by(keys, own)


def main():
    program, folder, households = sys.argv[1:]
    frame = subprocess.Popen(
        [program, folder, households], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if frame.stdout.readline() != "ready\n":
        sys.exit("the frame was not made")
    with open(os.path.join(folder, "counts.json")) as file:
        wanted = [tuple(row) for row in json.load(file)]
    table = residents(folder)
    print(f"{households} households, {table.num_rows} residents, one thread, in memory and sorted")
    queries = list(duckdb_queries(table)) + list(polars_queries(table))
    for name, query in queries:
        if sorted(query()) != wanted:
            sys.exit(f"{name}: another answer")
    least = {name: float("inf") for name, _ in queries}
    ours, rows = float("inf"), float("inf")
    for _ in range(RUNS):
        frame.stdin.write("go\n")
        frame.stdin.flush()
        own = frame.stdout.readline().split()
        ours, rows = min(ours, int(own[0]) / 1e9), min(rows, int(own[1]) / 1e9)
        for name, query in queries:
            started = time.process_time()
            query()
            least[name] = min(least[name], time.process_time() - started)
    print(f"noidai: {ours * 1e3:.3f} ms; with the rows of every level of the whole map {rows * 1e3:.1f} ms")
    for name, took in least.items():
        print(f"{name}: {took * 1e3:.1f} ms, {took / ours:.0f} × as long")
    frame.stdin.close()
    frame.wait()


main()
