"""The roles of the newsroom and their rights: one table, applied by :mod:`newsroom.editorial.bootstrap`.

Rights on pages follow the tree: what is granted on a page holds for everything below
it. Page types and models of higher layers are named as text; a system check proves that
each name resolves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

WORKFLOW_NAME = "Redaksi"
REVIEW_TASK_NAME = "Tinjauan redaksi"


class Role(StrEnum):
    """Names of the groups, as people read them in the admin."""

    CONTRIBUTOR = "Kontributor"
    PRESS_OFFICER = "Wartawan"
    EDITOR = "Redaktur"
    MANAGING_EDITOR = "Pemimpin Redaksi"
    RECORDS_OFFICER = "Arsiparis"
    ADMINISTRATOR = "Administrator"


REVIEWING_ROLES = (Role.EDITOR, Role.MANAGING_EDITOR)
DESK_GROUP_PREFIX = "Meja: "


@dataclass(frozen=True)
class Rights:
    """What a role may do.

    Attributes:
        on_pages: page type label -> Wagtail page rights on every page of that type.
        on_newsroom_desks: page rights on desks of kind "newsroom".
        on_collections: ``app_label.codename`` of collection rights, granted on the root collection.
        on_models: ``app_label.codename`` of model rights.
    """

    on_pages: dict[str, frozenset[str]] = field(default_factory=dict)
    on_newsroom_desks: frozenset[str] = frozenset()
    on_collections: frozenset[str] = frozenset()
    on_models: frozenset[str] = frozenset()


def _manage(*models: str, verbs: tuple[str, ...] = ("add", "change", "view")) -> frozenset[str]:
    rights = set()
    for label in models:
        app_label, model = label.split(".")
        rights |= {f"{app_label}.{verb}_{model}" for verb in verbs}
    return frozenset(rights)


# Wagtail checks rights on files against its own models, whatever model a project uses.
_MEDIA_OF_WRITERS = frozenset(
    {
        "wagtailimages.add_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
    }
)
# Without the right to choose, people see their own files and public ones only.
_MEDIA_OF_CONTRIBUTORS = frozenset({"wagtailimages.add_image", "wagtaildocs.add_document"})
_MEDIA_OF_EDITORS = _MEDIA_OF_WRITERS | {"wagtailimages.change_image", "wagtaildocs.change_document"}
_ACCESS = frozenset({"wagtailadmin.access_admin"})
_WRITERS_MODELS = (
    _ACCESS | _manage("articles.mediacontact", verbs=("add", "view")) | _manage("tags.newstag", verbs=("view",))
)
_EDITORS_MODELS = _ACCESS | _manage(
    "tags.newstag", "articles.mediacontact", "people.byline", "agencies.agency", "agencies.region"
)

_PROPOSES = frozenset({"editorial.propose_withdrawal"})
_READS_THE_LOG = frozenset({"editorial.view_auditevent"})
_EXPORTS = frozenset({"editorial.export_release"})
_TAKES_BACK = frozenset({"editorial.withdraw_page", "editorial.take_down_page"})

_EMBARGOES = frozenset({"editorial.manage_embargo"})
# Whoever may publish alone may also look after what another one published; nobody clears the own work.
# Emergency information has no words of its own: it lifts a release that is public already.
_EMERGENCY = frozenset({"editorial.force_publish_page", "editorial.clear_force_publish", "home.put_up_announcement"})

ROLES: dict[Role, Rights] = {
    # A contributor's page rights come from the group of the own desk; see bootstrap.
    Role.CONTRIBUTOR: Rights(on_collections=_MEDIA_OF_CONTRIBUTORS, on_models=_WRITERS_MODELS),
    Role.PRESS_OFFICER: Rights(
        on_newsroom_desks=frozenset({"add"}),
        on_collections=_MEDIA_OF_WRITERS,
        on_models=_WRITERS_MODELS | _PROPOSES,
    ),
    Role.EDITOR: Rights(
        on_pages={"articles.newsindexpage": frozenset({"add", "change"})},
        on_collections=_MEDIA_OF_EDITORS,
        on_models=_EDITORS_MODELS | _PROPOSES | _EMERGENCY,
    ),
    Role.MANAGING_EDITOR: Rights(
        on_pages={"home.homepage": frozenset({"add", "change"})},
        on_collections=_MEDIA_OF_EDITORS,
        on_models=_EDITORS_MODELS
        | _manage("articles.channel")
        | _manage("pages.publishersetting", verbs=("change",))
        | (_PROPOSES | _TAKES_BACK | _EMERGENCY | _EMBARGOES | _READS_THE_LOG | _EXPORTS),
    ),
    Role.RECORDS_OFFICER: Rights(on_models=_ACCESS | _READS_THE_LOG | _EXPORTS),
    # Runs the system and its accounts; has no right on any page, so cannot write, approve or publish.
    Role.ADMINISTRATOR: Rights(
        on_models=_ACCESS
        | _manage("users.user", "articles.channel", "agencies.agency", "agencies.region", "agencies.membership")
        | _manage("wagtailredirects.redirect")
        | _manage("pages.publishersetting", verbs=("change",))
        | _READS_THE_LOG
    ),
}

# Rights that a role has lost before `sync_roles` began to remember what it gives; taken back from older databases.
GIVEN_BEFORE: dict[Role, Rights] = {
    Role.CONTRIBUTOR: Rights(on_collections=frozenset({"wagtailimages.choose_image", "wagtaildocs.choose_document"})),
}


def is_reviewer(user: Any) -> bool:
    """Whether ``user`` may decide on texts: an editor, a managing editor, or the break-glass account."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name__in=[str(role) for role in REVIEWING_ROLES]).exists()
