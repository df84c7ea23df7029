"""What both Spark examples share: how pages are read, and which command reads them."""

import argparse
import os
import shlex


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("pages", help="JSON Lines: one page a line, plain or .gz; any path Spark can read")
    parser.add_argument("output", help="folder to make")
    parser.add_argument(
        "--zhengwen",
        default=os.environ.get("ZHENGWEN", "zhengwen"),
        help="the command as it stands on every executor; default: zhengwen",
    )
    parser.add_argument("--partition-mb", type=float, default=8, help="input for one task; default: 8")
    return parser.parse_args()


def command(args):
    # One thread a task: Spark already runs a task for each core.
    return f"{args.zhengwen} analyze --format jsonl --workers 1"


def environment():
    # RDD.pipe starts its command with an empty environment, in which `node` is not found.
    return {"PATH": os.environ.get("PATH", os.defpath)}


def split(text):
    return shlex.split(text)


def lines(spark, args):
    """The lines of the input, in order, `partition_mb` to a partition (a .gz file is always one).

    Spark's own textFile also ends a line at a lone carriage return; records end at a line feed alone.
    """
    pairs = spark.sparkContext.newAPIHadoopFile(
        args.pages,
        "org.apache.hadoop.mapreduce.lib.input.TextInputFormat",
        "org.apache.hadoop.io.LongWritable",
        "org.apache.hadoop.io.Text",
        conf={
            "textinputformat.record.delimiter": "\n",
            "mapreduce.input.fileinputformat.split.maxsize": str(int(args.partition_mb * 1024 * 1024)),
        },
    )
    return pairs.values()
