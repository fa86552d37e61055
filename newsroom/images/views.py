"""Serving documents, and renditions where Django and no web server in front serves them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.static import serve as serve_file
from wagtail.admin.views.bulk_action import index as bulk_action
from wagtail.documents.views.serve import serve

from . import specs
from .models import MediaUse, NewsRendition
from .policy import document_policy, image_policy

BULK_POLICIES = {"newsimage": image_policy, "newsdocument": document_policy}
PUBLIC_SECONDS = 60


def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Serve a document as a download; the hook `before_serve_document` has the say who gets it.

    A private document is never stored by caches; a public one for a minute, so that a document
    taken down is gone soon everywhere.
    """
    try:
        response = serve(request, int(document_id), document_filename)
    except Http404:
        # Whoever is asked about a private document looks at the session, and the answer says so (Vary). It must not
        # differ from the answer about a document that does not exist.
        _ = request.user.is_authenticated
        raise
    is_public = MediaUse.objects.current().filter(document_id=document_id).exists()
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if is_public else "private, no-store"
    response["X-Robots-Tag"] = "noindex" if not is_public else "all"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def serve_rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition by its random name; 404 from the second at which the last public page with the image ended.

    For development, where no web server stands in front. There the worker removes the file, soon after.
    """
    shown = NewsRendition.objects.filter(file=path, filter_spec__in=specs.all_specs())
    claims = MediaUse.objects.filter(image=OuterRef("image"))
    if shown.filter(Exists(claims), ~Exists(MediaUse.objects.current().filter(image=OuterRef("image")))).exists():
        raise Http404
    return serve_file(request, path, document_root=str(settings.MEDIA_ROOT))


def closed(request: HttpRequest, *args: Any) -> HttpResponse:
    """An address of Wagtail that this newsroom does not have."""
    raise Http404


def bulk_action_on_known(request: HttpRequest, model_name: str, action: str) -> HttpResponse:
    """Wagtail's action on several files, for files the person may know of.

    Wagtail lists the titles of all that were asked for, also of those without a right.
    """
    policy_of = BULK_POLICIES.get(model_name)
    wanted = {key for key in request.GET.getlist("id") if key != "all"}
    if policy_of is None or not all(key.isdecimal() for key in wanted):
        raise Http404
    known = policy_of().instances_user_has_any_permission_for(request.user, ["change", "choose"])
    if known.filter(pk__in=wanted).count() != len(wanted):
        raise Http404
    return bulk_action(request, "images", model_name, action)
