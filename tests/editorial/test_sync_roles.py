"""`sync_roles` gives what the table says, takes back what it gave itself, and leaves what people added."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from newsroom.articles.models import Desk, NewsIndexPage
from newsroom.editorial.bootstrap import sync_roles
from newsroom.editorial.models import GivenRight
from newsroom.editorial.roles import ROLES, Rights, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom_desk")]


def group(role):
    return Group.objects.get(name=str(role))


def permission(name):
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def rights_in_the_database():
    """Every right of every group, in one comparable set."""
    everywhere = Group.objects.values_list("name", "permissions__codename")
    in_collections = GroupCollectionPermission.objects.values_list("group__name", "permission__codename", "collection")
    on_pages = GroupPagePermission.objects.values_list("group__name", "permission__codename", "page")
    return {*everywhere, *in_collections, *on_pages}


def test_a_second_run_changes_nothing():
    before, remembered = rights_in_the_database(), GivenRight.objects.count()
    report = sync_roles()
    assert (report.added, report.removed) == ([], [])
    assert rights_in_the_database() == before
    assert GivenRight.objects.count() == remembered > 0


def test_what_a_role_loses_is_taken_back_everywhere(monkeypatch):
    editor = ROLES[Role.EDITOR]
    poorer = replace(
        editor,
        on_pages={"articles.newsindexpage": frozenset({"add"})},
        on_collections=editor.on_collections - {"wagtailimages.change_image"},
        on_models=editor.on_models - {"people.change_byline"},
    )
    monkeypatch.setitem(ROLES, Role.EDITOR, poorer)
    report = sync_roles()
    assert len(report.removed) == 3
    redaktur = group(Role.EDITOR)
    index = NewsIndexPage.objects.get()
    assert not redaktur.permissions.filter(codename="change_byline").exists()
    assert not GroupCollectionPermission.objects.filter(group=redaktur, permission__codename="change_image").exists()
    on_index = GroupPagePermission.objects.filter(group=redaktur, page_id=index.pk)
    assert [row.permission.codename for row in on_index] == ["add_page"]
    assert group(Role.MANAGING_EDITOR).permissions.filter(codename="change_byline").exists()
    assert sync_roles().removed == []


def test_what_people_added_stays_whatever_the_table_says(monkeypatch):
    arsiparis, desk = group(Role.RECORDS_OFFICER), Desk.objects.first()
    arsiparis.permissions.add(permission("tags.view_newstag"))
    GroupPagePermission.objects.create(group=arsiparis, page_id=desk.pk, permission=permission("wagtailcore.add_page"))
    own = Group.objects.create(name="Magang")
    own.permissions.add(permission("wagtailadmin.access_admin"))
    added = rights_in_the_database()
    assert sync_roles().removed == []
    # The table gives the same right for a while, and then no longer: it was not the table's to take.
    officer = ROLES[Role.RECORDS_OFFICER]
    monkeypatch.setitem(
        ROLES, Role.RECORDS_OFFICER, replace(officer, on_models=officer.on_models | {"tags.view_newstag"})
    )
    sync_roles()
    monkeypatch.setitem(ROLES, Role.RECORDS_OFFICER, officer)
    assert sync_roles().removed == []
    assert rights_in_the_database() == added


def test_an_older_database_loses_what_its_contributors_once_had():
    GivenRight.objects.all().delete()
    contributors = group(Role.CONTRIBUTOR)
    for name in ("wagtailimages.choose_image", "wagtailimages.change_image"):
        GroupCollectionPermission.objects.create(
            group=contributors, collection=Collection.get_first_root_node(), permission=permission(name)
        )
    report = sync_roles()
    assert len(report.removed) == 1
    held = GroupCollectionPermission.objects.filter(group=contributors).values_list("permission__codename", flat=True)
    assert set(held) == {"add_image", "add_document", "change_image"}
    # The rest of the table counts as given now.
    poorer = Rights(on_collections=ROLES[Role.CONTRIBUTOR].on_collections)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ROLES, Role.CONTRIBUTOR, poorer)
        sync_roles()
    assert not contributors.permissions.exists()


def test_a_desk_that_no_longer_has_its_own_writers_gives_nobody_a_right(agency_desk):
    assert GroupPagePermission.objects.filter(page_id=agency_desk.pk).exists()
    Desk.objects.filter(pk=agency_desk.pk).update(agency=None, kind="newsroom")
    sync_roles()
    names = GroupPagePermission.objects.filter(page_id=agency_desk.pk).values_list("group__name", flat=True)
    assert f"Meja: {agency_desk.title}" not in names


def test_a_right_that_the_database_does_not_know_takes_nothing_away(monkeypatch, capsys):
    officer = ROLES[Role.RECORDS_OFFICER]
    monkeypatch.setitem(ROLES, Role.RECORDS_OFFICER, replace(officer, on_models=frozenset({"tags.view_nothing"})))
    before = rights_in_the_database()
    with pytest.raises(CommandError, match=r"tags\.view_nothing"):
        call_command("sync_roles")
    assert rights_in_the_database() == before
