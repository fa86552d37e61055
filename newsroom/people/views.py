"""What the admin screens for bylines do beyond Wagtail's."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from newsroom.agencies.deletion import refuse
from newsroom.people.matching import bylines_alike
from newsroom.people.models import Byline


def warn_of_like_initials(request: HttpRequest, byline: Byline) -> None:
    """Say that other initials differ in case only. They are allowed: RH and rh may be two people."""
    if alike := bylines_alike(byline):
        messages.warning(
            request,
            _("Other initials differ in upper and lower case only: %(names)s. Is this the same person?")
            % {"names": ", ".join(map(str, alike))},
        )


class BylineCreateView(snippets.CreateView):
    """A new byline."""

    def form_valid(self, form) -> HttpResponse:
        """Save, then warn."""
        response = super().form_valid(form)
        warn_of_like_initials(self.request, self.object)
        return response


class BylineEditView(snippets.EditView):
    """The form of one byline."""

    def form_valid(self, form) -> HttpResponse:
        """Save, then warn."""
        response = super().form_valid(form)
        warn_of_like_initials(self.request, self.object)
        return response


def refuse_deletion(request: HttpRequest, instances: list[models.Model]) -> HttpResponse | None:
    """Keep every byline. Called before Wagtail deletes snippets, one or many; a response stops it."""
    return refuse(
        request,
        (instance for instance in instances if isinstance(instance, Byline)),
        _("Not deleted: %(names)s. Set a byline to inactive instead; articles keep their initials."),
        Byline.snippet_viewset.get_url_name("list"),
    )
