"""From routes to addresses: every route with every seeded object, and the questions that lists are asked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Page, Site, Workflow

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import NewsIndexPage
from newsroom.editorial.models import ReleaseNumber, ReviewTask
from newsroom.editorial.numbers import slug_of
from newsroom.users.models import User
from tests.leaks.routes import Route
from tests.leaks.world import COMMON, Release, World, word

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# What a list is asked beside its plain address.
LIST_QUESTIONS = ("", f"?q={COMMON}")
PAGE_TYPE = "page_type=articles.articlepage"
QUESTIONS: dict[str, tuple[str, ...]] = {
    "listings:search": (f"?q={COMMON}", f"?q={COMMON}&urut=terbaru", "?q=zqx"),
    "newsroom_tag_suggestions": ("?term=zqx", f"?term={COMMON}"),
    "wagtailadmin_tag_autocomplete": ("?term=zqx", f"?term={COMMON}"),
    "wagtailadmin_tag_model_autocomplete": ("?term=zqx", f"?term={COMMON}"),
    "wagtailadmin_choose_page": ("", f"?{PAGE_TYPE}", "?allow_external_link=true"),
    "wagtailadmin_choose_page_child": ("", f"?{PAGE_TYPE}"),
    "wagtailadmin_choose_page_search": (f"?q={COMMON}", "?q=zqx", f"?q={COMMON}&{PAGE_TYPE}", f"?q={COMMON}&p=2"),
    "wagtailadmin_api:pages:listing": (
        "",
        "?limit=20&offset=0",
        f"?search={COMMON}",
        "?type=articles.ArticlePage",
        "?fields=*",
        "?child_of=root&for_explorer=1",
    ),
    "wagtailadmin_pages:search": (f"?q={COMMON}", "?q=zqx", f"?q={COMMON}&content_type=articles.articlepage"),
    "wagtailadmin_pages:search_results": (f"?q={COMMON}", "?q=zqx"),
}
QUESTIONS["newsroom_audit"] = ("", f"?halaman={COMMON}", "?halaman=zqx")
EXPORTED = ("", "?export=csv", "?export=xlsx", f"?label={COMMON}")
QUESTIONS |= {
    f"wagtailadmin_reports:{name}": EXPORTED
    for name in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage")
}


def addresses_of(route: Route, world: World) -> Iterator[str]:
    """Yield every address at which ``route`` is asked."""
    special = SPECIAL.get(route.name)
    paths = special(world) if special else _filled(route, world)
    for path in paths:
        # A path with a question of its own is complete.
        plain = special is None and "<" not in route.pattern
        questions = QUESTIONS.get(route.name, LIST_QUESTIONS if plain else ("",))
        for question in questions if "?" not in path else ("",):
            yield path + question


def _filled(route: Route, world: World) -> Iterator[str]:
    template = "/" + route.pattern.replace("^", "").replace("$", "")
    names = PARAMETER.findall(template)
    if not names:
        yield template
        return
    seen = set()
    for release in world.releases.values() if _asks_each(route) else world.some():
        values = [_values(route, name, release, world) for name in names]
        for chosen in itertools.product(*values):
            filled = iter(chosen)
            path = PARAMETER.sub(lambda _match: str(next(filled)), template)  # noqa: B023  (used at once)
            if path not in seen:
                seen.add(path)
                yield path


def _asks_each(route: Route) -> bool:
    """Readers' addresses are asked of every release, others of one in each kind of state."""
    return not route.pattern.startswith("redaksi/")


def _values(route: Route, name: str, release: Release, world: World) -> list[Any]:
    if name == "parent_page_id" and ("pages:add" in route.name or "preview_on_add" in route.name):
        return [desk.pk for desk in world.desks.values()]
    if name == "parent_page_id":
        return [
            release.page.pk,
            *Page.objects.exclude(depth=1).not_type(type(release.page)).values_list("pk", flat=True),
        ]
    if name in release.extra:
        return release.extra[name]
    if name in ("pk", "slug", "page_id"):
        for prefix, values in KEYS.items():
            if route.name.startswith(prefix):
                return values(release)
    return FIXED[name](world)


KEYS: dict[str, Any] = {
    "wagtailsnippets_tags": lambda release: [release.tag.pk],
    "wagtailsnippets_people_byline": lambda release: [release.byline.pk],
    "wagtailsnippetchoosers_people_byline": lambda release: [release.byline.pk],
    "wagtailsnippets_agencies_agency": lambda release: Agency.objects.values_list("pk", flat=True),
    "wagtailsnippetchoosers_agencies_agency": lambda release: Agency.objects.values_list("pk", flat=True),
    "wagtailsnippets_agencies_region": lambda release: Region.objects.values_list("pk", flat=True)[:2],
    "wagtailsnippetchoosers_agencies_region": lambda release: Region.objects.values_list("pk", flat=True)[:2],
    "wagtailsnippet": lambda release: [1],
    "wagtailadmin_api:pages": lambda release: [release.page.pk],
    "wagtailadmin_api:images": lambda release: [release.image.pk],
    "wagtailadmin_api:documents": lambda release: [release.document.pk],
    "wagtailimages_chooser": lambda release: [release.image.pk],
    "wagtaildocs_chooser": lambda release: [release.document.pk],
    "wagtailadmin_collections": lambda release: Collection.objects.values_list("pk", flat=True),
    "wagtailadmin_workflows": lambda release: [
        *Workflow.objects.values_list("pk", flat=True),
        *ReviewTask.objects.values_list("pk", flat=True),
    ],
    "wagtailsites": lambda release: Site.objects.values_list("pk", flat=True),
    "wagtailusers_users": lambda release: User.objects.values_list("pk", flat=True),
    "wagtailusers_groups": lambda release: Group.objects.values_list("pk", flat=True)[:2],
    "listings:article": lambda release: [release.page.slug],
    "listings:tag": lambda release: [release.tag.slug],
    "listings:agency": lambda release: Agency.objects.values_list("slug", flat=True),
    "listings:region": lambda release: Region.objects.values_list("slug", flat=True)[:2],
    "listings:channel": lambda release: ["tiada"],
}
FIXED: dict[str, Any] = {
    # A link that works is asked in tests/editorial/test_early_readers.py.
    "token": lambda world: ["tidak-pernah-ada"],
    "rendition_id": lambda world: [1],
    "initials": lambda world: [release.byline.initials for release in world.releases.values()],
    "year": lambda world: [f"{timezone.localtime():%Y}"],
    "month": lambda world: [f"{timezone.localtime():%m}"],
    "day": lambda world: [f"{timezone.localtime():%d}"],
    "correction_id": lambda world: [1],
    "collection_id": lambda world: Collection.objects.values_list("pk", flat=True),
    "destination_id": lambda world: [desk.pk for desk in world.desks.values()],
    "filter_spec": lambda world: ["max-165x165"],
    "action_name": lambda world: ["approve"],
    "decision": lambda world: ["confirm"],
    "grant_id": lambda world: [1],
    "redirect_id": lambda world: [1],
    "uploaded_file_id": lambda world: [1],
    "session_id": lambda world: [1],
    "page_pk": lambda world: [release.page.pk for release in world.releases.values()],
    "workflow_pk": lambda world: Workflow.objects.values_list("pk", flat=True),
    "content_type_app_name": lambda world: ["articles"],
    "content_type_model_name": lambda world: ["articlepage"],
    "app_label": lambda world: ["articles"],
    "model_name": lambda world: ["articlepage"],
    "app_name": lambda world: ["taggit"],
    "object_id": lambda world: [release.page.pk for release in world.releases.values()],
}


def _compare(world: World) -> Iterator[str]:
    for release in world.some():
        yield reverse("wagtailadmin_pages:revisions_compare", args=[release.page.pk, "earliest", "latest"])


def _documents(world: World) -> Iterator[str]:
    for release in world.releases.values():
        yield release.document.url


def _pages(world: World) -> Iterator[str]:
    for path in ("", "berita/", "tentang/", "redaksi-kami/", "berita/meja-redaksi/", "berita/dinas-uji/"):
        yield reverse("wagtail_serve", args=[path])
    for release in world.releases.values():
        yield release.page.public_path
        # Below its desk in the tree, an article has no address.
        yield f"/berita/{release.page.get_parent().slug}/{release.page.slug}/"


def _sitemaps(world: World) -> Iterator[str]:
    now = timezone.localtime()
    yield f"/sitemap-{now:%Y}-{now:%m}.xml"


def _bulk(world: World) -> Iterator[str]:
    everything = "&".join(f"id={release.page.pk}" for release in world.releases.values())
    index = NewsIndexPage.objects.get()
    for action in ("publish", "unpublish", "delete", "move"):
        path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        yield f"{path}?{everything}"
        yield f"{path}?id=all"
        yield f"{path}?id=all&childOf={index.pk}&q={COMMON}"
        for desk in index.get_children():
            yield f"{path}?id=all&childOf={desk.pk}"


def _bulk_files(world: World) -> Iterator[str]:
    for model, action in itertools.product(("newsimage", "newsdocument"), ("delete", "add_tags", "add_to_collection")):
        path = reverse("wagtail_bulk_action", args=["images", model, action])
        yield f"{path}?id=all"
        for release in world.some():
            yield f"{path}?id={getattr(release, model.removeprefix('news')).pk}"


def _many(name: str, kind: str) -> Any:
    def addresses(world: World) -> Iterator[str]:
        path = reverse(name)
        for release in world.releases.values():
            yield f"{path}?id={getattr(release, kind).pk}"
        yield f"{path}?" + "&".join(f"id={getattr(release, kind).pk}" for release in world.releases.values())

    return addresses


def _short_links(world: World) -> list[str]:
    given = [str(number) for number in ReleaseNumber.objects.all()]
    # The number after the last is what a guest would try: the release that is not public yet has none.
    return [f"/r/{slug_of(number)}" for number in [*given, f"{len(given) + 1:03d}/JNR/2026"]]


def _checks(world: World) -> Iterator[str]:
    yield "/periksa/"
    for release in world.releases.values():
        # By its address, as a guess at its words, and by the number that it has or would get.
        yield f"/periksa/?q={release.page.public_path}"
        yield f"/periksa/?q={word(release.name, 'title')}+{COMMON}+{word(release.name, 'lead')}+{COMMON}"
    for path in _short_links(world):
        yield f"/periksa/?q={path}"


def _subject_feeds(world: World) -> Iterator[str]:
    for release in world.releases.values():
        yield f"/feed/tag/{release.tag.slug}/"
        yield f"/feed{release.byline.public_path}"
    for subject in (*Agency.objects.all(), *Region.objects.all()[:2]):
        yield f"/feed{subject.public_path}"


SPECIAL: dict[str, Any] = {
    "syndication:feed_subject": _subject_feeds,
    "authenticity:check": _checks,
    "wagtailsettings:edit": lambda world: [f"/redaksi/settings/pages/publishersetting/{end}" for end in ("", "1/")],
    "wagtailsettings:preview_on_edit": lambda world: ["/redaksi/settings/pages/publishersetting/1/preview/"],
    "listings:short_link": _short_links,
    "wagtailadmin_pages:revisions_compare": _compare,
    "wagtaildocs_serve": _documents,
    "wagtail_serve": _pages,
    "syndication:sitemap_month": _sitemaps,
    "wagtail_bulk_action": _bulk,
    "redaksi/bulk/images/<str:model_name>/<str:action>/": _bulk_files,
    "redaksi/^api/main/(images|documents)/": lambda world: [
        "/redaksi/api/main/images/",
        "/redaksi/api/main/documents/",
    ],
    "wagtailadmin_tag_model_autocomplete": lambda world: ["/redaksi/tag-autocomplete/taggit/tag/"],
    "redaksi/login/": lambda world: ["/redaksi/login/"],
    "wagtailadmin_choose_page_chosen_multiple": _many("wagtailadmin_choose_page_chosen_multiple", "page"),
    "wagtailimages_chooser:chosen_multiple": _many("wagtailimages_chooser:chosen_multiple", "image"),
    "wagtaildocs_chooser:chosen_multiple": _many("wagtaildocs_chooser:chosen_multiple", "document"),
}
