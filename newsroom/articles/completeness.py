"""What must be there before a text goes before the reviewers, or out in an emergency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from newsroom.articles.corrections import FIELDS, wording_problems
from newsroom.core.datelines import NEWSROOM_NAMES, split_dateline
from newsroom.core.text import first_sentence, plain_text

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

LEAD_LENGTH = 300
ASKED_FIELDS = ("lead", "body", "dateline", "lead_image", "lead_image_alt", "lead_image_is_decorative")


def text_problems(values: Mapping[str, Any]) -> dict[str, str]:
    """Return field name -> what is missing or wrong; ``values`` are those of a form or of an article."""
    problems = {}
    lead = values.get("lead", "")
    if not lead:
        problems["lead"] = _("Write the lead: one sentence that says what happened.")
    elif len(lead) > LEAD_LENGTH:
        message = _("The lead has %(length)s characters; shorten it to %(limit)s.")
        problems["lead"] = message % {"length": len(lead), "limit": LEAD_LENGTH}
    elif first_sentence(lead) != lead:
        problems["lead"] = _("The lead is one sentence; the rest belongs into the text.")
    if not values.get("body"):
        problems["body"] = _("Write the text of the release.")
    elif repeated := _repeated_dateline(values):
        problems["dateline"] = repeated
    image = values.get("lead_image")
    if image and not (values.get("lead_image_alt") or values.get("lead_image_is_decorative") or image.default_alt_text):
        problems["lead_image_alt"] = _("Describe the image, or mark it as decorative.")
    return problems


def article_problems(article: ArticlePage) -> dict[str, str]:
    """Return the problems of a stored text; a change of a public one also needs its words for readers."""
    problems = text_problems({name: getattr(article, name) for name in ASKED_FIELDS})
    if article.live:
        problems |= wording_problems({name: getattr(article, name) for name in FIELDS})
    return problems


def _repeated_dateline(values: Mapping[str, Any]) -> str:
    first = values["body"][0]
    if first.block_type != "paragraph":
        return ""
    found = split_dateline(plain_text(first.value.source))
    own_names = {name.casefold() for name in (*NEWSROOM_NAMES, values.get("dateline") or "")}
    if not found or found[0].casefold() not in own_names:
        return ""
    message = _(
        "The text begins with “%(dateline)s”. Remove it there: the dateline of this field is printed before it."
    )
    return message % {"dateline": found[0]}
