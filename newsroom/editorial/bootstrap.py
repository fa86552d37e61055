"""Apply the table of roles: groups, rights, review task, workflow. Safe to run again; leaves what people added."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, Page, Workflow, WorkflowPage, WorkflowTask

from newsroom.editorial.enums import RightScope
from newsroom.editorial.given_rights import Giver, SyncReport
from newsroom.editorial.models import ReviewTask
from newsroom.editorial.roles import (
    DESK_GROUP_PREFIX,
    GIVEN_BEFORE,
    REVIEW_TASK_NAME,
    REVIEWING_ROLES,
    ROLES,
    WORKFLOW_NAME,
    Rights,
)

DESK_MODEL = "articles.Desk"
HOME_MODEL = "home.HomePage"
DESK_RIGHTS = frozenset({"add"})


@transaction.atomic
def sync_roles() -> SyncReport:
    """Bring groups, rights, task and workflow to what the table says.

    What an earlier run gave and the table no longer gives is taken back; what people added stays.
    """
    report = SyncReport()
    giver = Giver(report)
    groups = {role: _group(str(role), report) for role in ROLES}
    for role, rights in ROLES.items():
        _grant(groups[role], rights, giver)
        _adopt(groups[role], GIVEN_BEFORE.get(role, Rights()), giver)
    for desk in apps.get_model(DESK_MODEL).objects.all():
        _grant_on_desk(desk, giver)
    # A right that this database does not know yet (before `migrate`) must not look like one that was lost.
    if not report.unknown:
        giver.take_back()
    _sync_workflow([groups[role] for role in REVIEWING_ROLES], report)
    return report


def sync_desk(desk: Page) -> Group | None:
    """Make the group of a desk that belongs to an agency; its members write on that desk only."""
    return _grant_on_desk(desk, Giver(SyncReport()))


def _grant_on_desk(desk: Page, giver: Giver) -> Group | None:
    if not desk.has_own_writers:
        return None
    desks = with_translations([desk])
    # The first in the tree is the one that people named; its translation has the same writers.
    group = _group(f"{DESK_GROUP_PREFIX}{desks[0].title}", giver.report)
    _grant_on_pages(group, desks, DESK_RIGHTS, giver)
    return group


def with_translations(pages: Iterable[Page]) -> list[Page]:
    """Return ``pages`` and the same pages in other languages, in the order of the tree."""
    return list(Page.objects.filter(translation_key__in=[page.translation_key for page in pages]).order_by("path"))


def _group(name: str, report: SyncReport) -> Group:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        report.added.append(f"group {name}")
    return group


def _grant(group: Group, rights: Rights, giver: Giver) -> None:
    for label, page_rights in rights.on_pages.items():
        _grant_on_pages(group, apps.get_model(label).objects.all(), page_rights, giver)
    if rights.on_newsroom_desks:
        desks = apps.get_model(DESK_MODEL).objects.of_the_newsroom()
        _grant_on_pages(group, with_translations(desks), rights.on_newsroom_desks, giver)
    root = Collection.get_first_root_node()
    for name in sorted(rights.on_collections):
        permission = _permission(name, giver.report)
        if permission and root:
            giver.in_collection(group, permission, root.pk)
    for name in sorted(rights.on_models):
        permission = _permission(name, giver.report)
        if permission:
            giver.everywhere(group, permission)


def _adopt(group: Group, rights: Rights, giver: Giver) -> None:
    root = Collection.get_first_root_node()
    for name in sorted(rights.on_collections):
        permission = _permission(name, giver.report)
        if permission and root:
            giver.adopt(group, permission, RightScope.COLLECTION, root.pk)


def _grant_on_pages(group: Group, pages: Iterable[Page], rights: frozenset[str], giver: Giver) -> None:
    for page in pages:
        for right in sorted(rights):
            permission = _permission(f"wagtailcore.{right}_page", giver.report)
            if permission:
                giver.on_page(group, permission, page.pk)


def _permission(name: str, report: SyncReport) -> Permission | None:
    app_label, codename = name.split(".")
    permission = Permission.objects.filter(codename=codename, content_type__app_label=app_label).first()
    if permission is None:
        report.unknown.append(name)
    return permission


def _note(is_new: bool, report: SyncReport, text: str) -> None:
    if is_new:
        report.added.append(text)


def _sync_workflow(reviewers: list[Group], report: SyncReport) -> None:
    task = ReviewTask.objects.filter(name=REVIEW_TASK_NAME).first()
    if task is None:
        task = ReviewTask.objects.create(name=REVIEW_TASK_NAME)
        report.added.append(f"task {REVIEW_TASK_NAME}")
    task.groups.add(*reviewers)
    workflow = Workflow.objects.filter(name=WORKFLOW_NAME).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW_NAME)
        report.added.append(f"workflow {WORKFLOW_NAME}")
    if not workflow.workflow_tasks.exists():
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
    for home in apps.get_model(HOME_MODEL).objects.all():
        # Wagtail allows one workflow a page; one that people chose stays.
        _, created = WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})
        _note(created, report, f"workflow {WORKFLOW_NAME} on {home}")
