"""Reference data that something points at is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from newsroom.agencies.models import Agency, Region


def is_in_use(thing: models.Model) -> bool:
    """Whether a row of another model refuses to lose ``thing`` (``on_delete=PROTECT``)."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
        for relation in thing._meta.related_objects
        if getattr(relation, "on_delete", None) is models.PROTECT
    )


def refuse(request: HttpRequest, things: Iterable[Any], message: str, list_url_name: str) -> HttpResponse | None:
    """Say which of ``things`` are kept and go back to their list; None where nothing stands in the way."""
    kept = [str(thing) for thing in things]
    if not kept:
        return None
    messages.error(request, message % {"names": ", ".join(kept)})
    return redirect(list_url_name)


def refuse_deletion_of_used(request: HttpRequest, instances: list[models.Model]) -> HttpResponse | None:
    """Keep agencies and regions in use. Called before Wagtail deletes snippets, one or many; a response stops it."""
    for model in (Agency, Region):
        used = [thing for thing in instances if isinstance(thing, model) and is_in_use(thing)]
        response = refuse(
            request,
            used,
            _("In use and not deleted: %(names)s. An agency that no longer exists can be set to inactive."),
            model.snippet_viewset.get_url_name("list"),
        )
        if response is not None:
            return response
    return None
