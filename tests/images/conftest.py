"""Staff and a public page for the media tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, Page


@pytest.fixture(autouse=True)
def _media_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def officer(db):
    """A press officer who may add, change and choose images and documents."""
    group = Group.objects.create(name="Uploaders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for kind, app_label in (("image", "wagtailimages"), ("document", "wagtaildocs")):
        for action in ("add", "change", "choose"):
            _grant(group, app_label, f"{action}_{kind}")
    user = get_user_model().objects.create_user("petugas", "petugas@example.test", "sandi-rahasia-1")
    user.groups.add(group)
    return user


def _grant(group: Group, app_label: str, codename: str) -> None:
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(content_type__app_label=app_label, codename=codename),
    )


@pytest.fixture
def stranger(db):
    """Staff who may enter the admin and nothing else."""
    user = get_user_model().objects.create_user("orang", "orang@example.test", "sandi-rahasia-1")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def desk(client, officer):
    """The officer's browser."""
    client.force_login(officer)
    return client


@pytest.fixture
def holder(db):
    """A page that shows files."""
    root = Page.get_first_root_node()
    return root.add_child(title="Rilis", slug="rilis-uji-media")
