"""Where the words are kept, on each database: a ``tsvector`` with a GIN index, or an FTS5 table without content."""

from __future__ import annotations

import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connection, transaction

from newsroom.listings.models import INDEX_VERSION, SearchEntry, WordForm
from newsroom.listings.search.document import BREAK, WORD_LIMIT, Document, document_of

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

SECONDS = 1.5  # how long the database may look for one question
INSTRUCTIONS = 20_000  # of SQLite's machine between two looks at the clock
# Phrases and exclusions of phrases are looked up in this many of the newest articles with all the words.
PHRASE_LIMIT = 3000
# Reading one entry's words takes as long as the word index takes for this many matches (measured).
COST_OF_A_STEP = 20
ROOM = 4  # times as many entries as should be needed: words come in bursts
POSITIONS = 250  # of one word that PostgreSQL keeps
WORDS = 2000  # that are learnt with one statement
ROWS = 250  # of the index that are written with one statement

# Statements are put together from fixed parts (hence "noqa: S608"); all that a reader wrote is a parameter.
Row = tuple[int, int, int, str]  # tier, key, article, facets

_PLACES = [str(place) for place in range(1, WORD_LIMIT + 1)]

_CANCELLED = "57014"


class TooSlowError(Exception):
    """The database was stopped, because it looked for longer than :data:`SECONDS`."""


@dataclass(frozen=True)
class Plan:
    """What an article must hold. Each group is a list of tokens of which one is enough."""

    groups: list[list[str]] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    without: list[list[str]] = field(default_factory=list)
    without_phrases: list[list[str]] = field(default_factory=list)
    first_key: int | None = None
    end_key: int | None = None

    @property
    def has_phrases(self) -> bool:
        return bool(self.phrases or self.without_phrases)


# -- writing -----------------------------------------------------------------------


@transaction.atomic
def write(articles: Iterable[ArticlePage]) -> int:
    """Write the entries of public ``articles`` anew and return how many."""
    documents = [document_of(article) for article in articles]
    remove([document.article_id for document in documents])
    write_documents(documents)
    learn({word for document in documents for word in document.words} - {BREAK})
    return len(documents)


def write_documents(documents: Sequence[Document]) -> None:
    """Write the entries of articles that have none; their words are learnt by :func:`learn`."""
    if connection.vendor != "postgresql":
        SearchEntry.objects.bulk_create(_entry(document) for document in documents)
        texts = [(document.key, _text(document)) for document in documents]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO listings_searchwords (rowid, words) VALUES (%s, %s)", texts)
        return
    columns = "INSERT INTO listings_searchentry (key, article_id, facets, packed, version, words) VALUES "
    for start in range(0, len(documents), ROWS):
        some = documents[start : start + ROWS]
        values = [(one.key, one.article_id, " ".join(one.facets), INDEX_VERSION, _vector(one)) for one in some]
        with connection.cursor() as cursor:
            rows = ", ".join(["(%s, %s, %s, '', %s, %s::tsvector)"] * len(some))
            cursor.execute(columns + rows, [value for row in values for value in row])


def remove(article_ids: Sequence[int]) -> None:
    """Forget the words of these articles, in the caller's transaction."""
    entries = SearchEntry.objects.filter(article__in=article_ids)
    if connection.vendor == "sqlite":
        forget = "INSERT INTO listings_searchwords (listings_searchwords, rowid, words) VALUES ('delete', %s, %s)"
        rows = [(key, zlib.decompress(packed).decode()) for key, packed in entries.values_list("key", "packed")]
        with connection.cursor() as cursor:
            cursor.executemany(forget, rows)
    entries.delete()


def forget_everything() -> None:
    """Empty the index."""
    SearchEntry.objects.all().delete()
    WordForm.objects.all().delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO listings_searchwords (listings_searchwords) VALUES ('delete-all')")


def _entry(document: Document) -> SearchEntry:
    packed = zlib.compress(_text(document).encode()) if connection.vendor == "sqlite" else b""
    return SearchEntry(
        key=document.key, article_id=document.article_id, facets=" ".join(document.facets), packed=packed
    )


def _text(document: Document) -> str:
    return " ".join([*document.words, BREAK, *document.marks, *document.facets])


def _vector(document: Document) -> str:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for word, place in zip(document.words, _PLACES, strict=False):
        places[word].append(place)
    places.pop(BREAK, None)
    lexemes = [f"'{word}':{','.join(found[:POSITIONS])}" for word, found in places.items()]
    return " ".join([*lexemes, *(f"'{token}'" for token in (*document.marks, *document.facets))])


def learn(words: set[str]) -> None:
    """Note words that were not known yet."""
    remaining = iter(sorted(words))
    while some := list(islice(remaining, WORDS)):
        known = set(WordForm.objects.filter(word__in=some).values_list("word", flat=True))
        WordForm.objects.bulk_create([WordForm.of(word) for word in some if word not in known])


# -- reading -----------------------------------------------------------------------


def look_up(plans: Sequence[tuple[int, Plan]], limit: int) -> list[Row]:
    """Return up to ``limit`` matches of each plan, newest first, with the number that came with the plan. One query.

    Raises:
        TooSlowError: the database took longer than :data:`SECONDS`.
    """
    if connection.vendor == "postgresql":
        return _look_up_in_postgresql(plans, limit)
    return _look_up_in_sqlite(plans, limit)


def window_start(size: int) -> int | None:
    """Return the key of the ``size``-th newest entry, or None where there are not so many."""
    return SearchEntry.objects.order_by("-key").values_list("key", flat=True)[size - 1 : size].first()


def _between(plan: Plan, column: str) -> tuple[str, list[Any]]:
    bounds = [(">=", plan.first_key), ("<", plan.end_key)]
    used = [(sign, key) for sign, key in bounds if key is not None]
    return "".join(f" AND {column} {sign} %s" for sign, _key in used), [key for _sign, key in used]


def _look_up_in_postgresql(plans: Sequence[tuple[int, Plan]], limit: int) -> list[Row]:
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            walks = _walks(cursor, plans, limit)
            found: list[Row] = []
            picked = []
            for tier, plan in plans:
                steps = walks.get(tier)
                rows = _walk(cursor, tier, plan, limit, steps) if steps else None
                if rows is None:
                    picked.append((tier, plan))
                else:
                    found += rows
            found += _pick(cursor, picked, limit) if picked else []
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) == _CANCELLED:
                raise TooSlowError from error
            raise
        # Nothing was written, and the settings end with the savepoint where a caller has a transaction of its own.
        transaction.set_rollback(True)
    return found


def _walks(cursor: Any, plans: Sequence[tuple[int, Plan]], limit: int) -> dict[int, int]:
    """Return, for the plans that are found sooner by reading the newest entries, how many entries to read.

    The word index gives all entries that match and only then can the newest be told, so its work grows with the
    archive; the entries themselves come newest first, and of a word that stands in every second article 1,000
    matches are among the newest 2,000. PostgreSQL's statistics say how common a word is, at the cost of one plan.
    """
    bounds, keys = _between(plans[0][1], "key")
    parts = ["SELECT 1 FROM listings_searchentry", f"SELECT 1 FROM listings_searchentry WHERE TRUE{bounds}"]  # noqa: S608
    parts += ["SELECT 1 FROM listings_searchentry WHERE words @@ %s::tsquery"] * len(plans)
    words = [_tsquery(plan, with_phrases=False) for _tier, plan in plans]
    settings = f"SET LOCAL statement_timeout = {int(SECONDS * 1000)}; SET LOCAL enable_seqscan = off"
    # Readers share the processors: one question is looked up by one of them.
    settings += "; SET LOCAL max_parallel_workers_per_gather = 0"
    cursor.execute(f"{settings}; EXPLAIN (FORMAT JSON) {' UNION ALL '.join(parts)}", [*keys, *words])
    expected = [part["Plan Rows"] for part in cursor.fetchone()[0][0]["Plan"].get("Plans", [])]
    if len(expected) != len(parts):
        return {}
    entries, in_range, *matches = (max(1, rows) for rows in expected)
    walks = {}
    for (tier, plan), match, text in zip(plans, matches, words, strict=True):
        wanted = PHRASE_LIMIT if plan.has_phrases else limit
        steps = int(wanted * entries / match) if text else in_range
        if min(steps, in_range) * COST_OF_A_STEP < (match if text else entries):
            walks[tier] = steps if plan.has_phrases else steps * ROOM
    return walks


def _walk(cursor: Any, tier: int, plan: Plan, limit: int, steps: int) -> list[Row] | None:
    """Return the matches among the newest entries; None if those are too few after all."""
    bounds, keys = _between(plan, "key")
    words = _tsquery(plan, with_phrases=True)
    cursor.execute(
        "SELECT %s, key, article_id, facets FROM (SELECT key, article_id, facets, words "  # noqa: S608
        f"FROM listings_searchentry WHERE TRUE{bounds} ORDER BY key DESC LIMIT %s) newest "
        f"WHERE {'words @@ %s::tsquery' if words else 'TRUE'} ORDER BY key DESC LIMIT %s",
        [tier, *keys, steps, *([words] if words else []), limit],
    )
    found: list[Row] = cursor.fetchall()
    return found if plan.has_phrases or len(found) == limit else None


def _pick(cursor: Any, plans: Sequence[tuple[int, Plan]], limit: int) -> list[Row]:
    """Return the newest of all matches, which the word index gives."""
    statements: list[str] = []
    parameters: list[Any] = []
    for tier, plan in plans:
        bounds, keys = _between(plan, "key")
        words = _tsquery(plan, with_phrases=False)
        condition = "words @@ %s::tsquery" if words else "TRUE"
        rows = f"SELECT key, article_id, facets, words FROM listings_searchentry WHERE {condition}{bounds}"  # noqa: S608
        parameters += [tier, *([words] if words else []), *keys]
        if plan.has_phrases:
            rows = f"SELECT * FROM ({rows} ORDER BY key DESC LIMIT %s) candidates WHERE words @@ %s::tsquery"  # noqa: S608
            parameters += [PHRASE_LIMIT, _tsquery(plan, with_phrases=True)]
        statements.append(f"(SELECT %s, key, article_id, facets FROM ({rows}) found ORDER BY key DESC LIMIT %s)")  # noqa: S608
        parameters.append(limit)
    # Only bitmap scans: the planner does not know what unpacking the words of a row costs, and would read the whole
    # table for a common word.
    cursor.execute(f"SET LOCAL enable_indexscan = off; {' UNION ALL '.join(statements)}", parameters)
    return cursor.fetchall()


def _tsquery(plan: Plan, *, with_phrases: bool) -> str:
    parts = [_any_of(group, " | ") for group in plan.groups]
    if with_phrases:
        parts += [_in_order(phrase) for phrase in plan.phrases]
        parts += [f"!{_in_order(phrase)}" for phrase in plan.without_phrases]
    else:
        parts += [_any_of([word], " | ") for phrase in plan.phrases for word in phrase]
    parts += [f"!{_any_of(group, ' | ')}" for group in plan.without]
    return " & ".join(parts)


def _any_of(tokens: list[str], joint: str) -> str:
    return "(" + joint.join(f"'{token}'" for token in tokens) + ")"


def _in_order(phrase: list[str]) -> str:
    return _any_of(phrase, " <-> ")


def _look_up_in_sqlite(plans: Sequence[tuple[int, Plan]], limit: int) -> list[Row]:
    statements: list[str] = []
    parameters: list[Any] = []
    for tier, plan in plans:
        match = _match(plan)
        if match:
            bounds, keys = _between(plan, "rowid")
            rows = f"SELECT rowid AS found_key FROM listings_searchwords WHERE listings_searchwords MATCH %s{bounds}"  # noqa: S608
            rows += " ORDER BY rowid DESC LIMIT %s"
        else:
            bounds, keys = _between(plan, "key")
            rows = f"SELECT key AS found_key FROM listings_searchentry WHERE 1{bounds} ORDER BY key DESC LIMIT %s"  # noqa: S608
        statements.append(f"SELECT %s AS tier, found_key FROM ({rows})")  # noqa: S608
        parameters += [tier, *([match] if match else []), *keys, limit]
    sql = (
        f"SELECT tier, key, article_id, facets FROM ({' UNION ALL '.join(statements)}) found "  # noqa: S608
        "JOIN listings_searchentry ON key = found_key ORDER BY tier, key DESC"
    )
    with _interrupted_after(SECONDS), connection.cursor() as cursor:
        try:
            cursor.execute(sql, parameters)
            return cursor.fetchall()
        except OperationalError as error:
            if "interrupted" in str(error):
                raise TooSlowError from error
            raise


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    database = connection.connection
    end = time.monotonic() + seconds
    database.set_progress_handler(lambda: time.monotonic() > end, INSTRUCTIONS)
    try:
        yield
    finally:
        database.set_progress_handler(None, 0)


def _match(plan: Plan) -> str:
    def any_of(groups: list[list[str]]) -> list[str]:
        return ["(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in groups]

    def in_order(phrases: list[list[str]]) -> list[str]:
        return ['"' + " ".join(phrase) + '"' for phrase in phrases]

    wanted = any_of(plan.groups) + in_order(plan.phrases)
    unwanted = any_of(plan.without) + in_order(plan.without_phrases)
    if not wanted:
        return ""
    match = " AND ".join(wanted)
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match
