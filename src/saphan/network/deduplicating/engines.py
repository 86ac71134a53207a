"""The same model on DuckDB, inside this process, or on Apache Spark. Pure. Neither asks anything of the network."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from saphan.network.deduplicating.model import LEVELS, Dialect, Link, Model, link, model, settings
from saphan.network.deduplicating.rows import Row, columns

PARTS: dict[Dialect, tuple[str, ...]] = {
    "duckdb": ("splink", "duckdb", "pyarrow"),
    "spark": ("splink", "pyspark", "pyarrow"),
}
WANTED = ("id_l", "id_r", "match_probability", *(f"gamma_{field}" for field in LEVELS))
KEPT_SHUT = {  # nothing is fetched or loaded while it runs
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


class EngineMissing(Exception):
    """What has to be installed before this engine can run, as a sentence."""


def ready(engine: Dialect) -> None:
    """Raises EngineMissing."""
    missing = [part for part in PARTS[engine] if find_spec(part) is None]
    if missing:
        raise EngineMissing(
            f"Not installed here: {', '.join(missing)}. "
            "Install the extra: python3 tools/environment.py scale (or pip install 'saphan[scale]')."
        )
    if engine == "spark" and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineMissing("Spark needs Java 17, and none was found. Install it (Debian: openjdk-17-jre-headless).")


def links(
    rows: Sequence[Row], engine: Dialect = "duckdb", *, numbers: Model | None = None, master: str = ""
) -> list[Link]:
    """Every pair that is likely enough to be proposed, likeliest first; pairs alike by their ids. Raises EngineMissing.

    master: the Spark that computes it, as Spark names it; else one on this machine.
    """
    ready(engine)
    if len(rows) < 2:
        return []
    run = {"duckdb": _on_duckdb, "spark": _on_spark}[engine]
    found = run(rows, numbers or model(), master)
    return sorted(found, key=lambda one: (-round(one.probability, 9), one.left, one.right))


def _on_duckdb(rows: Sequence[Row], numbers: Model, master: str) -> list[Link]:
    from splink import DuckDBAPI

    with closed_duckdb() as connection:
        predicted = _predict(DuckDBAPI(connection=connection), rows, numbers, "duckdb")
        answer = predicted.as_duckdbpyrelation().project(", ".join(WANTED))
        return [_link(row) for row in answer.fetchall()]


@contextmanager
def closed_duckdb() -> Iterator[Any]:
    """A database in memory that reaches no file and no network; what does not fit goes to a folder that is removed."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="saphan-dedupe-") as folder:
        connection = duckdb.connect(":memory:", config={**KEPT_SHUT, "temp_directory": folder})
        try:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()


def _on_spark(rows: Sequence[Row], numbers: Model, master: str) -> list[Link]:
    from splink import SparkAPI

    with spark_session(master) as session:
        api = SparkAPI(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
        answer = _predict(api, rows, numbers, "spark").as_spark_dataframe().select(*WANTED)
        return [_link(tuple(row)) for row in answer.toLocalIterator()]


@contextmanager
def spark_session(master: str = "") -> Iterator[Any]:
    """On this machine it listens to nobody else, and shows no page."""
    from pyspark.sql import SparkSession

    alone = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    wanted = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "8", "spark.default.parallelism": "8"}
    builder = SparkSession.builder.appName("saphan dedupe").master(master or "local[*]")
    for name, value in {**wanted, **({} if master else alone)}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        session.sparkContext.setLogLevel("ERROR")
        yield session
    finally:
        session.stop()


def _predict(api: Any, rows: Sequence[Row], numbers: Model, dialect: Dialect) -> Any:
    import pyarrow
    from splink import Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)  # counts of its own; nothing that anybody here looks for
    table = pyarrow.table(columns(rows), schema=schema())
    told = SettingsCreator.from_path_or_dict(settings(numbers, dialect, len(rows)))
    linker = Linker(api.register(table), told)
    return linker.inference.predict(threshold_match_probability=numbers.propose)


def schema() -> Any:
    """Of the columns, for pyarrow."""
    import pyarrow

    text, texts, numbers = pyarrow.string(), pyarrow.list_(pyarrow.string()), pyarrow.list_(pyarrow.int64())
    lists = {
        "names": texts,
        "sounds": texts,
        "tellings": texts,
        "phones": texts,
        "registrations": texts,
        "keys": numbers,
    }
    return pyarrow.schema([(name, lists.get(name, text)) for name in Row.__slots__])


def _link(row: tuple[Any, ...]) -> Link:
    left, right, probability, *numbers = row
    return link(left, right, probability, dict(zip(LEVELS, numbers, strict=True)))
