"""Two people give an editor role, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group

from newsroom.editorial.roles import Role
from newsroom.users.models import RoleGrant
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.full, pytest.mark.django_db(transaction=True)]


def sign_in(window: Any, username: str, path: str) -> None:
    window.open(f"/akun/login/?next={path}")
    window.page.locator("#id_login").fill(username)
    window.page.locator("#id_password").fill(PASSWORD)
    window.page.locator("main form button[type=submit]").first.click()
    window.page.wait_for_load_state()


def test_the_administrator_asks_and_the_managing_editor_confirms(
    open_window: Any, admin: Any, pemred: Any, wartawan: Any
) -> None:
    editors = Group.objects.get(name=Role.EDITOR)
    office = open_window()
    sign_in(office, "admin", f"/redaksi/users/edit/{wartawan.pk}/")
    office.page.get_by_role("tab").nth(1).click()
    office.page.get_by_label(str(Role.EDITOR), exact=True).check()
    office.page.locator("footer button[type=submit], .footer button[type=submit]").first.click()
    office.page.wait_for_url("**/redaksi/users/")
    assert not wartawan.groups.filter(pk=editors.pk).exists()
    grant = RoleGrant.objects.get()

    chief = open_window()
    sign_in(chief, "pemred", "/redaksi/permintaan-peran/")
    assert chief.axe_violations() == []
    chief.page.locator(f"form[action$='/{grant.pk}/confirm/'] button").click()
    chief.page.wait_for_load_state()
    assert wartawan.groups.filter(pk=editors.pk).exists()
    assert chief.page.locator(f"form[action$='/{grant.pk}/confirm/']").count() == 0
    assert chief.script_errors == office.script_errors == []
    assert chief.foreign_requests == office.foreign_requests == []
