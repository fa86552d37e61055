"""Append-only in the database itself: UPDATE, DELETE and TRUNCATE of such a table are refused there.

:class:`~newsroom.editorial.models.AppendOnlyModel` stops code that goes through it. Triggers stop the rest: raw SQL,
``_base_manager``, a shell, another program with the same account. They are put in place after every ``migrate`` rather
than by migrations, because SQLite rebuilds a table for nearly every change of its columns, and the rebuilt table has
no triggers; so a later migration cannot lose them, and a new append-only model needs nothing of its own.

Whoever owns the tables can drop a trigger. That is what the chained ledger and ``verify_ledger`` are for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.editorial.models.append_only import AppendOnlyModel

PREFIX = "append_only_"
# Wagtail writes them once too, and keeps them when their page or person goes.
LOGS_OF_WAGTAIL = frozenset({"wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"})
FUNCTION = f"{PREFIX}refuse"
# SQLite has a trigger for each deed; "replace" is an INSERT OR REPLACE, which would delete without a DELETE.
_DEEDS = {"postgresql": ("change",), "sqlite": ("update", "delete", "replace")}

_FUNCTION_SQL = f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END $$
"""


def guarded_models(app_label: str | None = None) -> list[type[models.Model]]:
    """Return every append-only model that has a table, of one app or of all."""
    found = apps.get_app_config(app_label).get_models() if app_label else apps.get_models()
    return [model for model in found if issubclass(model, AppendOnlyModel) or model._meta.label in LOGS_OF_WAGTAIL]


def missing_guards(using: str = "default") -> list[str]:
    """Return the names of the triggers that the tables of the database should have and have not."""
    connection = connections[using]
    existing, tables = _existing(connection), set(connection.introspection.table_names())
    return [
        name
        for model in guarded_models()
        for name in _names(connection, model)
        if model._meta.db_table in tables and name not in existing
    ]


def install_guards(app_label: str | None = None, using: str = "default") -> int:
    """Create the triggers that are missing and return how many tables got some; safe to run again.

    Tables that a partial migration has not made yet are left out.
    """
    connection = connections[using]
    wanted = guarded_models(app_label)
    if not wanted or connection.vendor not in _DEEDS:
        return 0
    existing = _existing(connection)
    tables = set(connection.introspection.table_names())
    missing = [
        model
        for model in wanted
        if model._meta.db_table in tables and not existing.issuperset(_names(connection, model))
    ]
    if missing:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_FUNCTION_SQL)
            for model in missing:
                for statement in _creation(connection, model):
                    cursor.execute(statement)
    return len(missing)


@contextmanager
def guards_off(using: str = "default") -> Iterator[None]:
    """Take the triggers away and put them back afterwards. For tests only: they empty the tables between one another.

    Nothing in the application may call this; ``tests/architecture`` fails where something does.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _removal(connection, guarded_models()):
            cursor.execute(statement)
    try:
        yield
    finally:
        install_guards(using=using)


def install_after_migrate(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Guard the append-only tables of the app that ``migrate`` has just finished; a ``post_migrate`` receiver."""
    install_guards(sender.label, using)


def _names(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    return [f"{PREFIX}{model._meta.db_table}_{deed}" for deed in _DEEDS.get(connection.vendor, ())]


def _existing(connection: BaseDatabaseWrapper) -> set[str]:
    if connection.vendor == "postgresql":
        # 'O': fires for ordinary sessions; a trigger that somebody disabled counts as missing.
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    elif connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def _creation(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[str]:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    yield from _removal(connection, [model])
    if connection.vendor == "postgresql":
        (name,) = _names(connection, model)
        yield (
            f"CREATE TRIGGER {quote(name)} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
        )
        return
    update, delete, replace = _names(connection, model)
    refusal = f"BEGIN SELECT RAISE(ABORT, '{model._meta.db_table} is append-only'); END"
    yield f"CREATE TRIGGER {quote(update)} BEFORE UPDATE ON {table} {refusal}"
    yield f"CREATE TRIGGER {quote(delete)} BEFORE DELETE ON {table} {refusal}"
    same = " OR ".join(
        "(" + " AND ".join(f"{quote(column)} = NEW.{quote(column)}" for column in columns) + ")"
        for columns in _unique_columns(model)
    )
    is_there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
    yield f"CREATE TRIGGER {quote(replace)} BEFORE INSERT ON {table} WHEN {is_there} {refusal}"


def _removal(connection: BaseDatabaseWrapper, guarded: Iterable[type[models.Model]]) -> Iterator[str]:
    quote = connection.ops.quote_name
    for model in guarded:
        on_table = f" ON {quote(model._meta.db_table)}" if connection.vendor == "postgresql" else ""
        for name in _names(connection, model):
            yield f"DROP TRIGGER IF EXISTS {quote(name)}{on_table}"


def _unique_columns(model: type[models.Model]) -> Iterator[list[str]]:
    """Yield the columns of each rule by which a new row would take the place of an old one."""
    for field in model._meta.local_concrete_fields:
        if field.unique:
            yield [str(field.column)]
    for constraint in model._meta.total_unique_constraints:
        yield [str(field.column) for field in model._meta.local_concrete_fields if field.name in constraint.fields]
