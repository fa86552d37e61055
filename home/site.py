"""Make the tree of a new newsroom: front page, news index, the newsroom's desk, standing pages. Safe to run again."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Site, Workflow

from home.models import HomePage
from newsroom.articles.enums import DeskKind
from newsroom.articles.models import Desk, NewsIndexPage
from newsroom.articles.twins import ensure_twin_desk
from newsroom.editorial.actions import publish_import
from newsroom.editorial.models import EditorialPage
from newsroom.pages.models import StandardPage
from newsroom.users.models import User

STANDARD_PAGES = Path(__file__).parent / "data" / "standard_pages.json"
SYSTEM_USERNAME = "sistem"
BATCH = "setup_site"
DESKS = (
    (DeskKind.NEWSROOM, "redaksi", "Meja Redaksi"),
    (DeskKind.EMBARGO, "embargo", "Meja Embargo"),
)


def system_account() -> User:
    """Return the account that acts where no person does; nobody can sign in with it."""
    account, created = User.objects.get_or_create(
        username=SYSTEM_USERNAME, defaults={"first_name": "Sistem", "is_active": False}
    )
    if created:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


@transaction.atomic
def ensure_site() -> list[str]:
    """Create what is missing of the tree and return the titles of what was created."""
    created: list[str] = []
    home = HomePage.objects.first() or publish_new(
        Page.get_first_root_node(), HomePage(title=settings.WAGTAIL_SITE_NAME, slug="beranda"), created
    )
    _point_site_at(home)
    index = NewsIndexPage.objects.first() or publish_new(home, NewsIndexPage(title="Berita", slug="berita"), created)
    for kind, slug, title in DESKS:
        if not Desk.objects.filter(kind=kind).exists():
            add_desk(index, Desk(title=title, slug=slug, kind=kind))
            created.append(title)
    for entry in json.loads(STANDARD_PAGES.read_text(encoding="utf-8")):
        if not StandardPage.objects.filter(slug=entry["slug"]).exists():
            body = [("paragraph", f"<p>{text}</p>") for text in entry["paragraphs"]]
            page = StandardPage(title=entry["title"], slug=entry["slug"], introduction=entry["introduction"], body=body)
            publish_new(home, page, created)
    _remove_leftovers()
    return created


def add_desk(index: Page, desk: Desk) -> Desk:
    """Add a desk under the news index. A desk has no public page, so it never goes live."""
    desk.live = False
    desk.owner = system_account()
    index.add_child(instance=desk)
    ensure_twin_desk(desk)
    return desk


def publish_new(parent: Page, page: EditorialPage, created: list[str]) -> EditorialPage:
    """Add ``page`` under ``parent``, make it public as part of the set-up, and note its title in ``created``."""
    page.live = False
    page.owner = system_account()
    parent.add_child(instance=page)
    created.append(page.title)
    return publish_import(page, user=page.owner, batch=BATCH)


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.root_page_id and site.root_page_id != home.pk else None
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    # Wagtail's own migrations leave a page of greeting; it would be public without any entitlement.
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()


def _remove_leftovers() -> None:
    """Remove the groups and the workflow that Wagtail's migrations make, unless somebody uses them.

    Their members could publish on a stock site; here they would only be confusing.
    """
    for group in Group.objects.filter(name__in=("Moderators", "Editors"), user__isnull=True):
        if not GroupApprovalTask.objects.filter(groups=group, task_states__isnull=False).exists():
            group.delete()
    for workflow in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, task_states__isnull=True).delete()
        workflow.delete()
