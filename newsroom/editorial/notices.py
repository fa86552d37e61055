"""Mails of the desk, sent from the outbox: notices to people, alarms to editors and operators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from newsroom.editorial import outbox
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.force import ForcePublish
from newsroom.editorial.models.schedule import Slot
from newsroom.editorial.models.withdrawal import withdrawal_of
from newsroom.editorial.roles import REVIEWING_ROLES, Role
from newsroom.editorial.times import announcement
from newsroom.users.models import User

# How long after going out the public address is asked for first.
FIRST_LOOK = timedelta(seconds=3)
# Seconds.
LOOK_TIMEOUT = 5
# After this a page that cannot be seen is an alarm; with the outbox's waits it is raised within a minute.
PATIENCE = timedelta(seconds=30)


# Subjects of upper layers, and what gives them their words: subject line and text.
Words = Callable[[str, str, dict[str, Any]], tuple[str, str]]
_registered: dict[str, Words] = {}


def register_words(subject: str, words: Words) -> None:
    """Let ``words`` (subject, title, payload) write the notices about ``subject``."""
    _registered[subject] = words


def _words(subject: str, title: str, payload: dict[str, Any]) -> tuple[str, str]:
    """Return subject line and text of a notice."""
    if subject in _registered:
        return _registered[subject](subject, title, payload)
    if subject == "approval_void":
        person = User.objects.get(pk=payload["changed_by"])
        return (
            _("Approval void: %s") % title,
            _(
                "%(person)s changed the text after it was approved. It keeps its time, "
                "and goes out only when another editor approves it again."
            )
            % {"person": person.get_full_name() or person.get_username()},
        )
    if subject == "slot_unapproved":
        slot = Slot.objects.get(pk=payload["slot"])
        return (
            _("Not approved yet: %s") % title,
            _("The release %(announcement)s, but its text is not approved. Without an approval it does not go out.")
            % {"announcement": announcement(slot.publish_at)},
        )
    if subject in ("forced", "force_cleared"):
        return _words_on_emergency(subject, title, ForcePublish.objects.get(pk=payload["force"]))
    if subject == "withdrawn":
        withdrawal = withdrawal_of(payload["page"])
        reason = withdrawal.public_text if withdrawal else ""
        return (_("Withdrawn: %s") % title, _("The release is no longer in lists. Readers are told: %s") % reason)
    if subject == "ledger_differs":
        return (
            _("Not as the ledger says: %s") % title,
            _("What readers get is not what was published, or the evidence was changed. Do not save the page.")
            + "\n\n"
            + "\n".join(payload["lines"]),
        )
    return (
        _("Not to be seen: %s") % title,
        _("The release went out, but its public address does not answer: %s") % payload.get("address", ""),
    )


def _words_on_emergency(subject: str, title: str, force: ForcePublish) -> tuple[str, str]:
    if subject == "forced":
        return (
            _("Published in an emergency: %s") % title,
            _(
                "%(person)s published this release alone. Reason: %(reason)s\n"
                "It stays red on the desk until another editor, who did not write it, has looked at it."
            )
            % {"person": _name(force.person), "reason": force.reason},
        )
    clearing = force.clearing
    return (
        _("Emergency publication cleared: %s") % title,
        _("%(person)s looked at the emergency publication. Result: %(outcome)s. %(note)s")
        % {"person": _name(clearing.person), "outcome": clearing.get_outcome_display(), "note": clearing.note},
    )


def _name(person: User) -> str:
    return person.get_full_name() or person.get_username()


def send_notice(payload: dict[str, Any]) -> None:
    """Mail a notice to the people it names."""
    _send(payload, User.objects.filter(pk__in=payload["people"], is_active=True))


def send_alarm(payload: dict[str, Any]) -> None:
    """Mail an alarm to every editor and administrator."""
    names = [str(role) for role in (*REVIEWING_ROLES, Role.ADMINISTRATOR)]
    _send(payload, User.objects.filter(Q(groups__name__in=names), is_active=True).distinct())


def _send(payload: dict[str, Any], people: Any) -> None:
    page = Page.objects.filter(pk=payload["page"]).first()
    path = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("wagtailadmin_home")
    link = settings.WAGTAILADMIN_BASE_URL + path
    with override(settings.LANGUAGE_CODE):
        title = _title_for_mail(page) if page else settings.WAGTAIL_SITE_NAME
        subject, text = _words(payload["subject"], title, payload)
        for address in people.exclude(email="").values_list("email", flat=True):
            send_mail(subject, f"{text}\n\n{link}\n", None, [address])


def _title_for_mail(page: Page) -> str:
    """Return the title, or the number of an embargoed release: mail travels openly, also to people of other desks."""
    if open_embargo_of(page) is not None:
        return _("embargoed release %s") % page.pk
    return str(page.draft_title or page.title)


def verify_public(payload: dict[str, Any]) -> None:
    """Fetch the public address of a page that went out; raise an alarm where it cannot be seen.

    Raises:
        URLError: not to be seen yet; the outbox asks again.
    """
    page = Page.objects.get(pk=payload["page"])
    address = settings.WAGTAILADMIN_BASE_URL + (page.specific.get_url() or "/")
    try:
        _look(address)
    except (URLError, TimeoutError, OSError):
        if timezone.now() - datetime.fromisoformat(payload["published_at"]) < PATIENCE:
            raise
        outbox.enqueue("alarm", subject="not_public", page=page.pk, address=address)


def _look(address: str) -> None:
    if not address.startswith(("http://", "https://")):
        raise URLError(f"Not a web address: {address}")
    with urlopen(Request(address, headers={"User-Agent": "newsroom-clock"}), timeout=LOOK_TIMEOUT) as answer:  # noqa: S310
        answer.read(1)
