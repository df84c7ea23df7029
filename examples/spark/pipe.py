"""Pages in, records out, with RDD.pipe: the shortest way.

    spark-submit --py-files pages.py pipe.py pages.jsonl records

One line of `records` for each line of pages.jsonl, in its order: `cat records/part-*` equals what one
process writes. A page that cannot be read is an error record; only a crash fails a task, and Spark runs
that task again (checkCode=True: without it a crash would quietly cut its partition short).
"""

from pages import arguments, command, environment, lines
from pyspark.sql import SparkSession

args = arguments(__doc__.splitlines()[0])
spark = SparkSession.builder.appName("zhengwen pipe").getOrCreate()
lines(spark, args).pipe(command(args), env=environment(), checkCode=True).saveAsTextFile(args.output)
spark.stop()
