"""The English twin of a release: made as a draft by a person, approved for itself, linked both ways.

Wagtail's translation machinery says which two pages belong together (``translation_key``, ``locale``). Nothing becomes
public by it: a twin is a draft like any other, with its own submission, approval, number and ledger entries.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from newsroom.articles.addresses import free_address
from newsroom.articles.enums import TwinNotice
from newsroom.core.languages import ENGLISH, MAIN
from newsroom.editorial import outbox
from newsroom.editorial.fingerprint import canonical_json
from newsroom.editorial.models import Approval
from newsroom.editorial.models.embargo import open_embargo_of

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage, Correction, Desk
    from newsroom.users.models import User

ENGLISH_DESK = "%s (Inggris)"


def twin_of(article: ArticlePage) -> ArticlePage | None:
    """Return the same release in the other language, whatever its state."""
    return type(article)._default_manager.filter(translation_key=article.translation_key).exclude(pk=article.pk).first()


def text_digest(article: ArticlePage) -> str:
    """Return the SHA-256 of what a translator translates: the words, and not the files, tags or credits."""
    words = [*article.readable_lines(), ("caption", article.lead_image_caption), ("alt", article.lead_image_alt)]
    return hashlib.sha256(canonical_json(words).encode()).hexdigest()


# -- making one --------------------------------------------------------------------


def english_desk_of(article: ArticlePage) -> Desk | None:
    """Return the desk on which the English twin of ``article`` is written."""
    desk: Desk | None = (
        article._meta.apps.get_model("articles", "Desk")
        .objects.filter(translation_key=article.get_parent().translation_key, locale__language_code=ENGLISH)
        .first()
    )
    return desk


def may_translate(article: ArticlePage, user: User) -> bool:
    """Whether ``user`` may make the English twin: edits the release, writes on the English desk, and there is none."""
    if article.language != MAIN or article.is_withdrawn or open_embargo_of(article) is not None:
        return False
    if not article.permissions_for_user(user).can_edit() or twin_of(article) is not None:
        return False
    desk = english_desk_of(article)
    return desk is not None and desk.permissions_for_user(user).can_add_subpage()


@transaction.atomic
def translate(article: ArticlePage, *, user: User) -> ArticlePage:
    """Make the English twin of ``article`` as a draft of ``user`` and return it.

    It begins with the Indonesian text: as readers see it, or as it was last saved where it is not public.

    Raises:
        PermissionDenied: ``user`` may not, there is a twin already, or an embargo lies on the release.
    """
    # Two people who press the button at once take turns; the second finds the twin of the first.
    stored = Page.objects.select_for_update(no_key=True).get(pk=article.pk).specific
    desk = english_desk_of(stored)
    if desk is None or not may_translate(stored, user):
        raise PermissionDenied(_("You may not translate this release."))
    source = stored if stored.live else stored.get_latest_revision_as_object()
    twin: ArticlePage = source.copy(
        to=desk,
        user=user,
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        update_attrs={"locale": desk.locale, "slug": free_address(type(source)(title=source.title))},
        log_action="wagtail.copy_for_translation",
    )
    _note(twin, translated_from=text_digest(source))
    return twin


def ensure_twin_desk(desk: Desk) -> Desk | None:
    """Make the English twin of ``desk`` under the English index; None where it exists or there is no such index."""
    index = desk.get_parent()
    locale = Locale.objects.filter(language_code=ENGLISH).first()
    english_index = index.get_translation_or_none(locale) if locale is not None else None
    if english_index is None or desk.locale_id == locale.pk or desk.has_translation(locale):
        return None
    twin: Desk = type(desk)(
        title=ENGLISH_DESK % desk.title,
        slug=f"{desk.slug}-{ENGLISH}",
        kind=desk.kind,
        agency_id=desk.agency_id,
        locale=locale,
        translation_key=desk.translation_key,
        owner=desk.owner,
        live=False,
    )
    english_index.add_child(instance=twin)
    return twin


# -- keeping the two together ----------------------------------------------------------


def tell_twin(article: ArticlePage) -> None:
    """Link a release and its twin where both are public, and tell the twin's people what became of the original.

    Called in the transaction of each publication and withdrawal.
    """
    twin = twin_of(article)
    if twin is None:
        return
    are_public = article.is_listed and twin.is_listed
    _note(article, twin_path=twin.public_path if are_public else "")
    _note(twin, twin_path=article.public_path if are_public else "")
    if article.language != MAIN or twin.is_withdrawn:
        return
    notice = _notice_for(article, twin)
    if notice and notice != twin.twin_notice:
        people = {twin.owner_id, Approval.objects.filter(page_id=twin.pk).values_list("person_id", flat=True).last()}
        outbox.enqueue("notice", subject=f"twin_{notice}", page=twin.pk, people=sorted(people - {None}))
    _note(twin, twin_notice=notice)


def _notice_for(article: ArticlePage, twin: ArticlePage) -> str:
    if article.is_withdrawn:
        return str(TwinNotice.TAKEN_BACK)
    return "" if text_digest(article) == twin.translated_from else str(TwinNotice.CHANGED)


@transaction.atomic
def accept_original(twin: ArticlePage, *, user: User) -> None:
    """Note that ``user`` has looked at what became of the original: the twin fits the text of now."""
    original = twin_of(twin)
    if original is None:
        return
    source = original if original.live else original.get_latest_revision_as_object()
    log(instance=twin, action="newsroom.twin.accept", user=user, data={"notice": twin.twin_notice})
    _note(twin, translated_from=text_digest(source), twin_notice="")


def last_correction_of(article: ArticlePage) -> Correction | None:
    """Return the newest correction that readers of ``article`` were told of, and can still follow."""
    correction: Correction | None = article.corrections.first() if article.is_listed else None
    return correction


def notice_words(subject: str, title: str, payload: dict[str, Any]) -> tuple[str, str]:
    """Return subject line and text of the mail about a twin whose original changed or was taken back."""
    if subject == f"twin_{TwinNotice.TAKEN_BACK}":
        return (
            _("The Indonesian text was taken back: %s") % title,
            _("The Indonesian release of this text was withdrawn or taken down. Decide on the English one."),
        )
    return (
        _("The Indonesian text changed: %s") % title,
        _("The Indonesian release of this text was changed. Compare the two, and correct the English one."),
    )


def _note(article: ArticlePage, **values: str) -> None:
    """Write what is no part of the text, past the guards and revisions of the page."""
    type(article)._base_manager.filter(pk=article.pk).update(**values)
    for name, value in values.items():
        setattr(article, name, value)
