"""Rules that need the form: what must be there to submit, and hints on what was typed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.rich_text import RichText

from newsroom.articles.completeness import LEAD_LENGTH, text_problems
from newsroom.articles.corrections import FIELDS, clear_wording, wording_problems
from newsroom.articles.enums import CreditRole
from newsroom.core.text import normalise
from newsroom.editorial.roles import REVIEWING_ROLES

SUBMITTING = frozenset({"action-submit", "action-restart-workflow"})


class ArticlePageForm(WagtailAdminPageForm):
    """A draft may be half done; a text that goes before the reviewers is whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk is None and not instance.body:
            # An empty paragraph to type into: the first thing a press officer looks for.
            instance.body = [("paragraph", RichText(""))]
        if instance is not None and instance.live and not instance.has_unpublished_changes:
            clear_wording(instance)
        super().__init__(*args, **kwargs)
        if not self.was_read:
            # Readers have seen nothing yet, so there is nothing to tell them.
            for name in FIELDS:
                self.fields.pop(name, None)
        if "lead" in self.fields:
            self.fields["lead"].widget.attrs.update({"data-counter": str(LEAD_LENGTH), "rows": "2"})

    @property
    def was_read(self) -> bool:
        """Whether readers may have seen the article; a page that is not stored yet calls itself live."""
        return bool(self.instance.pk and self.instance.live)

    @property
    def is_submitting(self) -> bool:
        """Whether the text goes before the reviewers with this request."""
        return bool(SUBMITTING & set(self.data or ()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "title" in cleaned:
            cleaned["title"] = normalise(cleaned["title"])
        if "lead" in cleaned:
            cleaned["lead"] = normalise(cleaned["lead"])
        if self.is_submitting:
            for name, problem in text_problems(cleaned).items():
                self.add_error(name, problem)
            self._check_correction(cleaned)
        self._check_editor_credits()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        for form in self._changed_credits():
            form.instance.is_automatic = False
        return super().save(commit=commit)

    def _check_correction(self, cleaned: dict[str, Any]) -> None:
        if self.was_read:
            for name, problem in wording_problems(cleaned).items():
                self.add_error(name, problem)

    def _check_editor_credits(self) -> None:
        """An editor's initials come from the approval; only editors may set them by hand."""
        # The rows are validated after this form, so their roles are read as posted.
        roles = {role for form in self._changed_credits() for role in (form["role"].value(), form.initial.get("role"))}
        user = self.for_user
        if CreditRole.EDITOR not in roles or user is None:
            return
        if not user.groups.filter(name__in=[str(role) for role in REVIEWING_ROLES]).exists():
            self.add_error(None, _("The editor's initials are added by the approval."))

    def _changed_credits(self) -> list[Any]:
        formset = self.formsets.get("credits")
        return [form for form in formset.forms if form.has_changed()] if formset is not None else []
