"""Builds the demo newsroom through the same doors that people use. Safe to run again: what exists stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signal_handlers import disable_reference_index_auto_update

from newsroom.articles.models import ArticlePage, Desk
from newsroom.demo.accounts import agency_desk, ensure_people_and_places, open_mailboxes
from newsroom.demo.batik import Drawing, draw_all
from newsroom.demo.content import LEGACY_PREFIX, Story, load_stories
from newsroom.demo.pages import ensure_page_texts
from newsroom.demo.pictures import plans_of, store
from newsroom.demo.showcase import make_first_pictures
from newsroom.demo.stories import article_of, body_of
from newsroom.demo.twins import ensure_twins
from newsroom.editorial import outbox
from newsroom.editorial.actions import decide, publish_emergency, publish_import, submit
from newsroom.editorial.early_readers import invite
from newsroom.editorial.embargo_acts import set_embargo
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.withdrawals import carry_out, propose
from newsroom.listings.search import upkeep
from newsroom.metrics.models import DailyViews, ViewTotal
from newsroom.users.models import User

BATCH = "load_demo"
# The records officer stands for the archive: it came in with an import and not over the desk.
ARCHIVIST = "arsip"
DEFAULT_REVIEWER = "redaktur"
MANAGING_EDITOR = "pemred"
# Of the newest releases, newest first; the order of the ranking is another one.
DEMO_VIEWS = (112, 486, 74, 951, 238, 655, 41, 327)


@dataclass
class Report:
    """What a run created."""

    people_and_places: list[str] = field(default_factory=list)
    articles: dict[str, int] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
    pictures: int = 0
    renditions: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.people_and_places or self.articles or self.pages or self.twins or self.renditions)


def build_demo(now: datetime | None = None, draw: Callable[[list[Drawing]], dict[str, bytes]] = draw_all) -> Report:
    """Create what is missing of the demo newsroom and return a report.

    ``now`` (aware; default: this moment) is the day to which all texts are dated. ``draw`` makes
    many pictures: a mapping from seed to JPEG.

    The tree and the reference data must exist (``setup_site``, ``load_reference_data``).
    """
    moment = timezone.localtime(now).replace(microsecond=0)
    report = Report()
    stories = _missing(load_stories(moment))
    # Drawn before the transaction, which would otherwise hold the database for the whole time.
    jpegs = draw([plan.drawing for story in stories for plan in plans_of(story)])
    # The command rebuilds the index of references once, instead of some twenty tasks an article.
    with disable_reference_index_auto_update(), transaction.atomic(), outbox.gathering():
        report.people_and_places = ensure_people_and_places(moment)
        report.pages = ensure_page_texts(BATCH)
        for story in stories:
            _build(story, jpegs, moment)
            report.articles[story.state] = report.articles.get(story.state, 0) + 1
        report.twins = ensure_twins()
        if stories:
            _count_views(moment)
    report.pictures = len(jpegs)
    open_mailboxes()
    # Readers find what was just loaded, whether a worker runs or not.
    for _count in upkeep.fill():
        pass
    report.renditions = make_first_pictures()
    return report


def _missing(stories: list[Story]) -> list[Story]:
    known = set(ArticlePage.objects.filter(legacy_id__startswith=LEGACY_PREFIX).values_list("legacy_id", flat=True))
    return [story for story in stories if story.legacy_id not in known]


def _build(story: Story, jpegs: dict[str, bytes], now: datetime) -> None:
    owner = User.objects.get(username=story["writer"] or ARCHIVIST)
    images = [store(plan, jpegs[plan.drawing.seed], owner) for plan in plans_of(story)]
    article = article_of(story, owner=owner, images=images, now=now)
    _desk_of(owner).add_child(instance=article)
    article.save_revision(user=owner)
    _STEPS[story.state](article, story, owner)
    if story.state in {"draft", "submitted", "returned", "scheduled"}:
        _date_back(article, story.moment)


def _count_views(now: datetime) -> None:
    """Let the newest releases have been read today, so that the ranking on the front page shows itself."""
    newest = ArticlePage.objects.public().newest_first().filter(legacy_id__startswith=LEGACY_PREFIX)[: len(DEMO_VIEWS)]
    for article, count in zip(newest, DEMO_VIEWS, strict=False):
        DailyViews.objects.update_or_create(article=article, day=now.date(), defaults={"count": count})
        ViewTotal.objects.update_or_create(article=article, defaults={"count": count})


def _desk_of(owner: User) -> Desk:
    desk = agency_desk()
    if owner.agency_memberships.filter(agency=desk.agency_id).exists():
        return desk
    return Desk.objects.of_the_newsroom().order_by("path")[0]


def _import(article: ArticlePage, story: Story, owner: User) -> None:
    publish_import(article, user=owner, batch=BATCH)
    if story["correction"]:
        _correct(article, story)


def _correct(article: ArticlePage, story: Story) -> None:
    """Change the public text over the desk, with what readers are told about the change."""
    entry = story["correction"]
    writer = User.objects.get(username=entry["writer"])
    draft = _fresh(article).get_latest_revision_as_object()
    draft.body = body_of([_replaced(block, *entry["replace"]) for block in story.body], [])
    draft.correction_kind = entry["kind"]
    draft.correction_note = entry["note"]
    draft.correction_wrong = entry["wrong"]
    draft.correction_right = entry["right"]
    draft.save_revision(user=writer)
    submit(_fresh(article), user=writer)
    decide(_fresh(article), ReviewAction.APPROVE, user=User.objects.get(username=entry["approver"]))


def _replaced(block: Any, wrong: str, right: str) -> Any:
    return block.replace(wrong, right) if isinstance(block, str) else block


def _import_and_withdraw(article: ArticlePage, story: Story, owner: User) -> None:
    _import(article, story, owner)
    entry = story["withdrawal"]
    moment = story.moment + timedelta(hours=entry["after_hours"])
    request = propose(
        _fresh(article),
        user=User.objects.get(username=entry["requested_by"]),
        kind=entry["kind"],
        reason=entry["reason"],
        public_text=entry["public_text"],
        created_at=moment,
    )
    carry_out(request, user=User.objects.get(username=entry["decided_by"]), now=moment)


def _keep_as_draft(article: ArticlePage, story: Story, owner: User) -> None:
    """Nothing more happens to a draft."""


def _submit(article: ArticlePage, story: Story, owner: User) -> None:
    submit(article, user=owner)


def _return(article: ArticlePage, story: Story, owner: User) -> None:
    _submit(article, story, owner)
    reviewer = User.objects.get(username=story["reviewer"] or DEFAULT_REVIEWER)
    decide(_fresh(article), ReviewAction.RETURN, user=reviewer, reason=story["reason"])


def _approve(article: ArticlePage, story: Story, owner: User) -> None:
    _submit(article, story, owner)
    approver = User.objects.get(username=story["approver"] or DEFAULT_REVIEWER)
    decide(_fresh(article), ReviewAction.APPROVE, user=approver)
    if story["draft_addition"]:
        draft = _fresh(article).get_latest_revision_as_object()
        draft.body.append(("paragraph", f"<p>{story['draft_addition']}</p>"))
        draft.save_revision(user=owner)


def _schedule(article: ArticlePage, story: Story, owner: User) -> None:
    _submit(article, story, owner)
    approver = User.objects.get(username=story["approver"])
    task_state = _fresh(article).current_workflow_task_state
    task_state.task.specific.on_action(task_state, approver, ReviewAction.SCHEDULE, publish_at=story.goes_out_at)


def _hold(article: ArticlePage, story: Story, owner: User) -> None:
    """Put the release under embargo; one journalist reads it early."""
    _submit(article, story, owner)
    chief = User.objects.get(username=MANAGING_EDITOR)
    embargo = set_embargo(_fresh(article), story.goes_out_at, user=chief, terms=story["terms"])
    decide(_fresh(article), ReviewAction.APPROVE, user=User.objects.get(username=story["approver"]))
    invite(embargo, user=chief, **story["early_reader"])


def _force(article: ArticlePage, story: Story, owner: User) -> None:
    """Let one editor publish alone; nobody has looked at it yet."""
    editor = User.objects.get(username=story["editor"])
    fingerprint = _fresh(article).get_latest_revision_as_object().fingerprint()
    publish_emergency(
        _fresh(article), user=editor, reason=story["force_reason"], fingerprint=fingerprint, now=story.moment
    )


_STEPS = {
    "embargoed": _hold,
    "forced": _force,
    "public": _import,
    "withdrawn": _import_and_withdraw,
    "scheduled": _schedule,
    "approved": _approve,
    "draft": _keep_as_draft,
    "submitted": _submit,
    "returned": _return,
}


def _fresh(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def _date_back(article: ArticlePage, moment: datetime) -> None:
    """Let work on the desk look as old as its text says; the append-only records keep the true time."""
    Revision.objects.for_instance(article).update(created_at=moment)
    ArticlePage.objects.filter(pk=article.pk).update(latest_revision_created_at=moment, first_published_at=None)
    states = WorkflowState.objects.for_instance(article)
    TaskState.objects.filter(workflow_state__in=states).update(started_at=moment)
    states.update(created_at=moment)
