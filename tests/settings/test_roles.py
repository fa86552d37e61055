"""The settings name the same groups as the table of roles."""

from __future__ import annotations

from django.conf import settings

from newsroom.editorial.roles import REVIEWING_ROLES, Role


def test_roles_that_need_a_second_person_are_those_that_review() -> None:
    assert set(settings.NEWSROOM_EDITOR_GROUPS) == {str(role) for role in REVIEWING_ROLES}
    assert str(Role.MANAGING_EDITOR) == settings.NEWSROOM_MANAGING_EDITOR_GROUP
