"""The options that say where a long run is done: on this machine, or on Spark.

What is done there is not known here.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import MissingExtraError, SegmenterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

__all__ = ["add_options", "on_spark", "spark_session"]


def add_options(parser: ArgumentParser) -> None:
    """Add ``--engine`` and ``--master``."""
    group = parser.add_argument_group("engine")
    group.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="where it runs (default: local)"
    )
    group.add_argument(
        "--master", metavar="URL", help="the Spark to use, such as spark://host:7077 (default: local[*])"
    )


def on_spark(arguments: Namespace) -> bool:
    """Return whether the options ask for Spark."""
    if arguments.master and arguments.engine != "spark":
        raise ArgumentTypeError("--master is for --engine spark")
    return bool(arguments.engine == "spark")


@contextmanager
def spark_session(arguments: Namespace) -> Iterator[SparkSession]:
    """Yield the session that the options name; one that was started here is stopped again.

    Raises:
        MissingExtraError: `pyspark` is not installed: the extra ``spark``.
        SegmenterError: Spark does not start.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("pyspark", "spark", "--engine spark") from None
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = arguments.master or "local[*]"
    builder = SparkSession.builder.master(master).appName("segmenter")
    settings = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    if master.startswith("local"):
        settings |= {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
        }
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        reason = str(error).partition("\n")[0]
        raise SegmenterError(f"Spark does not start: {reason}", "it needs Java 17 or later") from None
    try:
        yield session
    finally:
        session.stop()
