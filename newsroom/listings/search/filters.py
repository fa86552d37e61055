"""What results can be narrowed to: agency, region, channel, tag, byline and days, each a word in the address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import Channel
from newsroom.listings.models import WordForm
from newsroom.listings.search.document import AGENCY, BYLINE, CHANNEL, REGION, TAG
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag

# The words in the address, which are part of public links: never change them. In the order they are offered.
PARAMETERS = {"kanal": CHANNEL, "instansi": AGENCY, "wilayah": REGION, "tag": TAG, "inisial": BYLINE}
FROM, UNTIL = "dari", "sampai"

VALUE_LENGTH = 100  # characters
FORMS = "f"

_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Filters:
    """What the reader chose. ``values`` holds the parts of the address, by parameter."""

    values: dict[str, str] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None

    def __bool__(self) -> bool:
        return bool(self.values or self.first_day or self.last_day)

    def parameters(self) -> dict[str, str]:
        """Return the part of the address that says the same."""
        days = {FROM: self.first_day, UNTIL: self.last_day}
        return {**self.values, **{name: day.isoformat() for name, day in days.items() if day}}

    @property
    def start(self) -> datetime | None:
        return _midnight(self.first_day) if self.first_day else None

    @property
    def end(self) -> datetime | None:
        return _midnight(self.last_day + timedelta(days=1)) if self.last_day else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)


def read_filters(asked: Mapping[str, str]) -> Filters:
    """Return what the address asks for; what is no value of a filter is left out."""
    values = {name: asked.get(name, "").replace("\x00", "").strip()[:VALUE_LENGTH] for name in PARAMETERS}
    return Filters(
        values={name: value for name, value in values.items() if value},
        first_day=_day(asked.get(FROM, "")),
        last_day=_day(asked.get(UNTIL, "")),
    )


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Named:
    """Something that articles are listed under. ``canonical`` is the key of the tag that an alias leads to."""

    kind: str
    pk: int
    slug: str
    name: str
    canonical: int

    @property
    def token(self) -> str:
        return f"{self.kind}{self.pk}"


@dataclass(frozen=True)
class Resolved:
    """What the words and names of a question are in the database."""

    forms: dict[str, list[str]]  # stem -> words that have it
    named: list[Named]

    def tokens(self, kind: str, slug: str) -> list[str]:
        """Return the tokens of what has this address; of a tag, those of its aliases too. Empty if there is nothing."""
        return self._with_aliases([one for one in self.named if one.kind == kind and one.slug == slug])

    def tag_tokens(self, name: str) -> list[str]:
        """Return the tokens of the tag that is written ``name``."""
        wanted = _tag_name(name)
        return self._with_aliases(
            [one for one in self.named if one.kind == TAG and wanted in (_tag_name(one.name), _tag_name(one.slug))]
        )

    def _with_aliases(self, found: list[Named]) -> list[str]:
        canonical = {(one.kind, one.canonical) for one in found}
        return [one.token for one in self.named if (one.kind, one.canonical) in canonical]


def _tag_name(text: str) -> str:
    """Return a tag's name as it is compared: "#Dinas-Sosial" and "dinas sosial" are the same."""
    return re.sub(r"[\W_]+", "", text.casefold())


def resolve(stems: Iterable[str], filters: Filters, hashtags: list[str], initials: list[str]) -> Resolved:
    """Return the words of ``stems`` and what the names mean, in one query."""
    rows: list[QuerySet] = []
    stems = list(stems)
    if stems:
        words = WordForm.objects.filter(stem__in=stems).order_by()
        rows.append(_columns(words, FORMS, Value(0), F("word"), F("stem"), Value(0)).distinct())
    for parameter, (kind, model) in _MODELS.items():
        if value := filters.values.get(parameter):
            rows.append(_named(kind, model.objects.filter(slug=value)))
    if initials or "inisial" in filters.values:
        wanted = [*initials, filters.values.get("inisial", "")]
        rows.append(_bylines(Byline.objects.filter(initials__in=wanted)))
    slugs = [_as_slug(name) for name in hashtags] + [filters.values.get("tag", "")]
    if any(slugs):
        names = [name.casefold() for name in hashtags]
        same = Q(slug__in=slugs) | Q(key__in=names)
        tags = NewsTag.objects.filter(
            same
            | Q(alias_of__in=NewsTag.objects.filter(same).values("pk"))
            | Q(pk__in=NewsTag.objects.filter(same, alias_of__isnull=False).values("alias_of"))
            | Q(alias_of__in=NewsTag.objects.filter(same, alias_of__isnull=False).values("alias_of"))
        )
        rows.append(_tags(tags))
    forms: dict[str, list[str]] = {}
    named: list[Named] = []
    for kind, pk, slug, name, canonical in _all_of(rows):
        if kind == FORMS:
            forms.setdefault(name, []).append(slug)
        else:
            named.append(Named(kind, pk, slug, name, canonical))
    return Resolved(forms, named)


def names_of(tokens: Iterable[str]) -> dict[str, Named]:
    """Return what each token stands for, in one query."""
    keys: dict[str, list[int]] = {}
    for token in tokens:
        keys.setdefault(token[:2], []).append(int(token[2:]))
    rows = [_named(kind, model.objects.filter(pk__in=keys[kind])) for kind, model in _MODELS.values() if kind in keys]
    if BYLINE in keys:
        rows.append(_bylines(Byline.objects.filter(pk__in=keys[BYLINE])))
    if TAG in keys:
        rows.append(_tags(NewsTag.objects.filter(pk__in=keys[TAG])))
    return {one.token: one for one in (Named(*row) for row in _all_of(rows))}


_MODELS: dict[str, tuple[str, Any]] = {
    "kanal": (CHANNEL, Channel),
    "instansi": (AGENCY, Agency),
    "wilayah": (REGION, Region),
}


def _named(kind: str, found: QuerySet) -> QuerySet:
    name = F("name") if kind == CHANNEL else Coalesce(NullIf("short_name", Value("")), "name")
    return _columns(found, kind, F("pk"), F("slug"), name, F("pk"))


def _bylines(found: QuerySet) -> QuerySet:
    return _columns(found, BYLINE, F("pk"), F("initials"), F("name"), F("pk"))


def _tags(found: QuerySet) -> QuerySet:
    return _columns(found, TAG, F("pk"), F("slug"), F("name"), Coalesce("alias_of_id", "pk"))


def _columns(found: QuerySet, kind: str, *columns: Any) -> QuerySet:
    names = ("of_kind", "of_key", "of_slug", "of_name", "of_canonical")
    return found.order_by().annotate(**dict(zip(names, (Value(kind), *columns), strict=True))).values_list(*names)


def _all_of(rows: list[QuerySet]) -> list[Any]:
    if not rows:
        return []
    return list(rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0])


def _as_slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
