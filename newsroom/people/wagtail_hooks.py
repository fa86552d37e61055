"""Wiring only; the rules live in :mod:`newsroom.people`."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from newsroom.people.tag_mapping import MAPPED
from newsroom.people.views import refuse_deletion
from newsroom.people.viewsets import NewsroomDataGroup

register_snippet(NewsroomDataGroup)
hooks.register("before_delete_snippet", refuse_deletion)


@hooks.register("register_log_actions")
def register_mapping_log_action(actions) -> None:
    """Put the mapping of a tag into the histories of agencies."""

    @actions.register_action(MAPPED)
    class MappingFormatter(LogFormatter):
        label = gettext_lazy("Map tag")

        def format_message(self, log_entry) -> str:
            return _("The tag “%(tag)s” stands for this agency") % log_entry.data
