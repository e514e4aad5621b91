"""One Spark for all tests of a process: starting one takes longer than any of them."""

from __future__ import annotations

import atexit
import os
import sys
from functools import cache
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tests.bulk.sql.engines import required

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["session"]


@cache
def session() -> SparkSession:
    """Return the session: two cores, four attempts a task."""
    spark_sql = required("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # a worker of another version would be refused
    folder = mkdtemp(prefix="sms-spark-")
    builder = spark_sql.SparkSession.builder.master("local[2,4]")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": folder,
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.log.level": "OFF",  # tasks are made to fail
    }.items():
        builder = builder.config(name, value)
    started: SparkSession = builder.getOrCreate()

    @atexit.register
    def stop() -> None:
        started.stop()
        rmtree(folder, ignore_errors=True)

    return started
