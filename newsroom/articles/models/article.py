"""The article."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.models import Page, PageManager
from wagtail.search import index

from newsroom.articles import panels
from newsroom.articles.addresses import free_address
from newsroom.articles.blocks import ArticleBodyBlock
from newsroom.articles.completeness import article_problems
from newsroom.articles.corrections import FIELDS, record_correction
from newsroom.articles.credits import credit_account, signature_of
from newsroom.articles.enums import CorrectionKind, CreditRole, Precision
from newsroom.articles.forms import ArticlePageForm
from newsroom.articles.listing_keys import sync_listing_keys
from newsroom.articles.media import documents_of, images_of, media_hashes, publish_media
from newsroom.articles.models.snippets import Channel, MediaContact
from newsroom.articles.models.two_languages import InTwoLanguages
from newsroom.articles.querysets import ArticleQuerySet
from newsroom.articles.related import article_context, withdrawal_context
from newsroom.articles.release_numbers import assign_number
from newsroom.articles.shown import show_article_page
from newsroom.articles.taken_back import TakenBack
from newsroom.articles.twins import tell_twin
from newsroom.core.cache_tags import show
from newsroom.core.fields import StreamField
from newsroom.core.languages import ENGLISH
from newsroom.editorial.enums import EntitlementKind, WithdrawalKind
from newsroom.editorial.fingerprint import stream_parts
from newsroom.editorial.ledger import instant
from newsroom.editorial.models import EditorialPage, Entitlement, NotEntitled
from newsroom.editorial.numbers import slug_of
from newsroom.editorial.wording import readable_lines
from newsroom.images.models import NewsImage

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.users.models import User


def default_dateline() -> str:
    """Return the dateline of this newsroom."""
    return str(settings.WAGTAIL_SITE_NAME)


# Belong to the page, not to one version of its text: a revision never brings an old value back.
PAGE_WIDE_FIELDS = (
    "address",
    "published_at",
    "published_precision",
    "is_public",
    "changed_at",
    "withdrawal_kind",
    "release_number",
    "language",
    "twin_path",
    "translated_from",
    "twin_notice",
    "ends_at",
    "ends_as",
    "legacy_views",
    "legacy_id",
    "legacy_url",
    "legacy_closing",
)


class ArticlePage(InTwoLanguages, TakenBack, EditorialPage):
    """A release: the one page type that moves through the house."""

    address = models.CharField(max_length=255, unique=True, editable=False)
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One sentence that says what happened. Shown in lists, feeds and shares.")
    )
    dateline = models.CharField(
        _("dateline"),
        max_length=120,
        blank=True,
        default=default_dateline,
        help_text=_("Newsroom or place. It is printed before the first paragraph; do not repeat it in the text."),
    )
    body = StreamField(ArticleBodyBlock(), verbose_name=_("text"), blank=True)

    lead_image = models.ForeignKey(
        NewsImage, verbose_name=_("image"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lead_image_caption = models.TextField(_("caption"), blank=True)
    lead_image_credit = models.CharField(_("credit"), max_length=160, blank=True)
    lead_image_alt = models.CharField(_("alternative text"), max_length=250, blank=True)
    lead_image_is_decorative = models.BooleanField(_("decorative"), default=False)

    channel = models.ForeignKey(
        Channel, verbose_name=_("channel"), null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    media_contact = models.ForeignKey(
        MediaContact,
        verbose_name=_("media contact"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    tags = ClusterTaggableManager(through="articles.TaggedArticle", blank=True, verbose_name=_("tags"))

    elsewhere_published_at = models.DateTimeField(_("published there on"), null=True, blank=True)
    elsewhere_name = models.CharField(_("first published by"), max_length=120, blank=True)
    elsewhere_url = models.URLField(_("address there"), blank=True)

    correction_kind = models.CharField(
        _("kind of change"), max_length=16, choices=CorrectionKind.choices, blank=True, default=""
    )
    correction_note = models.TextField(_("note for readers"), blank=True, max_length=1000)
    correction_wrong = models.TextField(_("as it was"), blank=True, max_length=1000)
    correction_right = models.TextField(_("as it is right"), blank=True, max_length=1000)

    published_at = models.DateTimeField(null=True, editable=False)
    published_precision = models.CharField(
        max_length=8, choices=Precision.choices, default=Precision.SECOND, editable=False
    )
    is_public = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    withdrawal_kind = models.CharField(max_length=16, choices=WithdrawalKind.choices, blank=True, editable=False)
    # A copy of the row in `editorial`, as printed; lists and the page read it without a query.
    release_number = models.CharField(max_length=120, blank=True, editable=False)

    # The agreed end of validity and what it brings, until the record of it is written.
    ends_at = models.DateTimeField(null=True, editable=False)
    ends_as = models.CharField(max_length=16, choices=WithdrawalKind.choices, blank=True, editable=False)

    legacy_views = models.PositiveIntegerField(null=True, editable=False)
    legacy_id = models.CharField(max_length=64, null=True, unique=True, editable=False)
    legacy_url = models.CharField(max_length=500, blank=True, editable=False)
    legacy_closing = models.CharField(max_length=255, blank=True, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["articles.Desk"]
    subpage_types: list[str] = []
    template = "articles/article_page.html"
    base_form_class = ArticlePageForm
    content_panels = panels.CONTENT
    edit_handler = panels.EDIT_HANDLER
    exclude_fields_in_copy = [*PAGE_WIDE_FIELDS, *FIELDS]

    search_fields = [
        *EditorialPage.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.FilterField("is_public"),
        index.FilterField("published_at"),
        index.FilterField("ends_at"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(
                fields=["-published_at", "-page_ptr"], name="article_listing", condition=models.Q(is_public=True)
            ),
            models.Index(
                fields=["channel", "-published_at", "-page_ptr"],
                name="channel_listing",
                condition=models.Q(is_public=True),
            ),
            # Who asks for an address of the old site.
            models.Index(fields=["legacy_url"], name="article_legacy_url", condition=~models.Q(legacy_url="")),
            # English releases are few: without indexes of their own, each list would pass over all the others.
            models.Index(
                fields=["-published_at", "-page_ptr"],
                name="article_listing_en",
                condition=models.Q(is_public=True, language=ENGLISH),
            ),
            models.Index(
                fields=["channel", "-published_at", "-page_ptr"],
                name="channel_listing_en",
                condition=models.Q(is_public=True, language=ENGLISH),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="public_article_has_time",
                condition=models.Q(is_public=False) | models.Q(published_at__isnull=False),
            )
        ]

    # -- what readers see ---------------------------------------------------------

    @property
    def public_path(self) -> str:
        """Address from the root of the site, without a query."""
        return "/" + self.url_path.split("/", 2)[2]

    @property
    def short_path(self) -> str:
        """Short address by the number; empty before the first publication."""
        return f"/r/{slug_of(self.release_number)}" if self.release_number else ""

    @property
    def signature(self) -> str:
        """The closing as printed: ``(her/s)``; empty where nobody is credited."""
        return signature_of(self.credits.all())

    @property
    def reporter_credits(self) -> list[Any]:
        return [credit for credit in self.credits.all() if credit.role == CreditRole.REPORTER]

    @property
    def editor_credits(self) -> list[Any]:
        return [credit for credit in self.credits.all() if credit.role == CreditRole.EDITOR]

    @property
    def office(self) -> str:
        return "/".join(str(credit) for credit in self.credits.all() if credit.role == CreditRole.OFFICE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        around = article_context(self)
        show_article_page(self, around)
        return {**super().get_context(request, *args, **kwargs), **around}

    # -- the address ----------------------------------------------------------------

    def set_url_path(self, parent: Any) -> str:
        """Leave the desk out of the address: an article lies directly under the index."""
        if parent is None:
            return super().set_url_path(parent)
        index_path = parent.url_path.rstrip("/").rpartition("/")[0]
        self.url_path = f"{index_path}/{self.slug}/"
        return self.url_path

    def clean(self) -> None:
        super().clean()
        self._refuse_taken_address()

    def minimal_clean(self) -> None:
        super().minimal_clean()
        self._refuse_taken_address()

    def _refuse_taken_address(self) -> None:
        if self.slug and type(self)._base_manager.filter(address=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"title": _("Another article already has the address /berita/%s/.") % self.slug})

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Save; until the first publication the address follows the title, afterwards it never changes."""
        is_whole_save = kwargs.get("update_fields") is None
        if is_whole_save:
            if not self.live and self.first_published_at is None:
                self.slug = free_address(self)
                if self.path:
                    self.set_url_path(self.get_parent())
                    self.take_language_of_place()
                self._fill_in_from_image()
            self.address = self.slug
        result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if is_whole_save:
            sync_listing_keys(self)
            if self.live:
                publish_media(self)
        return result

    def _fill_in_from_image(self) -> None:
        """Take over from the file what nobody wrote for this article; from then on it belongs to the article."""
        image = self.lead_image
        if image is None:
            return
        self.lead_image_caption = self.lead_image_caption or image.caption
        self.lead_image_credit = self.lead_image_credit or image.credit[:160]
        if not (self.lead_image_alt or self.lead_image_is_decorative):
            self.lead_image_alt = image.description[:250]
            self.lead_image_is_decorative = image.is_decorative

    # -- laws -------------------------------------------------------------------------

    def fingerprint_parts(self) -> dict[str, Any]:
        return {
            "lead": self.lead,
            "dateline": self.dateline,
            "body": stream_parts(self.body),
            "lead_image": [
                self.lead_image_id,
                self.lead_image_caption,
                self.lead_image_credit,
                self.lead_image_alt,
                self.lead_image_is_decorative,
            ],
            "channel": self.channel_id,
            "media_contact": self.media_contact_id,
            "tags": sorted(item.tag_id for item in self.tagged_items.all()),
            "agencies": sorted([link.role, link.agency_id] for link in self.agency_links.all()),
            "regions": sorted(link.region_id for link in self.region_links.all()),
            "credits": [
                [credit.role, credit.byline_id, str(credit)]
                for credit in self.credits.all()
                if credit.role != CreditRole.EDITOR
            ],
            "attachments": [[item.document_id, item.title] for item in self.attachments.all()],
            "elsewhere": [
                self.elsewhere_name,
                self.elsewhere_url,
                self.elsewhere_published_at.astimezone(UTC).isoformat() if self.elsewhere_published_at else None,
            ],
            "correction": [getattr(self, name) for name in FIELDS],
            "media": media_hashes(images_of(self), documents_of(self)),
        }

    def credit_submitter(self, user: User) -> bool:
        return credit_account(self, user, CreditRole.REPORTER, keeps_first=self.was_ever_submitted)

    def freeze_credits(self, editor: User) -> None:
        credit_account(self, editor, CreditRole.EDITOR)
        for credit in self.credits.all():
            credit.printed_name = str(credit)

    def prepare_publication(self, entitlement: Entitlement, now: datetime) -> None:
        if self.is_withdrawn:
            raise NotEntitled(_("A withdrawn release does not go out again."))
        super().prepare_publication(entitlement, now)
        if self.is_public and self.correction_kind != CorrectionKind.MINOR:
            self.changed_at = now
        self.published_at = self.published_at or now
        self.first_published_at = self.first_published_at or self.published_at
        self.is_public = True

    def after_publication(self, entitlement: Entitlement, now: datetime) -> None:
        record_correction(self, entitlement, now)
        assign_number(self)
        tell_twin(self)

    can_be_embargoed = True
    early_template = "articles/early_reading.html"

    def embargo_desk(self) -> Page | None:
        desks = self._meta.apps.get_model("articles", "Desk").objects.of_embargoes()
        desk: Page | None = desks.filter(locale_id=self.locale_id).first()
        return desk

    def public_facts(self) -> dict[str, Any]:
        return {
            **super().public_facts(),
            "published_at": instant(self.published_at),
            "published_precision": str(self.published_precision),
            "changed_at": instant(self.changed_at),
            "is_public": self.is_public,
            "withdrawal": str(self.withdrawal_kind),
            "closing": self.signature,
            "number": self.release_number,
        }

    def readable_lines(self) -> list[tuple[str, str]]:
        lines = [("title", self.title), ("lead", self.lead)]
        lines += [("body", line) for line in readable_lines(stream_parts(self.body))]
        return [(part, line) for part, line in lines if line]

    def media_files(self) -> list[Any]:
        return [*images_of(self), *documents_of(self)]

    def correction_of(self, entitlement: Entitlement) -> models.Model | None:
        if entitlement.kind == EntitlementKind.IMPORT:
            return None
        return self.corrections.filter(approval=entitlement.approval, force=entitlement.force).first()

    def corrections_on_record(self) -> list[models.Model]:
        return list(self.corrections.order_by("pk"))

    can_be_forced = True

    def publication_problems(self) -> list[str]:
        return list(article_problems(self).values())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the article; the address of one that was taken down answers 410 with the reason."""
        if self.is_taken_down and not getattr(request, "is_preview", False):
            show(f"page-{self.pk}", f"article-{self.pk}")
            return render(request, "410.html", withdrawal_context(self), status=410)
        return super().serve(request, *args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        page = super().with_content_json(content)
        for name in PAGE_WIDE_FIELDS:
            setattr(page, name, getattr(self, name))
        return page
