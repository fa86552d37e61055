"""Everything about one release in one readable file: versions, decisions, times, people, log, refused attempts.

Plain text in UTF-8, in the marks of Markdown: it opens everywhere, prints, and can be read in fifty years. Higher
layers add sections of their own with :func:`register_section`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry, Revision

from newsroom.core.dates import plain_date
from newsroom.editorial.audit_trail import action_words, event_detail, person_named
from newsroom.editorial.enums import EntitlementKind
from newsroom.editorial.fingerprint import canonical_json
from newsroom.editorial.models import (
    Approval,
    AuditEvent,
    Embargo,
    Entitlement,
    ForcePublish,
    ReleaseNumber,
    Slot,
    Submission,
    Withdrawal,
    WithdrawalRequest,
)
from newsroom.editorial.readable import other_parts, text_lines
from newsroom.editorial.visibility import pages_seen_by
from newsroom.users.models import User

EXPORTS = "editorial.export_release"

Section = Callable[["Dossier"], Iterable[str]]


@dataclass
class Dossier:
    """The release, who reads its record, and the names of the people in it."""

    page: Any
    sees_drafts: bool
    people: dict[int, str]
    entitled: frozenset[str] = field(default_factory=frozenset)

    def name(self, key: int | None) -> str:
        """Return the name and the user name of an account."""
        return person_named(key, self.people)

    def may_show(self, fingerprint: str) -> bool:
        """Whether the text with ``fingerprint`` may be shown: it was entitled, or the reader sees drafts."""
        return self.sees_drafts or fingerprint in self.entitled


_sections: list[tuple[Any, Section]] = []


def register_section(title: Any, section: Section) -> None:
    """Add a section; its lines are Markdown. Call it in ``AppConfig.ready()``."""
    _sections.append((title, section))


def may_export(user: Any, page: Page) -> bool:
    """Whether ``user`` may have the record: holds the right, and sees the page or the page was public once."""
    if not (user.is_active and user.has_perm(EXPORTS)):
        return False
    return sees_drafts(user, page) or bool(page.live or page.first_published_at)


def sees_drafts(user: Any, page: Page) -> bool:
    """Whether ``user`` sees ``page`` on its desk."""
    return pages_seen_by(user).filter(pk=page.pk).exists()


def write(page: Page, *, viewer: Any, now: datetime | None = None) -> str:
    """Return the record of ``page`` as ``viewer`` may read it."""
    fingerprints = Entitlement.objects.filter(page_id=page.pk).values_list("fingerprint", flat=True)
    people = {account.pk: f"{account} ({account.username})" for account in User.objects.all()}
    dossier = Dossier(page.specific, sees_drafts(viewer, page), people, frozenset(fingerprints))
    lines = [f"# {_('Record of release')} #{page.pk}", "", *_head(dossier, viewer, now or timezone.now())]
    for title, section in [*_own_sections(), *_sections]:
        lines += ["", f"## {title}", "", *(list(section(dossier)) or [_("None.")])]
    return "\n".join(lines) + "\n"


def at(moment: datetime | None) -> str:
    """Return "24 November 2026, 14.05.09 WIB"; a dash for no time."""
    if moment is None:
        return "-"
    local = timezone.localtime(moment)
    return f"{plain_date(local)}, {local:%H.%M.%S} {local.tzname()}"


def _head(dossier: Dossier, viewer: Any, now: datetime) -> Iterator[str]:
    page = dossier.page
    show_title = dossier.sees_drafts or page.live
    yield f"- {_('Title')}: {page.title if show_title else '-'}"
    yield f"- {_('Address')}: {page.url_path.partition('/')[2].partition('/')[2] if show_title else '-'}"
    number = ReleaseNumber.objects.filter(page_id=page.pk).first()
    yield f"- {_('Number')}: {number or '-'}"
    yield f"- {_('Stage')}: {page.status_string}"
    yield f"- {_('First published')}: {at(page.first_published_at)}"
    yield f"- {_('Written for')}: {viewer} ({viewer.username}), {at(now)}"
    if not dossier.sees_drafts:
        yield f"- {_('Texts that were never approved for the public are named here, but not shown.')}"


def _own_sections() -> list[tuple[str, Section]]:
    return [
        (_("Texts"), _texts),
        (_("Versions"), _versions),
        (_("Submissions"), _submissions),
        (_("Approvals"), _approvals),
        (_("Emergency publications"), _emergencies),
        (_("Entitlements"), _entitlements),
        (_("Embargoes"), _embargoes),
        (_("Times to go out"), _slots),
        (_("Withdrawals"), _withdrawals),
        (_("Log of changes"), _log),
        (_("Audit log and refused attempts"), _events),
    ]


def _texts(dossier: Dossier) -> Iterator[str]:
    """Each submitted or approved text once, by its fingerprint."""
    seen: set[str] = set()
    for model in (Submission, Approval, ForcePublish):
        for record in model.objects.filter(page_id=dossier.page.pk).order_by("pk"):
            if record.fingerprint not in seen:
                seen.add(record.fingerprint)
                yield from _text(record, dossier)
    imported = Entitlement.objects.filter(page_id=dossier.page.pk, kind=EntitlementKind.IMPORT).exclude(
        fingerprint__in=seen
    )
    if imported.filter(fingerprint=dossier.page.fingerprint()).exists():
        yield from _content(dossier.page.fingerprint(), dossier.page.canonical_content())


def _text(record: Any, dossier: Dossier) -> Iterator[str]:
    if dossier.may_show(record.fingerprint):
        yield from _content(record.fingerprint, record.content)
    else:
        yield f"### {record.fingerprint}"
        yield ""


def _content(fingerprint: str, content: dict[str, Any]) -> Iterator[str]:
    yield f"### {fingerprint}"
    yield ""
    for line in text_lines(content):
        yield f"> {line}"
        yield ">"
    yield ""
    for name, value in sorted(other_parts(content).items()):
        yield f"- {name}: {canonical_json(value)}"
    yield ""


def _versions(dossier: Dossier) -> Iterator[str]:
    revisions = Revision.page_revisions.filter(object_id=str(dossier.page.pk)).order_by("created_at", "pk")
    for revision in revisions.values_list("pk", "created_at", "user_id"):
        yield f"- {_('version')} {revision[0]}: {at(revision[1])}, {dossier.name(revision[2])}"


def _submissions(dossier: Dossier) -> Iterator[str]:
    for record in Submission.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        yield _vouched(record, dossier, record.get_way_display())


def _approvals(dossier: Dossier) -> Iterator[str]:
    for record in Approval.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        yield _vouched(record, dossier, f"{_('submission')} {record.submission_id}")


def _vouched(record: Any, dossier: Dossier, what: str) -> str:
    return (
        f"- {record.pk}: {at(record.created_at)}, {dossier.name(record.person_id)}, {what}, "
        f"{_('version')} {record.revision_id}, {record.fingerprint}"
    )


def _emergencies(dossier: Dossier) -> Iterator[str]:
    forces = ForcePublish.objects.filter(page_id=dossier.page.pk).select_related("clearing").order_by("pk")
    for record in forces:
        authors = ", ".join(dossier.name(key) for key in record.authors)
        yield _vouched(record, dossier, f"{_('reason')}: {record.reason}; {_('written by')}: {authors}")
        clearing = getattr(record, "clearing", None)
        if clearing is None:
            yield f"  - {_('open')}"
        else:
            who = f"{at(clearing.created_at)}, {dossier.name(clearing.person_id)}"
            yield f"  - {clearing.get_outcome_display()}: {who}. {clearing.note}".rstrip()


def _entitlements(dossier: Dossier) -> Iterator[str]:
    for record in Entitlement.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        ground = f"{_('approval')} {record.approval_id}" if record.approval_id else record.batch
        if record.force_id:
            ground = f"{_('emergency publication')} {record.force_id}"
        yield (
            f"- {record.pk}: {at(record.created_at)}, {record.get_kind_display()} ({ground}), "
            f"{dossier.name(record.person_id)}, {record.fingerprint}"
        )


def _embargoes(dossier: Dossier) -> Iterator[str]:
    for record in Embargo.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        ended = _("open")
        if record.ended_at is not None:
            ended = f"{record.get_outcome_display()}, {at(record.ended_at)}, {dossier.name(record.ended_by_id)}"
        yield (
            f"- {at(record.lifts_at)}: {_('set by')} {dossier.name(record.set_by_id)}, {at(record.created_at)}; "
            f"{ended} {record.ended_reason}".rstrip()
        )


def _slots(dossier: Dossier) -> Iterator[str]:
    for slot in Slot.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        outcome = f"{slot.get_outcome_display()}, {at(slot.ended_at)}" if slot.ended_at else _("open")
        yield f"- {at(slot.publish_at)}: {_('set by')} {dossier.name(slot.set_by_id)}, {at(slot.created_at)}; {outcome}"


def _withdrawals(dossier: Dossier) -> Iterator[str]:
    for request in WithdrawalRequest.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        decided = (
            f"{dossier.name(request.decided_by_id)}, {at(request.decided_at)}" if request.decided_at else _("open")
        )
        yield (
            f"- {_('proposal')} {request.pk}: {at(request.created_at)}, {dossier.name(request.requested_by_id)}, "
            f"{request.get_kind_display()}, {request.get_reason_display()}; {_('decided')}: {decided}"
        )
    for record in Withdrawal.objects.filter(page_id=dossier.page.pk).order_by("pk"):
        yield (
            f"- {record.get_kind_display()}: {at(record.created_at)}, {dossier.name(record.requested_by_id)} + "
            f"{dossier.name(record.approved_by_id)}, {record.get_reason_display()}: {record.public_text}"
        )


def _log(dossier: Dossier) -> Iterator[str]:
    words = dict(registry.get_choices())
    for entry in PageLogEntry.objects.filter(page_id=dossier.page.pk).order_by("timestamp", "pk"):
        detail = (
            json.dumps(entry.data, ensure_ascii=False, sort_keys=True) if entry.data and dossier.sees_drafts else ""
        )
        version = f", {_('version')} {entry.revision_id}" if entry.revision_id else ""
        line = (
            f"- {at(entry.timestamp)}: {words.get(entry.action, entry.action)}, {dossier.name(entry.user_id)}{version}"
        )
        yield f"{line} {detail}".rstrip()


def _events(dossier: Dossier) -> Iterator[str]:
    words = action_words()
    for event in AuditEvent.objects.filter(page_id=dossier.page.pk).order_by("created_at", "pk"):
        detail = event_detail(event, dossier.people)
        line = f"- {at(event.created_at)}: {words.get(event.action, event.action)}, {dossier.name(event.user_id)}"
        yield f"{line}; {event.network}; {detail}"
