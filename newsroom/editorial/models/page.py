"""The abstract page that every public page type of the newsroom inherits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import COMMENTS_RELATION_NAME, Page

from newsroom.core.cache_tags import show
from newsroom.editorial.enums import EntitlementKind, Stage
from newsroom.editorial.fingerprint import fingerprint_of, said_parts
from newsroom.editorial.locks import SlotFreeLocks
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.force import ForcePublish, open_force_of
from newsroom.editorial.models.listed import listed_without
from newsroom.editorial.models.number import ReleaseNumber
from newsroom.editorial.models.records import Approval, Entitlement, Submission
from newsroom.editorial.models.withdrawal import withdrawal_of
from newsroom.editorial.permission_testers import EditorialPagePermissionTester
from newsroom.editorial.review import note_change_in_review, restart_review_if_scheduled
from newsroom.editorial.stages import stage_of
from newsroom.editorial.tree import take_turns
from newsroom.images.media_hold import hold_media

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from newsroom.editorial.models.withdrawal import Withdrawal
    from newsroom.users.models import User

# Columns that say nothing to a reader: writing only these needs no entitlement.
BOOKKEEPING_FIELDS = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "depth",
    }
)


class NotEntitled(PermissionDenied):
    """Raised when a page would be public, or stop being public, without a record that allows it."""


class StaleTextError(Exception):
    """Raised when a save is based on an older version than the newest; the text is with the request."""

    def __init__(self, page: EditorialPage) -> None:
        super().__init__(f"Page {page.pk} was changed since it was opened.")
        self.page = page


class DraftCopyForm(CopyForm):
    """Wagtail's copy form without the ways to make the copy public or an alias."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


class EditorialPage(SlotFreeLocks, Page):
    """A page that is public only with an entitlement for exactly its content.

    Subclasses say what a reader sees in :meth:`fingerprint_parts`, and may take part
    in a publication through :meth:`credit_submitter` and :meth:`prepare_publication`.
    """

    # The version that a form was opened with: revision id and, unless it is the own autosave, its time.
    expected_version: tuple[str, str | None] | None = None

    copy_form_class = DraftCopyForm
    private_page_options: list[str] = []
    settings_panels: list = []
    promote_panels: list = []
    # The desk's index is kept by newsroom.editorial.desk_index.
    search_auto_update = False

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        show(f"page-{self.pk}")
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context

    # -- what the page says ------------------------------------------------------

    def fingerprint_parts(self) -> dict[str, Any]:
        """Return everything a reader sees, as plain JSON-ready values."""
        raise NotImplementedError(f"{type(self).__name__} must say what its readers see.")

    def canonical_content(self) -> dict[str, Any]:
        """Return the canonical content: the page type and :meth:`fingerprint_parts`."""
        return said_parts(
            {
                "type": self._meta.label_lower,
                "title": self.title,
                "slug": self.slug,
                "seo_title": self.seo_title,
                "search_description": self.search_description,
                **self.fingerprint_parts(),
            }
        )

    def fingerprint(self) -> str:
        """Return the SHA-256 of the canonical content."""
        return fingerprint_of(self.canonical_content())

    # -- taking part in submission and publication ---------------------------------

    def credit_submitter(self, user: User) -> bool:
        """Note ``user`` as the one who stands behind the submitted text.

        Returns True if the content changed, so that a new revision is needed.
        """
        return False

    def freeze_credits(self, editor: User) -> None:
        """Note the editor who approved the text, or published it in an emergency, on the page about to be public."""

    def prepare_publication(self, entitlement: Entitlement, now: datetime) -> None:
        """Set what publication itself adds, just before the page is saved as public."""
        if entitlement.kind != EntitlementKind.IMPORT:
            self.freeze_credits(entitlement.person)

    def after_publication(self, entitlement: Entitlement, now: datetime) -> None:
        """Write the records that go with a publication, in its transaction."""

    # Page types that may be held by an embargo implement :meth:`embargo_desk`.
    can_be_embargoed = False

    # What early readers are shown; they get ``page``, ``reader``, ``lifts_at`` and ``read_at``.
    early_template = ""

    def embargo_desk(self) -> Page | None:
        """Return the desk on which embargoed work lies, known to few."""
        return None

    # Page types that an editor may publish alone in an emergency.
    can_be_forced = False

    def publication_problems(self) -> list[str]:
        """Return what keeps this text from being published, in words; asked where no submission form did."""
        return []

    def keep_files_secret(self) -> None:
        """Keep the files of a text on the embargo desk from those who do not see the desk."""
        desk = self.embargo_desk() if self.can_be_embargoed else None
        if desk is not None and self.is_descendant_of(desk):
            hold_media(self, self.media_files())

    # Page types whose public pages may be withdrawn implement :meth:`apply_withdrawal`.
    can_be_withdrawn = False

    def apply_withdrawal(self, withdrawal: Withdrawal) -> None:
        """Take the page out of lists, and hide its text where ``withdrawal`` says so."""
        raise NotImplementedError(f"{type(self).__name__} cannot be withdrawn.")

    def plan_end(self, ends_at: datetime | None, kind: str) -> None:
        """Note when the public page ends, and how; None takes the end away."""
        raise NotImplementedError(f"{type(self).__name__} cannot be withdrawn.")

    @property
    def is_withdrawn(self) -> bool:
        """Whether the public page was withdrawn or taken down."""
        return False

    # -- evidence ------------------------------------------------------------------

    def public_facts(self) -> dict[str, Any]:
        """Return what publication itself adds to the text, as plain JSON-ready values; the ledger keeps it in clear."""
        return {"live": self.live, "address": self.url_path}

    def readable_lines(self) -> list[tuple[str, str]]:
        """Return part and line of what a reader must find word for word at the public address."""
        return []

    def media_files(self) -> list[Any]:
        """Return the images and documents that the page shows."""
        return []

    def correction_of(self, entitlement: Entitlement) -> models.Model | None:
        """Return the append-only correction that went live with ``entitlement``, if any."""
        return None

    def corrections_on_record(self) -> list[models.Model]:
        """Return every append-only correction of this page."""
        return []

    def evidence(self) -> list[models.Model]:
        """Return the append-only rows behind what readers see now."""
        entitlement, withdrawal = self.current_entitlement, withdrawal_of(self.pk)
        approval = entitlement.approval if entitlement else None
        number = ReleaseNumber.objects.filter(page_id=self.pk).first()
        force = entitlement.force if entitlement else None
        clearing = getattr(force, "clearing", None)
        rows = [entitlement, approval, approval.submission if approval else None, force, clearing, number, withdrawal]
        return [row for row in rows if row is not None] + self.corrections_on_record()

    # -- records -----------------------------------------------------------------

    @property
    def current_entitlement(self) -> Entitlement | None:
        """The newest entitlement of this page; the only one that counts."""
        return Entitlement.objects.filter(page_id=self.pk).order_by("-pk").first()

    @property
    def was_ever_public(self) -> bool:
        """Whether readers may ever have seen this address."""
        if self.live or self.first_published_at:
            return True
        return not listed_without(self, "has_entitlement") and Entitlement.objects.filter(page_id=self.pk).exists()

    @property
    def was_ever_submitted(self) -> bool:
        return not listed_without(self, "has_submission") and Submission.objects.filter(page_id=self.pk).exists()

    @property
    def stage(self) -> Stage:
        """Where this page stands; see :func:`newsroom.editorial.stages.stage_of`."""
        return stage_of(self)

    @property
    def status_string(self) -> str:
        stage = self.stage
        if self.live and stage != Stage.PUBLIC_EMERGENCY and not self.is_withdrawn and self.has_open_force:
            return f"{Stage.PUBLIC_EMERGENCY.label}; {stage.label}"
        return str(stage.label)

    @property
    def has_open_force(self) -> bool:
        """Whether an emergency publication of this page waits for another editor."""
        return not listed_without(self, "waits_for_clearing") and open_force_of(self.pk) is not None

    # -- the doors -----------------------------------------------------------------

    def permissions_for_user(self, user: Any) -> EditorialPagePermissionTester:
        return EditorialPagePermissionTester(user, self)

    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Save the page; refuse public content that no entitlement covers.

        This is the last guard behind forms, actions and commands alike. It also refuses
        to take a public page away silently and to set Wagtail's own expiry date.

        Raises:
            NotEntitled: the content would be, or stop being, public without a record.
        """
        update_fields = kwargs.get("update_fields")
        if update_fields is None or not BOOKKEEPING_FIELDS.issuperset(update_fields):
            self._refuse_without_entitlement(self._stored_row())
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    def _stored_row(self) -> dict[str, Any]:
        """Lock the stored row of this page, and take over its place in the tree, which only treebeard changes.

        Without the lock, a form that was opened before a publication or a move could put back what was before.
        """
        if not self.pk:
            return {}
        columns = ("live", "latest_revision_id", "latest_revision_created_at", "path", "depth", "numchild")
        stored = Page.objects.select_for_update(no_key=True).filter(pk=self.pk).values(*columns).first() or {}
        for name in ("path", "depth", "numchild"):
            setattr(self, name, stored.get(name, getattr(self, name)))
        return stored

    def _refuse_without_entitlement(self, stored: dict[str, Any]) -> None:
        if self.expire_at is not None:
            raise NotEntitled(_("A public page ends by a withdrawal with a reason, not by an expiry date."))
        if self.live:
            entitlement = self.current_entitlement if self.pk else None
            if entitlement is None or entitlement.fingerprint != self.fingerprint():
                raise NotEntitled(_("This text has no approval, so it cannot be public."))
        elif stored.get("live"):
            if self.expected_version is not None:
                # It went public while the form was open; the person's text is with the request.
                raise StaleTextError(self)
            raise NotEntitled(_("A public page is withdrawn with a reason, not taken away."))

    @transaction.atomic
    def save_revision(
        self,
        user: Any = None,
        approved_go_live_at: Any = None,
        overwrite_revision: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Save a revision; a submitted or approved row is never overwritten, a change in review is noted.

        Autosave overwrites the newest row in place. A row that somebody submitted or
        approved is evidence, so such a save makes a new row instead.

        Raises:
            StaleTextError: :attr:`expected_version` is set and is not the newest any more.
        """
        if self.expected_version is not None:
            newest = Page.objects.select_for_update(no_key=True).get(pk=self.pk).latest_revision
            if not self.is_newest_version(newest):
                raise StaleTextError(self)
            self.expected_version = None
        if approved_go_live_at is not None:
            raise NotEntitled(_("A release is scheduled by an editor's approval only."))
        if overwrite_revision is not None and _is_evidence(overwrite_revision):
            overwrite_revision = None
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        note_change_in_review(self, revision, user)
        restart_review_if_scheduled(self, user)
        self.keep_files_secret()
        return revision

    def is_newest_version(self, newest: Any) -> bool:
        """Whether :attr:`expected_version` names the revision ``newest``."""
        if self.expected_version is None or newest is None:
            return True
        key, created_at = self.expected_version
        return key == str(newest.pk) and created_at in (None, "", newest.created_at.isoformat())

    def publish(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotEntitled(_("A page goes public only through an approval or an import."))

    def unpublish(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotEntitled(_("A public page is withdrawn with a reason, not taken away."))

    def create_alias(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotEntitled(_("Aliases are switched off: each public page is approved for itself."))

    @transaction.atomic
    def move(self, target: Page, *args: Any, **kwargs: Any) -> Any:
        take_turns([self], target)
        self.refuse_move()
        return super().move(target, *args, **kwargs)

    def refuse_move(self) -> None:
        """Refuse to move what was ever public or is under embargo; raises NotEntitled."""
        if self.was_ever_public:
            raise NotEntitled(_("What was ever public stays where it is."))
        self._refuse_under_embargo()

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse_under_embargo()
        return super().copy(*args, **kwargs)

    def _refuse_under_embargo(self) -> None:
        if open_embargo_of(self) is not None:
            raise NotEntitled(_("A release under embargo stays on its desk, and there is no copy of it."))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse_under_embargo()
        if self.was_ever_public:
            raise NotEntitled(_("What was ever public is never deleted."))
        if self.was_ever_submitted:
            raise NotEntitled(_("A release that was submitted is kept."))
        return super().delete(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        page = super().with_content_json(content)
        # Wagtail's schedule fields have no meaning here, so an old or forged revision cannot bring them back.
        page.go_live_at = page.expire_at = None
        return page


def _is_evidence(revision: models.Model) -> bool:
    return (
        Submission.objects.filter(revision_id=revision.pk).exists()
        or Approval.objects.filter(revision_id=revision.pk).exists()
        or ForcePublish.objects.filter(revision_id=revision.pk).exists()
    )
