"""The people of the tests: one named person for each role, and what each may reach."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from newsroom.agencies.models import Agency
from newsroom.articles.enums import DeskKind
from newsroom.articles.models import Desk, NewsIndexPage
from newsroom.editorial.bootstrap import sync_desk
from newsroom.editorial.roles import Role
from newsroom.people.models import Byline
from newsroom.users.models import User
from tests.factories import make_newsroom

PASSWORD = "newsroom-demo"


def person(username: str, *roles: str, initials: str = "", name: str = "") -> User:
    """Return an account in the groups ``roles``; with a byline where ``initials`` are given."""
    first, _, last = (name or username.title()).partition(" ")
    account = User.objects.create_user(username, f"{username}@example.test", PASSWORD, first_name=first, last_name=last)
    account.groups.set(Group.objects.filter(name__in=[str(role) for role in roles]))
    if initials:
        Byline.objects.create(initials=initials, name=account.get_full_name(), user=account)
    return account


def client_of(account: User) -> Client:
    """Return a browser-like client, signed in as ``account``."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def newsroom_desk(db: Any) -> Desk:
    """Tree, roles and workflow; the newsroom's own desk."""
    return make_newsroom()


@pytest.fixture
def agency(db: Any) -> Agency:
    """The agency with a desk of its own."""
    return Agency.objects.create(name="Dinas Uji Provinsi", short_name="Dinas Uji", slug="dinas-uji", kind="dinas")


@pytest.fixture
def agency_desk(newsroom_desk: Desk, agency: Agency) -> Desk:
    """The desk of the agency, with its group of writers."""
    from home.site import add_desk

    desk = add_desk(
        NewsIndexPage.objects.order_by("path")[0],
        Desk(title="Meja Dinas Uji", slug="dinas-uji", kind=DeskKind.AGENCY, agency=agency),
    )
    sync_desk(desk)
    return desk


@pytest.fixture
def wartawan(newsroom_desk: Desk) -> User:
    """Herlina, press officer, signs as her."""
    return person("wartawan", Role.PRESS_OFFICER, initials="her", name="Herlina Uji")


@pytest.fixture
def wartawan2(newsroom_desk: Desk) -> User:
    """Jalu, press officer, signs as jal."""
    return person("wartawan2", Role.PRESS_OFFICER, initials="jal", name="Jalu Uji")


@pytest.fixture
def kontributor(agency_desk: Desk) -> User:
    """Kirana, contributor of the agency, writes on its desk only."""
    return person("kontributor", Role.CONTRIBUTOR, f"Meja: {agency_desk.title}", initials="kir", name="Kirana Uji")


@pytest.fixture
def redaktur(newsroom_desk: Desk) -> User:
    """Sasmita, editor, signs as s."""
    return person("redaktur", Role.EDITOR, initials="s", name="Sasmita Uji")


@pytest.fixture
def redaktur2(newsroom_desk: Desk) -> User:
    """Pandu, editor, signs as pan."""
    return person("redaktur2", Role.EDITOR, initials="pan", name="Pandu Uji")


@pytest.fixture
def pemred(newsroom_desk: Desk) -> User:
    """Mega, managing editor."""
    return person("pemred", Role.MANAGING_EDITOR, initials="mg", name="Mega Uji")


@pytest.fixture
def arsip(newsroom_desk: Desk) -> User:
    """Arum, records officer."""
    return person("arsip", Role.RECORDS_OFFICER, name="Arum Uji")


@pytest.fixture
def admin(newsroom_desk: Desk) -> User:
    """Adi, administrator; no superuser."""
    return person("admin", Role.ADMINISTRATOR, name="Adi Uji")


@pytest.fixture
def superuser(newsroom_desk: Desk) -> User:
    """The break-glass account."""
    return User.objects.create_superuser("darurat", "darurat@example.test", PASSWORD)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: Any, django_db_blocker: Any) -> None:
    """Build tree, roles and workflow once for all tests; each test then starts from them."""
    with django_db_blocker.unblock():
        make_newsroom()


@pytest.fixture
def time_machine_at() -> Any:
    """Return a context manager that sets the clock: ``with time_machine_at(moment):``."""
    import time_machine

    return lambda moment: time_machine.travel(moment, tick=False)
