"""From a parsed article to a page, draft or public, new or changed; the caller holds the transaction."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.utils.translation import override
from wagtail.blocks import StreamValue

from newsroom.articles.enums import AgencyRole, CreditRole, Precision
from newsroom.articles.models import (
    ArticleAgency,
    ArticleCredit,
    ArticlePage,
    ArticleRegion,
    Channel,
    Desk,
    TaggedArticle,
)
from newsroom.editorial.actions import publish_import
from newsroom.editorial.fingerprint import fingerprint_of
from newsroom.legacy.mapping import ParsedArticle
from newsroom.legacy.references import References
from newsroom.users.models import User

_PRINTED_LENGTH = 60  # characters of a printed credit
_CAPTION_CREDIT_LENGTH = 160
_CLOSING_LENGTH = 255


class Writer:
    """Stores articles on one desk in the name of one person.

    Args:
        desk_id: number of the desk that new articles lie on.
        user: the person who imports.
        batch: identifier of the run.
        references: tags, agencies and bylines, kept over the articles of a run.
    """

    def __init__(self, *, desk_id: int, user: User, batch: str, references: References) -> None:
        self.desk_id = desk_id
        self.user = user
        self.batch = batch
        self.references = references

    def create(self, article: ParsedArticle, *, publish: bool) -> ArticlePage:
        """Store a new article and return its page."""
        desk = Desk.objects.get(pk=self.desk_id)
        page = ArticlePage(live=False, owner=self.user)
        self._fill_page(page, article)
        self._fill_text(page, article, desk)
        desk.add_child(instance=page)
        page.save_revision(user=self.user, log_action=False, clean=False)
        return self._publish(page, article) if publish else page

    def update(self, page_id: int, article: ParsedArticle, *, publish: bool) -> ArticlePage:
        """Bring a changed page into the article it is; the public text changes only with ``publish``."""
        stored = ArticlePage.objects.get(pk=page_id)
        self._fill_page(stored, article)
        stored.save(update_fields=[*_PAGE_FIELDS])
        page = stored.get_latest_revision_as_object()
        self._fill_text(page, article, Desk.objects.get(pk=self.desk_id))
        if not page.live:
            page.save()
        page.save_revision(user=self.user, log_action=False, clean=False)
        return self._publish(page, article) if publish else page

    def publish(self, page_id: int, article: ParsedArticle) -> ArticlePage:
        """Make an imported draft public as it is."""
        return self._publish(ArticlePage.objects.get(pk=page_id), article)

    def _publish(self, page: ArticlePage, article: ParsedArticle) -> ArticlePage:
        page.refresh_from_db(fields=["latest_revision"])
        return publish_import(page, user=self.user, batch=self.batch, source_hash=article.digest)

    def _fill_page(self, page: ArticlePage, article: ParsedArticle) -> None:
        """Set what belongs to the page and not to one version of its text."""
        page.published_at = article.published_moment
        is_exact = article.has_time or article.published_at is None
        page.published_precision = Precision.SECOND if is_exact else Precision.DAY
        page.legacy_views = article.views
        page.legacy_url = article.address[:500]
        page.legacy_closing = article.closing[:_CLOSING_LENGTH]

    def _fill_text(self, page: ArticlePage, article: ParsedArticle, desk: Desk) -> None:
        page.title = article.title
        page.lead = article.lead
        page.dateline = article.dateline[:120]
        page.body = _stream_of(page, article)
        page.channel = self._channel(article)
        first = article.pictures[0] if article.pictures else None
        page.lead_image_caption = first.caption if first else ""
        page.lead_image_credit = first.credit[:_CAPTION_CREDIT_LENGTH] if first else ""
        self._set_rows(page, article, desk)

    def _channel(self, article: ParsedArticle) -> Channel | None:
        return Channel.objects.filter(name__iexact=article.channel).first() if article.channel else None

    def _set_rows(self, page: ArticlePage, article: ParsedArticle, desk: Desk) -> None:
        tags = {tag.pk: tag for name in article.tags if (tag := self.references.tag_for(name)) is not None}
        page.tagged_items.set([TaggedArticle(tag=tag) for tag in tags.values()])
        agencies = [ArticleAgency(agency=agency) for agency in self.references.agencies_for(article.tags)]
        if desk.agency_id is not None:
            agencies.insert(0, ArticleAgency(agency_id=desk.agency_id, role=AgencyRole.OWN))
        page.agency_links.set(_in_order(agencies))
        regions = [ArticleRegion(region=region) for region in self.references.regions_for(article.tags)]
        page.region_links.set(_in_order(regions))
        page.credits.set(_in_order(self._credits(article)))

    def _credits(self, article: ParsedArticle) -> list[ArticleCredit]:
        moment = article.published_moment
        day = moment.date() if moment else None
        credits = []
        if article.office:
            credits.append(ArticleCredit(printed_name=article.office[:_PRINTED_LENGTH], role=CreditRole.OFFICE))
        for names, role in ((article.reporters, CreditRole.REPORTER), (article.editors, CreditRole.EDITOR)):
            for name in names:
                byline = self.references.byline_for(name, day)
                credits.append(ArticleCredit(byline=byline, printed_name=name[:_PRINTED_LENGTH], role=role))
        return credits


_PAGE_FIELDS = ("published_at", "published_precision", "legacy_views", "legacy_url", "legacy_closing")


def _stream_of(page: ArticlePage, article: ParsedArticle) -> StreamValue:
    """Return the body, in the form in which it comes back from a revision, so that both have one fingerprint."""
    # A copy, because Wagtail writes the ids of blocks into what it is given.
    value = page.body.stream_block.to_python(deepcopy(article.blocks))
    for child in value:
        child.value  # noqa: B018  (reading it is what brings it into the full form)
    return value


def text_hash_of(page: ArticlePage) -> str:
    """Return the fingerprint of the newest text of ``page``, the editor's credits included.

    It is the same however often the text is opened and saved without a change, so that only real work by staff
    keeps a later import away.
    """
    newest = page.get_latest_revision_as_object()
    with override(None):
        content = newest.canonical_content()
        content["printed_credits"] = [[credit.role, str(credit)] for credit in newest.credits.all()]
    return fingerprint_of(content)


def _in_order(rows: list[Any]) -> list[Any]:
    for number, row in enumerate(rows):
        row.sort_order = number
    return rows
