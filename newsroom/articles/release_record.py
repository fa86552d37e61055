"""What articles add to the record of a release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.articles.models import Correction
from newsroom.editorial.release_record import at

if TYPE_CHECKING:
    from newsroom.editorial.release_record import Dossier


def corrections(dossier: Dossier) -> Iterator[str]:
    """Yield the corrections that readers were told of, the oldest first."""
    for record in Correction.objects.filter(article_id=dossier.page.pk).order_by("pk"):
        ground = f"{_('approval')} {record.approval_id}" if record.approval_id else _("emergency publication")
        line = f"- {at(record.published_at)}: {record.get_kind_display()}, {ground}"
        yield f"{line}: {record.note}"
        if record.wrong:
            yield f"  - {_('as it was')}: {record.wrong}"
            yield f"  - {_('as it is right')}: {record.right}"
