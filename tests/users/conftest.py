"""Accounts for the account tests: the roles are made here with the rights that matter."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

PASSWORD = "kata-sandi-yang-panjang"


def group(name: str, *rights: str) -> Group:
    made, _created = Group.objects.get_or_create(name=name)
    for right in ("wagtailadmin.access_admin", *rights):
        app_label, codename = right.split(".")
        made.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return made


def account(name: str, *groups: Group, **fields):
    user = get_user_model().objects.create_user(
        name, fields.pop("email", f"{name}@example.test"), PASSWORD, **{"first_name": name.title(), **fields}
    )
    user.groups.add(*groups)
    return user


@pytest.fixture
def writers(db):
    return group("Wartawan")


@pytest.fixture
def editors(db):
    return group("Redaktur")


@pytest.fixture
def managing_editors(db):
    return group("Pemimpin Redaksi")


@pytest.fixture
def administrators(db):
    return group("Administrator", "users.add_user", "users.change_user", "users.view_user", "users.delete_user")


@pytest.fixture
def writer(writers):
    return account("sari", writers)


@pytest.fixture
def editor(editors):
    return account("budi", editors)


@pytest.fixture
def managing_editor(managing_editors):
    return account("ratna", managing_editors)


@pytest.fixture
def administrator(administrators):
    return account("dewi", administrators)


@pytest.fixture
def other_administrator(administrators):
    return account("agus", administrators)


@pytest.fixture
def superuser(db):
    return get_user_model().objects.create_superuser("darurat", "darurat@example.test", PASSWORD)


@pytest.fixture
def office(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client
