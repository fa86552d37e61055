"""Rows between an article and what it is listed under.

Each row carries copies of the article's ``is_public``, ``published_at`` and ``language``, so that a
list of a tag, agency, region or byline is read from one index, newest first, whatever
the size of the archive. The copies are written with the article (:mod:`newsroom.articles.listing_keys`).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from newsroom.agencies.models import Agency, Region
from newsroom.articles.enums import AgencyRole, CreditRole
from newsroom.core.languages import ENGLISH, MAIN
from newsroom.images.models import NewsDocument
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag

ARTICLE = "articles.ArticlePage"


class ListingKeys(models.Model):
    """Copies of the article's listing keys."""

    is_public = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    language = models.CharField(max_length=2, default=MAIN, editable=False)

    class Meta:
        abstract = True


def _listing_indexes(field: str, name: str) -> list[models.Index]:
    """Return the index of all public rows and the small one of the English ones, which are few among them."""
    fields, english = [field, "-published_at", "-id"], models.Q(is_public=True, language=ENGLISH)
    return [
        models.Index(fields=fields, name=name, condition=models.Q(is_public=True)),
        models.Index(fields=fields, name=f"{name}_en", condition=english),
    ]


class TaggedArticle(ListingKeys, ItemBase):
    """A tag of an article."""

    tag = models.ForeignKey(NewsTag, related_name="tagged_articles", on_delete=models.PROTECT)
    content_object = ParentalKey(ARTICLE, related_name="tagged_items", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("tagged article")
        verbose_name_plural = _("tagged articles")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="one_row_per_article_and_tag")]
        indexes = _listing_indexes("tag", "tag_listing")

    def __str__(self) -> str:
        return f"#{self.tag}"


class ArticleAgency(ListingKeys, Orderable):
    """An agency of an article, in one of three roles."""

    article = ParentalKey(ARTICLE, related_name="agency_links", on_delete=models.CASCADE)
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), related_name="article_links", on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=16, choices=AgencyRole.choices, default=AgencyRole.SUBJECT)

    panels = [FieldPanel("agency"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("agency of an article")
        verbose_name_plural = _("agencies of articles")
        constraints = [
            models.UniqueConstraint(fields=["article", "agency", "role"], name="one_row_per_agency_and_role"),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(role=AgencyRole.OWN), name="one_own_agency_per_article"
            ),
        ]
        indexes = _listing_indexes("agency", "agency_listing")

    def __str__(self) -> str:
        return f"{self.agency} ({self.get_role_display()})"


class ArticleRegion(ListingKeys, Orderable):
    """A region of an article."""

    article = ParentalKey(ARTICLE, related_name="region_links", on_delete=models.CASCADE)
    region = models.ForeignKey(Region, verbose_name=_("region"), related_name="article_links", on_delete=models.PROTECT)

    panels = [FieldPanel("region")]

    class Meta(Orderable.Meta):
        verbose_name = _("region of an article")
        verbose_name_plural = _("regions of articles")
        constraints = [models.UniqueConstraint(fields=["article", "region"], name="one_row_per_article_and_region")]
        indexes = _listing_indexes("region", "region_listing")

    def __str__(self) -> str:
        return str(self.region)


class ArticleCredit(ListingKeys, Orderable):
    """One credit of the closing, in the order in which it is printed.

    ``printed_name`` is frozen: renaming a byline never rewrites a published credit.
    """

    article = ParentalKey(ARTICLE, related_name="credits", on_delete=models.CASCADE)
    byline = models.ForeignKey(
        Byline, verbose_name=_("byline"), related_name="credits", null=True, blank=True, on_delete=models.PROTECT
    )
    printed_name = models.CharField(
        _("as printed"), max_length=60, blank=True, help_text=_("Empty: the initials of the byline.")
    )
    role = models.CharField(_("role"), max_length=16, choices=CreditRole.choices, default=CreditRole.REPORTER)
    # Taken from the account that submitted or approved; replaced when another account does so.
    is_automatic = models.BooleanField(default=False, editable=False)

    panels = [FieldPanel("byline"), FieldPanel("printed_name"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        indexes = _listing_indexes("byline", "byline_listing")

    def __str__(self) -> str:
        return self.printed_name or (self.byline.initials if self.byline else "")


class ArticleAttachment(Orderable):
    """A file that belongs to an article."""

    article = ParentalKey(ARTICLE, related_name="attachments", on_delete=models.CASCADE)
    document = models.ForeignKey(NewsDocument, verbose_name=_("document"), related_name="+", on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=160, blank=True, help_text=_("Empty: the document's own title."))

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title or self.document.title
