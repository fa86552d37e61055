"""Early readers: accredited journalists who read an embargoed release by a personal link.

The link's token is random, made when the mail is written, and stands nowhere else: the database keeps its hash. So a
second mail makes the first link void, and nobody who reads the database, a backup or the side effects can use one.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from newsroom.editorial import audit, outbox
from newsroom.editorial.embargo import may_manage
from newsroom.editorial.enums import EmbargoOutcome
from newsroom.editorial.models import Approval, EarlyRead, EarlyReader, EditorialPage, Embargo
from newsroom.editorial.models.records import was_approved
from newsroom.editorial.times import moment_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from newsroom.users.models import User

READ = "early.read"
REFUSED = "early.refused"

TOKEN_BYTES = 32
# Answers that one link gets in an hour; a page with thirty pictures takes thirty-one.
MOST_ANSWERS = 1_000
HOUR = 3_600


class TooManyReadsError(Exception):
    """Raised when a link is used more often than people read."""


def hash_of(token: str) -> str:
    """Return the hash under which a token is known. The token is long and random, so a plain hash keeps it safe."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    embargo: Embargo, *, user: User, name: str, organisation: str, email: str, expires_at: datetime | None = None
) -> EarlyReader:
    """Let a journalist read before the time; the link goes out by mail.

    Raises:
        PermissionDenied: no right, the embargo is over, nothing is approved yet, or the person has a link already.
    """
    _require_manager(user)
    if embargo.ended_at is not None:
        raise PermissionDenied(_("This release is not under embargo."))
    if not was_approved(embargo.page):
        raise PermissionDenied(_("Early readers get the approved text. Nothing is approved yet."))
    if embargo.readers.filter(email__iexact=email, revoked_at=None).exists():
        raise PermissionDenied(_("This person has a link already."))
    reader = EarlyReader.objects.create(
        embargo=embargo, name=name, organisation=organisation, email=email, expires_at=expires_at, invited_by=user
    )
    outbox.enqueue("early_link", reader=reader.pk)
    _log(reader, "invite", user)
    return reader


@transaction.atomic
def send_again(reader: EarlyReader, *, user: User) -> None:
    """Mail a new link; the earlier one ends with it.

    Raises:
        PermissionDenied: no right, or the link was revoked or has ended.
    """
    _require_manager(user)
    if not reader.may_read(timezone.now()):
        raise PermissionDenied(_("This link has ended."))
    outbox.enqueue("early_link", reader=reader.pk)
    _log(reader, "resend", user)


@transaction.atomic
def revoke(reader: EarlyReader, *, user: User) -> None:
    """End a link at once; it is asked for at every request.

    Raises:
        PermissionDenied: no right.
    """
    _require_manager(user)
    if EarlyReader.objects.filter(pk=reader.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=user):
        _log(reader, "revoke", user)


def send_link(payload: dict[str, Any]) -> None:
    """Make a link and mail it (a handler of the outbox). Where the mail fails, the next try makes another."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        readers = EarlyReader.objects.select_related("embargo").select_for_update(of=("self",))
        reader = readers.get(pk=payload["reader"])
        now = timezone.now()
        if not reader.may_read(now):
            return
        reader.token_hash, reader.sent_at = hash_of(token), now
        reader.save(update_fields=["token_hash", "sent_at"])
    with override(settings.LANGUAGE_CODE):
        # No title: a mail travels openly, and a title alone gives the news away.
        subject = _("%(newsroom)s: a release under embargo") % {"newsroom": settings.WAGTAIL_SITE_NAME}
        parts = [
            _("To %(name)s, %(organisation)s") % {"name": reader.name, "organisation": reader.organisation},
            _("You may read a release before it is public. Embargo until %s.") % moment_of(reader.embargo.lifts_at),
            reader.embargo.terms,
            settings.WAGTAILADMIN_BASE_URL + reverse("early_text", args=[token]),
            _("The link is yours alone, each reading is noted. It ends on %s.") % moment_of(reader.ends_at),
        ]
    send_mail(subject, "\n\n".join(part for part in parts if part) + "\n", None, [reader.email])


def announce_change(embargo: Embargo, change: str) -> None:
    """Let those who read early know that their embargo changes; call it before the change, in its transaction.

    ``change`` is "moved", "broken" or "cancelled".
    """
    now = timezone.now()
    for reader in embargo.readers.exclude(sent_at=None).select_related("embargo"):
        if reader.may_read(now):
            outbox.enqueue("early_change", reader=reader.pk, change=change)


def send_change(payload: dict[str, Any]) -> None:
    """Mail a change of the embargo to an early reader (a handler of the outbox); no title, no link."""
    reader = EarlyReader.objects.select_related("embargo").get(pk=payload["reader"])
    if reader.revoked_at is not None:
        return
    with override(settings.LANGUAGE_CODE):
        words = {
            "moved": _("The embargo has another time: until %s.") % moment_of(reader.embargo.lifts_at),
            "broken": _(
                "The embargo is lifted before its time. Your link leads to the release as soon as it is public."
            ),
            "cancelled": _("The release does not go out for now. Your link has ended; what you read stays secret."),
        }
        subject = _("%(newsroom)s: a change of the embargo") % {"newsroom": settings.WAGTAIL_SITE_NAME}
        text = _("To %(name)s, %(organisation)s") % {"name": reader.name, "organisation": reader.organisation}
    send_mail(subject, f"{text}\n\n{words[payload['change']]}\n", None, [reader.email])


def reader_of(token: str) -> EarlyReader | None:
    """Return whose link ``token`` is, whether or not it still opens anything."""
    readers = EarlyReader.objects.select_related("embargo__page")
    return readers.filter(token_hash=hash_of(token)).first()


def approved_text(page: Any) -> tuple[Approval, EditorialPage] | None:
    """Return the last approved text of ``page`` with its approval, never a later draft."""
    approval = Approval.objects.filter(page_id=page.pk).select_related("revision").order_by("-pk").first()
    if approval is None:
        return None
    text = approval.revision.as_object()
    return (approval, text) if text.fingerprint() == approval.fingerprint else None


def went_public(reader: EarlyReader) -> bool:
    """Whether the release of this link is public, and the link was not taken away before."""
    lifted = reader.embargo.outcome in (EmbargoOutcome.LIFTED, EmbargoOutcome.BROKEN)
    return bool(reader.revoked_at is None and lifted and reader.embargo.page.live)


def count_answer(reader: EarlyReader) -> None:
    """Count an answer to a link.

    Raises:
        TooManyReadsError: people do not read that often; a program may.
    """
    key = f"newsroom.early.{reader.pk}"
    cache.add(key, 0, HOUR)
    try:
        answers = cache.incr(key)
    except ValueError:
        # It ran out in between.
        answers = 1
    if answers > MOST_ANSWERS:
        raise TooManyReadsError


@transaction.atomic
def note_read(reader: EarlyReader, approval: Approval, request: HttpRequest, file: str = "") -> EarlyRead:
    """Write down that the text, or one of its documents, was read. The address, which holds the token, is not kept."""
    network = audit.network_of(request)
    # Whoever reads the log may not know the desk: nothing that names the release or its files.
    audit.record(READ, page=reader.embargo.page_id, data={"reader": str(reader), "network": network})
    return EarlyRead.objects.create(reader=reader, approval=approval, network=network, file=file[:255])


def note_refusal(reader: EarlyReader, request: HttpRequest) -> None:
    """Write down that a link was used after its end, at most once a minute."""
    if cache.add(f"newsroom.early.refused.{reader.pk}", 1, 60):
        data = {"reader": str(reader), "network": audit.network_of(request)}
        audit.record(REFUSED, page=reader.embargo.page_id, data=data)


def _require_manager(user: User) -> None:
    if not may_manage(user):
        raise PermissionDenied(_("Only the managing editor decides on an embargo."))


def _log(reader: EarlyReader, act: str, user: User) -> None:
    data = {"name": reader.name, "organisation": reader.organisation}
    log(instance=reader.embargo.page.specific, action=f"newsroom.early.{act}", user=user, data=data)
