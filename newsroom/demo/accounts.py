"""People and places of the demo newsroom: accounts, initials, channels, contacts, the desk of an agency."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group

from newsroom.agencies.models import Agency, Membership
from newsroom.articles.enums import DeskKind
from newsroom.articles.models import Channel, Desk, MediaContact, NewsIndexPage
from newsroom.articles.twins import ensure_twin_desk
from newsroom.demo.content import load_settings
from newsroom.editorial.bootstrap import sync_desk, sync_roles
from newsroom.people.models import Byline
from newsroom.users.models import User

PASSWORD = "newsroom-demo"  # noqa: S105 - printed for everybody by the command; development only
MAIL_DOMAIN = "newsroom.example"


def ensure_people_and_places(now: datetime) -> list[str]:
    """Create what is missing and return its names; what exists stays as people left it."""
    data = load_settings()
    created = [
        *_channels(data["channels"], now),
        *_contacts(data["media_contacts"]),
        *_bylines(data["bylines"]),
        *_agency_desk(data["desk"]),
    ]
    sync_roles()
    return created + _accounts(data["accounts"])


def contact_for(key: str) -> MediaContact:
    """The media contact that the content files call ``key``."""
    entry = next(entry for entry in load_settings()["media_contacts"] if entry["key"] == key)
    return MediaContact.objects.get(email=entry["email"], name=entry["name"])


def usernames() -> list[str]:
    """The user names of the demo accounts, in the order in which the command prints them."""
    return [entry["username"] for entry in load_settings()["accounts"]]


def agency_desk() -> Desk:
    """The desk of the agency that has writers of its own in the demo newsroom."""
    return Desk.objects.get(slug=load_settings()["desk"]["slug"])


def open_mailboxes() -> None:
    """Give the demo accounts their mail addresses: after the load, whose submissions nobody needs to hear of."""
    for account in User.objects.filter(username__in=usernames(), email=""):
        account.email = f"{account.username}@{MAIL_DOMAIN}"
        account.save(update_fields=["email"])


def _channels(entries: list[dict[str, Any]], now: datetime) -> list[str]:
    created = []
    for entry in entries:
        starts, ends = entry.get("starts_in_days"), entry.get("ends_in_days")
        defaults = {
            "name": entry["name"],
            "description": entry["description"],
            "sort_order": entry["sort_order"],
            "starts_at": None if starts is None else now + timedelta(days=starts),
            "ends_at": None if ends is None else now + timedelta(days=ends),
        }
        channel, is_new = Channel.objects.get_or_create(slug=entry["slug"], defaults=defaults)
        created += [channel.name] if is_new else []
    return created


def _contacts(entries: list[dict[str, Any]]) -> list[str]:
    created = []
    for entry in entries:
        contact, is_new = MediaContact.objects.get_or_create(
            name=entry["name"],
            email=entry["email"],
            defaults={"office": entry["office"], "phone": entry["phone"]},
        )
        created += [contact.name] if is_new else []
    return created


def _bylines(entries: list[dict[str, Any]]) -> list[str]:
    created = []
    for entry in entries:
        byline, is_new = Byline.objects.get_or_create(
            initials=entry["initials"],
            defaults={"name": entry["name"], "is_active": entry.get("is_active", True)},
        )
        if is_new:
            for alias in entry.get("aliases", []):
                byline.aliases.create(name=alias["name"])
            created.append(byline.initials)
    return created


def _agency_desk(entry: dict[str, str]) -> list[str]:
    if Desk.objects.filter(slug=entry["slug"]).exists():
        return []
    agency = Agency.objects.get(slug=entry["agency"])
    desk = Desk(title=entry["title"], slug=entry["slug"], kind=DeskKind.AGENCY, agency=agency, live=False)
    NewsIndexPage.objects.order_by("path")[0].add_child(instance=desk)
    ensure_twin_desk(desk)
    sync_desk(desk)
    return [desk.title]


def _accounts(entries: list[dict[str, str]]) -> list[str]:
    created = []
    for entry in entries:
        if User.objects.filter(username=entry["username"]).exists():
            continue
        first_name, _, last_name = entry["name"].partition(" ")
        account = User.objects.create_user(
            entry["username"],
            password=PASSWORD,
            first_name=first_name,
            last_name=last_name,
        )
        account.groups.add(Group.objects.get(name=entry["role"]))
        if "agency" in entry:
            _join_agency(account, Agency.objects.get(slug=entry["agency"]))
        if "initials" in entry:
            Byline.objects.get_or_create(initials=entry["initials"], defaults={"name": entry["name"], "user": account})
        created.append(account.username)
    return created


def _join_agency(account: User, agency: Agency) -> None:
    Membership.objects.get_or_create(user=account, agency=agency)
    group = sync_desk(agency_desk())
    if group is not None:
        account.groups.add(group)
