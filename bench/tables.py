"""Rows straight into the tables of models: COPY on PostgreSQL, plain INSERT on SQLite."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Table:
    """Collects rows of one model and writes them at once; a column that is not given has its model's default.

    Args:
        model: the model; of one with a parent table only its own columns.
        names: the columns (names of attributes) that each row gives, in order.
        extra: columns of the table that the model does not know, given after ``names``.
        **same: values that all rows have.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str], extra: Sequence[str] = (), **same: Any) -> None:
        self.model = model
        fields = {field.attname: field for field in model._meta.local_concrete_fields}
        self.key = fields[model._meta.pk.attname].column  # type: ignore[union-attr]
        given = set(names) | set(same)
        constant = {
            field.column: same.get(name, field.get_default())
            for name, field in fields.items()
            if name not in names and (name in given or not field.primary_key)
        }
        self.columns = [*(fields[name].column for name in names), *extra, *constant]
        self.constant = tuple(constant.values())
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        """Note one row."""
        self.rows.append(values + self.constant)

    def write(self) -> None:
        """Write the rows noted so far and forget them."""
        rows, self.rows = self.rows, []
        table, columns = connection.ops.quote_name(self.model._meta.db_table), ", ".join(f'"{c}"' for c in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                lines = io.StringIO("".join("\t".join(map(_copied, row)) + "\n" for row in rows))
                cursor.cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", lines)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                values = [[_adapted(value) for value in row] for row in rows]
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608

    def next_key(self) -> int:
        """Return a key that no row has yet."""
        return (self.model._base_manager.aggregate(most=models.Max("pk"))["most"] or 0) + 1

    def count_on(self) -> None:
        """Have the database give later rows the keys after those that were written here."""
        if connection.vendor != "postgresql":
            return
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT MAX({self.key}) FROM {table}))",  # noqa: S608
                [table, self.key],
            )


def _copied(value: Any) -> str:
    """Return a value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        if "\\" in value or "\n" in value or "\t" in value:
            return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        return value
    if isinstance(value, (list, dict)):
        return _copied(json.dumps(value))
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return str(value)


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value.hex
    return json.dumps(value) if isinstance(value, (list, dict)) else value


@contextmanager
def without_checks(*slow_indexes: tuple[str, str]) -> Iterator[None]:
    """Let PostgreSQL take rows without looking up their foreign keys, and build ``slow_indexes`` afterwards.

    Args:
        slow_indexes: name and the statement that makes it, for indexes that are built faster than kept.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for name, _making in slow_indexes:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET session_replication_role")
            cursor.execute("SET maintenance_work_mem = '256MB'")
            for _name, making in slow_indexes:
                cursor.execute(making)
