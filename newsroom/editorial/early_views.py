"""What the link of an early reader opens: the approved text and its files, and nothing that stays behind.

Nothing here is stored by caches or told to other sites, and each answer asks anew whether the link still holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from mimetypes import guess_type
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found

from newsroom.editorial import early_readers
from newsroom.editorial.models import Approval, EarlyReader, EditorialPage
from newsroom.editorial.times import moment_of
from newsroom.images import specs
from newsroom.images.addresses import private_addresses
from newsroom.images.models import NewsDocument, NewsImage, NewsRendition

TOO_MANY_REQUESTS = 429
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet, noimageindex",
    # The address is the key: no other site is told where its reader came from.
    "Referrer-Policy": "no-referrer",
}
FILE_POLICY = "default-src 'none'; sandbox"

View = Callable[..., HttpResponseBase]


def for_early_readers(view: View) -> View:
    """Open the text to the owner of a link that holds; everybody else gets the same page as for any wrong address."""

    @wraps(view)
    def checked(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _answer(view, request, token, **kwargs)
        except Http404 as error:
            response = page_not_found(request, error)
        except early_readers.TooManyReadsError:
            response = HttpResponse(status=TOO_MANY_REQUESTS)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return checked


def _answer(view: View, request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
    reader = early_readers.reader_of(token)
    if reader is None:
        raise Http404
    if early_readers.went_public(reader):
        page = reader.embargo.page.specific
        return redirect(page.get_url(request) or "/")
    if not reader.may_read(timezone.now()):
        early_readers.note_refusal(reader, request)
        raise Http404
    approved = early_readers.approved_text(reader.embargo.page)
    if approved is None:
        raise Http404
    early_readers.count_answer(reader)
    return view(request, token, reader, *approved, **kwargs)


# A form of a page without cookies; whoever can post it holds the link.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_early_readers
def text(
    request: HttpRequest, token: str, reader: EarlyReader, approval: Approval, page: EditorialPage
) -> HttpResponse:
    """Show the approved text under a line that says who reads it, and until when it is secret.

    A GET is answered with a button only: mail servers open the links of mails, and that is no reading by a person.
    """
    if request.method != "POST":
        context = {"reader": reader, "lifts_at": moment_of(reader.embargo.lifts_at)}
        return HttpResponse(render_to_string("articles/early_door.html", context, request))
    early_readers.note_read(reader, approval, request)
    context = {
        "page": page,
        "reader": reader,
        "read_at": moment_of(timezone.now()),
        "lifts_at": moment_of(reader.embargo.lifts_at),
    }
    with private_addresses(request.path):
        html = render_to_string(page.early_template, context, request)
    return HttpResponse(html)


@require_safe
@for_early_readers
def picture(
    request: HttpRequest, token: str, reader: EarlyReader, approval: Approval, page: EditorialPage, rendition_id: int
) -> HttpResponseBase:
    """Send a picture of the approved text."""
    images = [media for media in page.media_files() if isinstance(media, NewsImage)]
    shown = NewsRendition.objects.filter(image__in=images, filter_spec__in=specs.all_specs())
    return _file(shown.filter(pk=rendition_id).first())


@require_safe
@for_early_readers
def document(
    request: HttpRequest, token: str, reader: EarlyReader, approval: Approval, page: EditorialPage, document_id: int
) -> HttpResponseBase:
    """Send a document of the approved text, as a download."""
    documents = (media for media in page.media_files() if isinstance(media, NewsDocument))
    found = next((item for item in documents if item.pk == document_id), None)
    response = _file(found)
    early_readers.note_read(reader, approval, request, file=found.filename if found else "")
    if found is not None:
        response["Content-Disposition"] = found.content_disposition
    return response


def _file(media: Any) -> HttpResponseBase:
    if media is None:
        raise Http404
    try:
        stored = media.file.open("rb")
    except OSError as error:
        raise Http404 from error
    kind = guess_type(media.file.name)[0] or "application/octet-stream"
    response = FileResponse(stored, content_type=kind)
    response["Content-Security-Policy"] = FILE_POLICY
    return response
