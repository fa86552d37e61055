"""Give a role on the server, where nobody can confirm it yet."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.users.models import User
from newsroom.users.roles import give_role


class Command(BaseCommand):
    """For the first administrator and the first editors of a new installation."""

    help = "Give an account a role at once. In the admin, powerful roles wait for a second person."

    def add_arguments(self, parser: CommandParser) -> None:
        """The account and the role."""
        parser.add_argument("username", help="user name of the account")
        parser.add_argument("role", help='name of the role, for example "Redaktur"')

    def handle(self, *args: Any, username: str, role: str, **options: Any) -> None:
        """Give the role and log it."""
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {username!r}.")
        group = Group.objects.filter(name=role).first()
        if group is None:
            known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
            raise CommandError(f"There is no role {role!r}. Roles: {known or 'none; run sync_roles first'}.")
        give_role(None, user, group)
        self.stdout.write(f"{user} now has the role {group.name}.")
