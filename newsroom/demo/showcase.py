"""The picture sizes that readers need first: made with the load, so that no reader waits for an encoder."""

from __future__ import annotations

from newsroom.articles.models import ArticlePage
from newsroom.core.context import current_channels
from newsroom.demo.content import LEGACY_PREFIX
from newsroom.images import specs
from newsroom.images.models import NewsImage
from newsroom.images.renditions import make_renditions

# A page of a list, and what a channel shows of itself on the front page.
NEWEST = 20
NEWEST_OF_A_CHANNEL = 4
# How many of the newest get their large picture too: the lead of the front page, and what is opened first.
LARGE = 2


def make_first_pictures() -> int:
    """Make the sizes for the front page and the first list; return how many are new.

    The worker process makes the rest: every upload and publication leaves it a task.
    """
    shown = (
        ArticlePage.objects.public()
        .filter(legacy_id__startswith=LEGACY_PREFIX)
        .exclude(lead_image=None)
        .newest_first()
        .select_related("lead_image")
    )
    first = list(shown[:NEWEST])
    for channel in current_channels():
        first += [article for article in shown.filter(channel=channel)[:NEWEST_OF_A_CHANNEL] if article not in first]
    made = 0
    for place, article in enumerate(first):
        made += _make(article.lead_image, ["3x2", "16x9"] if place < LARGE else ["3x2"])
    return made


def _make(image: NewsImage, ratios: list[str]) -> int:
    wanted = [spec for ratio in ratios for spec in specs.specs_for(ratio)]
    known = image.renditions.filter(filter_spec__in=wanted).count()
    return len(make_renditions(image, wanted)) - known if known < len(wanted) else 0
