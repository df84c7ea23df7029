"""Pages in, records and tables out, with mapPartitions: more lines than pipe, and more in hand.

    spark-submit --py-files pages.py map_partitions.py pages.jsonl out

out/records    one record a line, in the order of the pages
out/entities   Parquet: a row for each entity
out/facts      Parquet: a row for each numeric fact, values as exact decimals in text beside a double
out/errors     Parquet: a row for each page that could not be read
"""

import subprocess
import threading

from pages import arguments, command, environment, lines, split
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, explode


def filtered(argv, env):
    """A function for mapPartitions: lines through one process of `argv`."""

    def run(partition):
        process = subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failure = []

        def feed():
            try:
                with process.stdin:
                    for line in partition:
                        process.stdin.write(line.encode("utf-8") + b"\n")
            except BrokenPipeError:
                pass  # it ended early: its exit code tells
            except BaseException as error:  # the lines themselves broke off: not a shorter input
                failure.append(error)
                process.kill()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for record in process.stdout:
                yield record.rstrip(b"\n").decode("utf-8")
            feeder.join()
            code = process.wait()
            if failure:
                raise failure[0]
            if code != 0:
                raise RuntimeError(f"{argv[0]} ended with code {code}")
        finally:
            # Whoever reads may stop before the end (take, limit).
            if process.poll() is None:
                process.kill()
                process.wait()

    return run


PHRASE = "struct<text: string>"
VALUE = "struct<decimal: string, number: double>"
UNIT = "struct<system: string, code: string, text: string>"
SCHEMA = f"""
    id string, ok boolean, error struct<code: string, message: string>,
    publishedAt struct<iso: string>, publisher struct<name: string>, title struct<text: string>,
    entities array<struct<id: string, kind: string, name: string, code: string, category: string,
        confidence: double, mentions: array<struct<text: string>>>>,
    facts array<struct<id: string, kind: string, text: string, status: string, approx: string,
        quantity: struct<form: string, value: {VALUE}, low: {VALUE}, high: {VALUE}>,
        unit: {UNIT}, metric: {PHRASE}, subject: {PHRASE},
        period: struct<start: string, `end`: string>,
        change: struct<direction: string, base: string, mode: string>>>
"""


def tables(spark, folder):
    records = spark.read.schema(SCHEMA).json(f"{folder}/records")
    page = [col("id").alias("page"), col("publishedAt.iso").alias("published")]
    entity = records.select(*page, explode("entities").alias("e")).select(
        "page", "published", "e.id", "e.kind", "e.name", "e.code", "e.category", "e.confidence",
        col("e.mentions.text").alias("mentions"),
    )
    entity.write.parquet(f"{folder}/entities")
    fact = records.select(*page, explode("facts").alias("f")).select(
        "page", "published", "f.id", "f.kind", "f.text", "f.status", "f.approx",
        col("f.quantity.value.decimal").alias("decimal"),
        col("f.quantity.value.number").alias("value"),
        col("f.quantity.low.number").alias("low"),
        col("f.quantity.high.number").alias("high"),
        col("f.unit.code").alias("unit"),
        col("f.metric.text").alias("metric"),
        col("f.subject.text").alias("subject"),
        col("f.period.start").alias("period_start"),
        col("f.period.end").alias("period_end"),
        col("f.change.direction").alias("direction"),
        col("f.change.base").alias("base"),
    )
    fact.write.parquet(f"{folder}/facts")
    errors = records.where("ok = false").select("id", "error.code", "error.message")
    errors.write.parquet(f"{folder}/errors")


def main():
    args = arguments(__doc__.splitlines()[0])
    spark = SparkSession.builder.appName("zhengwen mapPartitions").getOrCreate()
    run = filtered(split(command(args)), environment())
    # Written once and read again: tables made straight from the RDD would run the analysis for each.
    lines(spark, args).mapPartitions(run).saveAsTextFile(f"{args.output}/records")
    tables(spark, args.output)
    spark.stop()


if __name__ == "__main__":
    main()
