"""A newsroom with one release in each state, each part of which holds a word found nowhere else.

A word is ``zqx<release><part>``, in small letters and without hyphens, so that it survives slugs and stored file
names. All titles, tags and files also share the word ``kataumum``, by which lists can be searched without saying a
word that is sought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from taggit.models import Tag
from wagtail.log_actions import log
from wagtail.models import Page

from home.site import add_desk
from newsroom.agencies.models import Agency, Region
from newsroom.articles.enums import CreditRole, DeskKind
from newsroom.articles.models import ArticleAttachment, ArticleCredit, ArticlePage, Desk, NewsIndexPage
from newsroom.editorial import actions, early_readers, embargo_acts, outbox, withdrawals
from newsroom.editorial.bootstrap import sync_desk
from newsroom.editorial.enums import ReviewAction, WithdrawalKind
from newsroom.editorial.roles import Role
from newsroom.images.models import NewsDocument, NewsImage
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag
from newsroom.users.models import User
from tests.factories import article_draft
from tests.images.files import PDF, photo
from tests.people import person

COMMON = "kataumum"
TEXT = frozenset({"title", "lead", "body"})
FILES = frozenset({"imgt", "imgc", "imgf", "doct", "docf", "ftag"})
PARTS = TEXT | FILES | {"tag", "by", "ini"}
WORD = re.compile(rf"zqx([a-z]+?)({'|'.join(sorted(PARTS))})(?![a-z])", re.IGNORECASE)


# Where each release stands; "pending" is the change of "changed" that waits before the reviewers.
ON_NEWSROOM_DESK = frozenset({"draft", "submitted", "returned", "scheduled", "pending"})
ON_OWN_DESK = frozenset({"own"})
ON_FOREIGN_DESK = frozenset({"fdraft", "fsubmitted", "fscheduled", "thrown"})
# Written and submitted by a press officer on the newsroom's desk, then put under embargo and approved.
ON_EMBARGO_DESK = frozenset({"embargoed"})
SECRET = ON_NEWSROOM_DESK | ON_OWN_DESK | ON_FOREIGN_DESK | ON_EMBARGO_DESK
PUBLIC = frozenset({"public", "changed"})


def word(release: str, part: str) -> str:
    """Return the word that stands only in ``part`` of ``release``."""
    return f"zqx{release}{part}"


@dataclass
class Release:
    """A release and its files."""

    name: str
    page: ArticlePage
    image: NewsImage
    document: NewsDocument
    tag: NewsTag
    byline: Byline
    rendition_path: str = ""
    extra: dict[str, list[Any]] = field(default_factory=dict)

    def refresh(self) -> ArticlePage:
        """Read the page again."""
        self.page = ArticlePage.objects.get(pk=self.page.pk)
        return self.page


@dataclass
class World:
    """Everything that was made, and for whom."""

    releases: dict[str, Release]
    people: dict[str, User]
    desks: dict[str, Desk]

    def some(self) -> list[Release]:
        """Return one release for each way in which a release can be hidden."""
        return [self.releases[name] for name in ("draft", "embargoed", "changed", "takendown", "own", "fsubmitted")]

    def client(self, who: str) -> Client:
        """Return a browser of ``who``; nobody's when the name is unknown."""
        client = Client(raise_request_exception=False)
        if who in self.people:
            client.force_login(self.people[who], backend="django.contrib.auth.backends.ModelBackend")
        return client


def make_world(newsroom_desk: Desk, agency_desk: Desk, people: dict[str, User]) -> World:
    """Make one release in each state on the newsroom's desk, and drafts on an agency's desk and on another's."""
    officer, contributor, editor, chief = (people[name] for name in ("wartawan", "kontributor", "redaktur", "pemred"))
    Region.objects.create(code="35.98", name="Kabupaten Uji", short_name="Uji", kind="kabupaten", slug="kabupaten-uji")
    other_agency = Agency.objects.create(name="Badan Lain Provinsi", short_name="Badan Lain", slug="lain", kind="badan")
    other_desk = add_desk(
        NewsIndexPage.objects.get(),
        Desk(title="Meja Badan Lain", slug="badan-lain", kind=DeskKind.AGENCY, agency=other_agency),
    )
    sync_desk(other_desk)
    colleague = person("kontributor2", Role.CONTRIBUTOR, f"Meja: {other_desk.title}", name="Kemala Uji")
    world = World({}, {**people, "kontributor2": colleague}, {"news": newsroom_desk, "own": agency_desk})

    def make(name: str, desk: Desk, owner: User) -> Release:
        release = world.releases[name] = make_release(name, desk, owner)
        return release

    make("draft", newsroom_desk, officer)
    _submit(make("submitted", newsroom_desk, officer), officer)
    _return(_submit(make("returned", newsroom_desk, officer), officer), editor)
    _schedule(_submit(make("scheduled", newsroom_desk, officer), officer), editor)
    _hold(_submit(make("embargoed", newsroom_desk, officer), officer), chief, editor)
    for name in ("public", "changed", "withdrawn", "takendown"):
        _approve(_submit(make(name, newsroom_desk, officer), officer), editor)
    _change(world.releases["changed"], officer, editor)
    _take_back(world.releases["withdrawn"], WithdrawalKind.WITHDRAWN, editor, chief)
    _take_back(world.releases["takendown"], WithdrawalKind.TAKEN_DOWN, editor, chief)
    make("own", agency_desk, contributor)
    make("fdraft", other_desk, colleague)
    _submit(make("fsubmitted", other_desk, colleague), colleague)
    _schedule(_submit(make("fscheduled", other_desk, colleague), colleague), editor)
    _throw_away(make_release("thrown", other_desk, colleague), colleague)
    for release in world.releases.values():
        _note_objects(release)
    return world


def make_release(name: str, desk: Desk, owner: User) -> Release:
    """Return a draft of ``owner`` with a word in each part, and files of the same person."""
    say = lambda part: word(name, part)  # noqa: E731
    image = NewsImage(title=f"{say('imgt')} {COMMON}", caption=say("imgc"), uploaded_by_user=owner)
    image.file = photo(f"{say('imgf')}.jpg", 96, 64)
    image.save()
    document = NewsDocument(title=f"{say('doct')} {COMMON}", uploaded_by_user=owner)
    document.file = ContentFile(PDF, name=f"{say('docf')}.pdf")
    document.save()
    for media in (image, document):
        media.tags.add(Tag.objects.get_or_create(name=f"{say('ftag')} {COMMON}")[0])
        log(instance=media, action="wagtail.create", user=owner)
    byline = Byline.objects.create(initials=say("ini"), name=f"Nama {name}")
    article = article_draft(
        desk,
        owner=owner,
        title=f"{say('title')} {COMMON}",
        lead=f"{say('lead')} {COMMON}.",
        body=[
            ("paragraph", f"<p>{say('body')} {COMMON}.</p>"),
            ("document", {"document": document, "title": ""}),
        ],
        lead_image=image,
        tags=(f"{say('tag')} {COMMON}",),
    )
    article = article.get_latest_revision_as_object()
    article.attachments.add(ArticleAttachment(document=document))
    article.credits.add(ArticleCredit(byline=byline, printed_name=say("by"), role=CreditRole.REPORTER, sort_order=1))
    article.save_revision(user=owner)
    log(instance=article, action="wagtail.create", user=owner)
    tag = NewsTag.objects.get(name=f"{say('tag')} {COMMON}")
    return Release(name, ArticlePage.objects.get(pk=article.pk), image, document, tag, byline)


def _submit(release: Release, user: User) -> Release:
    actions.submit(release.refresh(), user=user)
    release.refresh()
    return release


def _return(release: Release, user: User) -> None:
    actions.decide(release.page, ReviewAction.RETURN, user=user, reason="Kutipan belum dicek.")
    release.refresh()


def _approve(release: Release, user: User) -> None:
    actions.decide(release.page, ReviewAction.APPROVE, user=user)
    assert release.refresh().live


def _schedule(release: Release, user: User) -> None:
    state = release.page.current_workflow_task_state
    moment = timezone.now() + timedelta(days=1)
    state.task.specific.on_action(state, user, str(ReviewAction.SCHEDULE), publish_at=moment)
    release.refresh()


def _hold(release: Release, chief: User, editor: User) -> None:
    """Put the submitted release under embargo, approve it, and let one journalist read it."""
    embargo = embargo_acts.set_embargo(release.page, timezone.now() + timedelta(days=1), user=chief)
    actions.decide(release.refresh(), ReviewAction.APPROVE, user=editor)
    early_readers.invite(embargo, user=chief, name="Rina", organisation="Harian Uji", email="rina@harian.test")
    outbox.run_due()
    assert not release.refresh().live


def _change(release: Release, writer: User, editor: User) -> None:
    """Change the public release in every part; the change waits before the reviewers."""
    article = release.page.get_latest_revision_as_object()
    article.title = f"{word('pending', 'title')} {COMMON}"
    article.lead = f"{word('pending', 'lead')} {COMMON}."
    article.body = [("paragraph", f"<p>{word('pending', 'body')} {COMMON}.</p>")]
    article.save_revision(user=editor)
    _submit(release, editor)


def _take_back(release: Release, kind: str, proposer: User, decider: User) -> None:
    proposal = withdrawals.propose(
        release.page, user=proposer, kind=kind, reason="inaccurate", public_text="Angkanya keliru."
    )
    withdrawals.carry_out(proposal, user=decider)
    release.refresh()


def _throw_away(release: Release, user: User) -> None:
    Page.objects.get(pk=release.page.pk).specific.delete(user=user)


def _note_objects(release: Release) -> None:
    """Note the keys of everything that hangs on the release, by the names that addresses use for them."""
    page = release.refresh()
    states = page.workflow_states.all()
    task_states = [task for state in states for task in state.task_states.all()]
    release.extra = {
        "page_id": [page.pk],
        "parent_page_id": [page.pk],
        "page_to_move_id": [page.pk],
        "revision_id": list(page.revisions.values_list("pk", flat=True)),
        "workflow_state_id": [state.pk for state in states],
        "task_state_id": [task.pk for task in task_states],
        "task_id": sorted({task.task_id for task in task_states}),
        "image_id": [release.image.pk],
        "document_id": [release.document.pk],
        "doc_id": [release.document.pk],
    }
