"""What stands around the text of a release and comes along when a page or a message is copied."""

from __future__ import annotations

from django.conf import settings

from newsroom.articles.models import ArticlePage
from newsroom.authenticity.words import Word, folded_words
from newsroom.core import dates
from newsroom.editorial.models import LedgerEntry


class Furniture:
    """Lines and words that belong to a release without being part of its text; three queries."""

    # Each version closes with the initials of those who stood behind it.
    closings: set[tuple[str, ...]]

    def __init__(self, article: ArticlePage) -> None:
        printed = LedgerEntry.objects.filter(page_id=article.pk).values_list("facts__closing", flat=True)
        self.closings = {tuple(folded_words(closing)) for closing in printed if closing}
        tags = [item.tag.name for item in article.tagged_items.select_related("tag")]
        self.tag_words = {word for name in tags for word in folded_words(name)}
        name = str(settings.WAGTAIL_SITE_NAME)
        caption, credit = article.lead_image_caption, article.lead_image_credit
        phrases = [
            article.dateline,
            name,
            article.release_number,
            f"nomor {article.release_number}",
            caption,
            credit,
            f"foto {credit}",
            f"{caption} {credit}",
            f"{caption} foto {credit}",
            article.channel.name if article.channel else "",
        ]
        if article.published_at is not None:
            day, clock = dates.plain_date(article.published_at), dates.clock_time(article.published_at)
            phrases += [day, clock, dates.long_date(article.published_at), f"{name} {article.title} {day}"]
            phrases += [f"diunggah pada {dates.uploaded_at(article.published_at)}", f"tayang {clock}"]
        self.phrases = {tuple(folded_words(phrase)) for phrase in phrases if phrase}
        self.phrases |= self.closings | {("sumber", *phrase) for phrase in self.phrases}

    def is_furniture(self, line: str) -> bool:
        """Whether a whole line is no part of the text."""
        words = folded_words(line)
        if line.startswith("#") and self.tag_words.issuperset(words):
            return True
        return tuple(words) in self.phrases

    def without_closing(self, words: list[Word]) -> list[Word]:
        """Return ``words`` without the initials that close the text."""
        folded = [word.folded for word in words]
        for closing in sorted(self.closings, key=len, reverse=True):
            if folded[-len(closing) :] == list(closing):
                return words[: -len(closing)]
        return words
