"""Apply the table of roles: groups, rights, review task, workflow. Safe to run again; removes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from newsroom.editorial.models import ReviewTask
from newsroom.editorial.roles import (
    DESK_GROUP_PREFIX,
    REVIEW_TASK_NAME,
    REVIEWING_ROLES,
    ROLES,
    WORKFLOW_NAME,
    Rights,
)

DESK_MODEL = "articles.Desk"
HOME_MODEL = "home.HomePage"
DESK_RIGHTS = frozenset({"add"})


@dataclass
class SyncReport:
    """What a run added, in words, and the rights that the database does not know."""

    added: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@transaction.atomic
def sync_roles() -> SyncReport:
    """Bring groups, rights, task and workflow to what the table says; never take anything away."""
    report = SyncReport()
    groups = {role: _group(str(role), report) for role in ROLES}
    for role, rights in ROLES.items():
        _grant(groups[role], rights, report)
    for desk in apps.get_model(DESK_MODEL).objects.all():
        sync_desk(desk, report)
    _sync_workflow([groups[role] for role in REVIEWING_ROLES], report)
    return report


def sync_desk(desk: Page, report: SyncReport | None = None) -> Group | None:
    """Make the group of a desk that belongs to an agency; its members write on that desk only."""
    report = report or SyncReport()
    if not desk.has_own_writers:
        return None
    group = _group(f"{DESK_GROUP_PREFIX}{desk.title}", report)
    _grant_on_pages(group, [desk], DESK_RIGHTS, report)
    return group


def _group(name: str, report: SyncReport) -> Group:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        report.added.append(f"group {name}")
    return group


def _grant(group: Group, rights: Rights, report: SyncReport) -> None:
    for label, page_rights in rights.on_pages.items():
        _grant_on_pages(group, apps.get_model(label).objects.all(), page_rights, report)
    if rights.on_newsroom_desks:
        desks = apps.get_model(DESK_MODEL).objects.of_the_newsroom()
        _grant_on_pages(group, desks, rights.on_newsroom_desks, report)
    root = Collection.get_first_root_node()
    for name in sorted(rights.on_collections):
        app_label, codename = name.split(".")
        permission = _permission(codename, app_label, report)
        if permission and root:
            _, created = GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
            _note(created, report, f"{group}: {name}")
    held = set(group.permissions.values_list("pk", flat=True))
    for name in sorted(rights.on_models):
        app_label, codename = name.split(".")
        permission = _permission(codename, app_label, report)
        if permission and permission.pk not in held:
            group.permissions.add(permission)
            _note(True, report, f"{group}: {name}")


def _grant_on_pages(group: Group, pages: object, rights: frozenset[str], report: SyncReport) -> None:
    for page in pages:  # type: ignore[attr-defined]
        for right in sorted(rights):
            permission = _permission(f"{right}_page", "wagtailcore", report)
            _, created = GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
            _note(created, report, f"{group}: {right} on {page}")


def _permission(codename: str, app_label: str, report: SyncReport) -> Permission | None:
    permission = Permission.objects.filter(codename=codename, content_type__app_label=app_label).first()
    if permission is None:
        report.unknown.append(f"{app_label}.{codename}")
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
