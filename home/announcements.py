"""Emergency information (informasi serta-merta): which releases stand above all pages, and who put them there.

Nothing unapproved can come through this door: an announcement only points to a release, and is shown only while
:meth:`ArticleQuerySet.public` finds that release. So it goes when the release is withdrawn or has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.models import Announcement, AnnouncementEnd, AnnouncementLevel
from newsroom.articles.models import ArticlePage
from newsroom.core.cache_tags import fresh_until, show, true_until
from newsroom.edge import purge
from newsroom.edge.middleware import EVERYWHERE

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from newsroom.users.models import User

RIGHT = "home.put_up_announcement"
# More than these and none of them is an emergency.
MOST_SHOWN = 3
# Whoever needs it longer puts it up again; a forgotten one ends by itself.
LONGEST = timedelta(days=7)
CACHE_KEY = "home.announcements"
# Seconds that a process may print what it knew. Putting up and taking down clear it at once where a cache is shared;
# pages that are open ask for themselves (announcements.js).
KEPT_SECONDS = 5

ROW = ("article_id", "level", "article__title", "article__url_path", "starts_at", "ends_at", "article__ends_at")


@dataclass(frozen=True)
class Shown:
    """What readers get to see of an announcement."""

    article: int
    level: str
    title: str
    path: str
    starts_at: datetime
    ends_at: datetime
    article_ends_at: datetime | None

    @property
    def label(self) -> str:
        """The level in words, so that nobody has to know a colour."""
        return str(AnnouncementLevel(self.level).label)


def may_put_up(user: User | AnonymousUser) -> bool:
    """Whether ``user`` may put announcements up and take them down."""
    return bool(user.is_active and user.has_perm(RIGHT))


def now_shown(now: datetime | None = None) -> list[Shown]:
    """Return what stands above all pages at ``now`` (default: this moment), the most urgent first. One query."""
    return _running(_coming(now or timezone.now()), now)


def now_printed(now: datetime | None = None) -> list[Shown]:
    """The same for the page that is being made, without a query where the process asked in the last seconds."""
    coming = cache.get(CACHE_KEY)
    if coming is None:
        coming = _coming(now or timezone.now())
        cache.set(CACHE_KEY, coming, KEPT_SECONDS)
    for one in coming:
        fresh_until(one.ends_at if one.starts_at <= (now or timezone.now()) else one.starts_at)
    running = _running(coming, now)
    for one in running:
        # So a page that names a withdrawn or changed release is forgotten, like any other that names it.
        show(f"article-{one.article}")
        true_until(one.article_ends_at)
    return running


def _coming(moment: datetime) -> list[Shown]:
    """Return what is not over at ``moment``, also what has yet to begin."""
    rows = (
        Announcement.objects.filter(ends_at__gt=moment, taken_down=None, article__in=ArticlePage.objects.public())
        .order_by("-starts_at", "-pk")
        .values_list(
            "article_id", "level", "article__title", "article__url_path", "starts_at", "ends_at", "article__ends_at"
        )
    )
    return [
        Shown(key, level, title, public_path_of(url_path), starts_at, min(ends_at, article_end or ends_at), article_end)
        for key, level, title, url_path, starts_at, ends_at, article_end in rows
    ]


def public_path_of(url_path: str) -> str:
    """Return the address from the root of the site, of Wagtail's path that begins with the front page."""
    return "/" + url_path.split("/", 2)[2]


def _running(coming: list[Shown], now: datetime | None) -> list[Shown]:
    moment = now or timezone.now()
    running = [one for one in coming if one.starts_at <= moment < one.ends_at]
    return sorted(running, key=lambda one: AnnouncementLevel.values.index(one.level))[:MOST_SHOWN]


def forget(**kwargs: Any) -> None:
    """Forget what the process knows. Takes a signal's arguments, so that it can be a receiver."""
    cache.delete(CACHE_KEY)


@transaction.atomic
def put_up(
    article: ArticlePage, *, user: User, level: str, ends_at: datetime, starts_at: datetime | None = None
) -> Announcement:
    """Put a public release above all pages from ``starts_at`` (default: now) to ``ends_at``.

    Raises:
        PermissionDenied: ``user`` has no right to it, the release is not public, or the time is none.
    """
    now = timezone.now()
    starts_at = max(starts_at or now, now)
    if not may_put_up(user):
        raise PermissionDenied(_("Only editors put emergency information up."))
    if not ArticlePage.objects.public().filter(pk=article.pk).exists():
        raise PermissionDenied(_("Only a public release can stand above all pages."))
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise PermissionDenied(_("It must end after its start, and within seven days."))
    announcement = Announcement.objects.create(
        article=article, level=level, starts_at=starts_at, ends_at=ends_at, person=user, created_at=now
    )
    _log("newsroom.announcement.up", announcement, user)
    return announcement


@transaction.atomic
def take_down(announcement: Announcement, *, user: User) -> AnnouncementEnd:
    """End an announcement now, or before it has begun.

    Raises:
        PermissionDenied: ``user`` has no right to it, or it is over already.
    """
    if not may_put_up(user):
        raise PermissionDenied(_("Only editors take emergency information off."))
    is_over = announcement.ends_at <= timezone.now()
    if is_over or AnnouncementEnd.objects.filter(announcement=announcement).exists():
        raise PermissionDenied(_("It is off already."))
    end = AnnouncementEnd.objects.create(announcement=announcement, person=user)
    _log("newsroom.announcement.down", announcement, user)
    return end


def _log(action: str, announcement: Announcement, user: User) -> None:
    data = {
        "announcement": announcement.pk,
        "kind": announcement.level,
        "starts_at": announcement.starts_at.isoformat(),
        "ends_at": announcement.ends_at.isoformat(),
    }
    log(instance=announcement.article, action=action, user=user, data=data)
    # In this order: a page made after the purge must know.
    transaction.on_commit(forget)
    purge.forget({EVERYWHERE})
