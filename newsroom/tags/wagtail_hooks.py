"""Wiring only; the rules live in :mod:`newsroom.tags`."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from newsroom.tags.merge import MERGED, UNMERGED
from newsroom.tags.views import refuse_deletion_of_used, tag_suggestions

hooks.register("before_delete_snippet", refuse_deletion_of_used)


@hooks.register("register_admin_urls")
def register_tag_suggestions():
    """Give the tag field the names it may suggest."""
    return [path("tag-suggestions/", tag_suggestions, name="newsroom_tag_suggestions")]


@hooks.register("register_log_actions")
def register_tag_log_actions(actions):
    """Put merging into the histories of tags."""

    @actions.register_action(MERGED)
    class MergeFormatter(LogFormatter):
        label = gettext_lazy("Merge tag")

        def format_message(self, log_entry):
            return _("Merged “%(tag)s” into “%(into)s”") % log_entry.data

    @actions.register_action(UNMERGED)
    class UnmergeFormatter(LogFormatter):
        label = gettext_lazy("Undo the merge of a tag")

        def format_message(self, log_entry):
            return _("Made “%(tag)s” a tag of its own again, apart from “%(from)s”") % log_entry.data
