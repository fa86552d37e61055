"""The article's edit form: what an officer needs first, the rest in a second tab."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from newsroom.articles.twin_panel import TwinPanel
from newsroom.editorial.panels import EmergencyNoticePanel, ReviewNoticePanel, SlotNoticePanel

CONTENT = [
    EmergencyNoticePanel(),
    ReviewNoticePanel(),
    SlotNoticePanel(),
    TwinPanel(),
    MultiFieldPanel(
        [
            FieldPanel("correction_kind"),
            FieldPanel("correction_note"),
            FieldRowPanel([FieldPanel("correction_wrong"), FieldPanel("correction_right")]),
        ],
        heading=_("What changes for readers"),
        icon="info-circle",
        help_text=_("Readers have seen this text. The change is approved by an editor and listed in public."),
    ),
    FieldPanel("title", classname="title", heading=_("Title"), help_text=_("As readers see it.")),
    FieldPanel("lead"),
    FieldPanel("dateline"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldPanel("lead_image"),
            FieldPanel("lead_image_caption"),
            FieldRowPanel([FieldPanel("lead_image_credit"), FieldPanel("lead_image_alt")]),
            FieldPanel("lead_image_is_decorative"),
        ],
        heading=_("Main image"),
        icon="image",
    ),
    FieldPanel("tags"),
]

DETAILS = [
    FieldPanel("channel"),
    InlinePanel("agency_links", label=_("agency"), heading=_("Agencies")),
    InlinePanel("region_links", label=_("region"), heading=_("Regions")),
    InlinePanel(
        "credits",
        label=_("credit"),
        heading=_("Credits"),
        help_text=_("Leave empty: the initials come from the account that submits and the account that approves."),
    ),
    FieldPanel("media_contact"),
    InlinePanel("attachments", label=_("attachment"), heading=_("Attachments")),
    MultiFieldPanel(
        [
            FieldPanel("elsewhere_name"),
            FieldRowPanel([FieldPanel("elsewhere_published_at"), FieldPanel("elsewhere_url")]),
        ],
        heading=_("First published elsewhere"),
        icon="site",
        classname="collapsed",
    ),
]

EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(CONTENT, heading=_("Article")),
        ObjectList(DETAILS, heading=_("Where it belongs")),
    ]
)
