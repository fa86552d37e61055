"""Every route of the project, and what the crawler does with it. A route that is missing here fails the tests.

A route is named as it is reversed, or by its pattern where it has no name. The crawler asks PUBLIC and STAFF routes as
everybody, in several forms (see `addresses.py`); those of an OBJECT once for each seeded release and file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver


@dataclass(frozen=True)
class Route:
    """A route as the resolver knows it."""

    name: str
    pattern: str


def all_routes() -> list[Route]:
    """Return every route that the resolver knows, also the ones shadowed by an earlier route of the same address."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: Any, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, pattern, inner)
        else:
            yield Route(f"{namespace}{entry.name}" if entry.name else pattern, pattern)


# Not asked, and why.
EXCLUDED = {
    "wagtailadmin_logout": "ends the session of the crawler",
    "account_logout": "ends the session of the crawler",
    "wagtailadmin_error_test": "raises an error on purpose",
    "redaksi/test404/": "answers 404 on purpose",
    "redaksi/^.*/$": "answers 404 to whatever no other route takes",
    "account_reset_password_from_key": "needs a key that is mailed to a person; shows no release",
    "wagtailadmin_password_reset_confirm": "shadowed: leads to the one door of the accounts",
    "wagtailcore_authenticate_with_password": "page privacy is switched off: no restriction exists to ask for",
    "metrics:count": "answers the same to every number; asked in tests/metrics",
    "core:accent": "a style sheet, and only where a site has its own accent; asked in tests/front",
    "style_guide:specimen": "whole pages with invented samples; asked in tests/demo",
    "wagtailadmin_api:pages:action": "takes POST only; asked in test_outsiders.py",
}

PUBLIC = """
    ^redaksi/password_reset/ ^_util/login/ account_login account_inactive account_reauthenticate
    account_change_password account_reset_password account_reset_password_done account_reset_password_from_key_done
    mfa_index mfa_authenticate mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes
    mfa_generate_recovery_codes mfa_download_recovery_codes session_status signed_in_again account_signup
    account_email account_email_verification_sent account_set_password core:healthz core:readyz
    listings:agency_index listings:tag_index listings:region_index listings:archive listings:search listings:corrections
    syndication:feed syndication:feed_rss syndication:sitemap syndication:sitemap_pages syndication:robots
    syndication:security_txt authenticity:integrity authenticity:check announcements wagtailcore_login
    style_guide:guide
"""

PUBLIC_OBJECT = """
    wagtaildocs_serve listings:short_link listings:article listings:change listings:tag listings:agency listings:region
    listings:byline listings:channel listings:archive_year listings:archive_month listings:archive_day
    syndication:sitemap_month syndication:feed_subject wagtail_serve early_text early_picture early_document
"""

STAFF = """
    wagtailadmin_account wagtailadmin_home wagtailadmin_api:pages:listing wagtailadmin_api:pages:find
    wagtailadmin_api:documents:listing wagtailadmin_api:documents:find wagtailadmin_api:images:listing
    wagtailadmin_api:images:find wagtailadmin_explore_root wagtailadmin_pages:search
    wagtailadmin_pages:search_results wagtailadmin_choose_page wagtailadmin_choose_page_search
    wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link
    wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link
    wagtailadmin_tag_autocomplete wagtailadmin_collections:index wagtailadmin_collections:add
    wagtailadmin_workflows:index wagtailadmin_workflows:index_results wagtailadmin_workflows:add
    wagtailadmin_workflows:select_task_type wagtailadmin_workflows:task_index
    wagtailadmin_workflows:task_index_results wagtailadmin_workflows:task_chooser
    wagtailadmin_workflows:task_chooser_results wagtailadmin_workflows:task_chooser_create
    wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results wagtailadmin_reports:workflow
    wagtailadmin_reports:workflow_results wagtailadmin_reports:workflow_tasks
    wagtailadmin_reports:workflow_tasks_results wagtailadmin_reports:site_history
    wagtailadmin_reports:site_history_results wagtailadmin_reports:aging_pages
    wagtailadmin_reports:aging_pages_results wagtailadmin_reports:page_types_usage
    wagtailadmin_reports:page_types_usage_results wagtailadmin_dismissibles wagtailadmin_block_preview
    newsroom_audit newsroom_announcements
    newsroom_outbox newsroom_tag_suggestions role_grants wagtailredirects:index wagtailredirects:index_results
    wagtailredirects:add wagtailredirects:start_import wagtailredirects:process_import wagtailembeds:chooser
    wagtailembeds:chooser_upload wagtailsnippets:index wagtaildocs:index wagtaildocs:index_results wagtaildocs:add
    wagtaildocs:add_multiple wagtailimages:index wagtailimages:index_results wagtailimages:add
    wagtailimages:add_multiple wagtailsnippets_articles_channel:list wagtailsnippets_articles_channel:list_results
    wagtailsnippets_articles_channel:add wagtailsnippetchoosers_articles_channel:choose
    wagtailsnippetchoosers_articles_channel:choose_results wagtailsnippetchoosers_articles_channel:chosen_multiple
    wagtailsnippetchoosers_articles_channel:create wagtailsnippets_tags_newstag:list
    wagtailsnippets_tags_newstag:list_results wagtailsnippets_tags_newstag:add tag-mapping:index
    wagtailsnippets_agencies_agency:list wagtailsnippets_agencies_agency:list_results
    wagtailsnippets_agencies_agency:add wagtailsnippetchoosers_agencies_agency:choose
    wagtailsnippetchoosers_agencies_agency:choose_results wagtailsnippetchoosers_agencies_agency:chosen_multiple
    wagtailsnippetchoosers_agencies_agency:create wagtailsnippets_agencies_region:list
    wagtailsnippets_agencies_region:list_results wagtailsnippets_agencies_region:add
    wagtailsnippetchoosers_agencies_region:choose wagtailsnippetchoosers_agencies_region:choose_results
    wagtailsnippetchoosers_agencies_region:chosen_multiple wagtailsnippetchoosers_agencies_region:create
    wagtailsnippets_people_byline:list wagtailsnippets_people_byline:list_results wagtailsnippets_people_byline:add
    wagtailsnippetchoosers_people_byline:choose wagtailsnippetchoosers_people_byline:choose_results
    wagtailsnippetchoosers_people_byline:chosen_multiple wagtailsnippetchoosers_people_byline:create
    wagtailsnippets_agencies_membership:list wagtailsnippets_agencies_membership:list_results
    wagtailsnippets_agencies_membership:add wagtailsnippets_articles_mediacontact:list
    wagtailsnippets_articles_mediacontact:list_results wagtailsnippets_articles_mediacontact:add
    wagtailsnippetchoosers_articles_mediacontact:choose wagtailsnippetchoosers_articles_mediacontact:choose_results
    wagtailsnippetchoosers_articles_mediacontact:chosen_multiple wagtailsnippetchoosers_articles_mediacontact:create
    wagtailsites:index wagtailsites:index_results wagtailsites:add wagtailusers_users:index
    wagtailusers_users:index_results wagtailusers_users:add wagtailusers_groups:index
    wagtailusers_groups:index_results wagtailusers_groups:add wagtaildocs_chooser:choose
    wagtaildocs_chooser:choose_results wagtaildocs_chooser:chosen_multiple wagtaildocs_chooser:create
    wagtailimages_chooser:choose wagtailimages_chooser:choose_results wagtailimages_chooser:chosen_multiple
    wagtailimages_chooser:create wagtailadmin_login wagtailadmin_password_reset
    wagtailadmin_password_reset_done wagtailadmin_password_reset_complete
"""

STAFF_OBJECT = """
    redaksi/^api/main/(images|documents)/ redaksi/bulk/images/<str:model_name>/<str:action>/
    wagtailadmin_api:pages:detail wagtailadmin_api:documents:detail
    wagtailadmin_api:images:detail wagtailadmin_explore wagtailadmin_explore_results wagtail_bulk_action
    wagtailadmin_pages:add wagtailadmin_pages:preview_on_add wagtailadmin_pages:type_use
    wagtailadmin_pages:choose_parent wagtailadmin_pages:type_use_results wagtailadmin_pages:usage
    wagtailadmin_pages:edit wagtailadmin_pages:preview_on_edit wagtailadmin_pages:view_draft
    wagtailadmin_pages:add_subpage wagtailadmin_pages:delete wagtailadmin_pages:unpublish
    wagtailadmin_pages:convert_alias wagtailadmin_pages:move wagtailadmin_pages:move_confirm
    wagtailadmin_pages:set_page_position wagtailadmin_pages:copy wagtailadmin_pages:workflow_action
    wagtailadmin_pages:collect_workflow_action_data wagtailadmin_pages:confirm_workflow_cancellation
    wagtailadmin_pages:workflow_preview wagtailadmin_pages:set_privacy wagtailadmin_pages:lock
    wagtailadmin_pages:unlock wagtailadmin_pages:revisions_index wagtailadmin_pages:revisions_view
    wagtailadmin_pages:revisions_revert wagtailadmin_pages:revisions_unschedule wagtailadmin_pages:revisions_compare
    wagtailadmin_pages:workflow_history wagtailadmin_pages:workflow_history_detail wagtailadmin_pages:history
    wagtailadmin_pages:history_results wagtailadmin_choose_page_child wagtailadmin_tag_model_autocomplete
    wagtailadmin_collections:edit wagtailadmin_collections:delete wagtailadmin_collections:set_privacy
    wagtailadmin_workflows:enable wagtailadmin_workflows:disable wagtailadmin_workflows:edit
    wagtailadmin_workflows:usage wagtailadmin_workflows:usage_results wagtailadmin_workflows:remove
    wagtailadmin_workflows:add_task wagtailadmin_workflows:edit_task wagtailadmin_workflows:disable_task
    wagtailadmin_workflows:enable_task wagtailadmin_workflows:task_chosen wagtailadmin_editing_sessions:ping
    wagtailadmin_editing_sessions:release newsroom_release_record newsroom_slot newsroom_embargo newsroom_withdrawal
    newsroom_emergency newsroom_emergency_clearing newsroom_put_up decide_role wagtailredirects:edit
    newsroom_translate newsroom_translation
    wagtailsettings:edit wagtailsettings:preview_on_edit
    wagtailredirects:delete wagtaildocs:edit wagtaildocs:delete wagtaildocs:edit_multiple
    wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete_multiple
    wagtaildocs:delete_upload_multiple wagtaildocs:document_usage wagtailimages:edit wagtailimages:delete
    wagtailimages:url_generator wagtailimages:url_generator_output wagtailimages:preview wagtailimages:image_usage
    wagtailimages:edit_multiple wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_multiple
    wagtailimages:delete_upload_multiple wagtailsnippets_articles_channel:edit
    wagtailsnippets_articles_channel:delete wagtailsnippets_articles_channel:usage
    wagtailsnippets_articles_channel:history wagtailsnippets_articles_channel:history_results
    wagtailsnippets_articles_channel:copy wagtailsnippetchoosers_articles_channel:chosen
    wagtailsnippets_tags_newstag:edit wagtailsnippets_tags_newstag:delete wagtailsnippets_tags_newstag:usage
    wagtailsnippets_tags_newstag:history wagtailsnippets_tags_newstag:history_results
    wagtailsnippets_tags_newstag:merge wagtailsnippets_tags_newstag:unmerge wagtailsnippets_agencies_agency:edit
    wagtailsnippets_agencies_agency:delete wagtailsnippets_agencies_agency:usage
    wagtailsnippets_agencies_agency:history wagtailsnippets_agencies_agency:history_results
    wagtailsnippetchoosers_agencies_agency:chosen wagtailsnippets_agencies_region:edit
    wagtailsnippets_agencies_region:delete wagtailsnippets_agencies_region:usage
    wagtailsnippets_agencies_region:history wagtailsnippets_agencies_region:history_results
    wagtailsnippetchoosers_agencies_region:chosen wagtailsnippets_people_byline:edit
    wagtailsnippets_people_byline:delete wagtailsnippets_people_byline:usage wagtailsnippets_people_byline:history
    wagtailsnippets_people_byline:history_results wagtailsnippetchoosers_people_byline:chosen
    wagtailsnippets_agencies_membership:edit wagtailsnippets_agencies_membership:delete
    wagtailsnippets_agencies_membership:usage wagtailsnippets_agencies_membership:history
    wagtailsnippets_agencies_membership:history_results wagtailsnippets_articles_mediacontact:edit
    wagtailsnippets_articles_mediacontact:delete wagtailsnippets_articles_mediacontact:usage
    wagtailsnippets_articles_mediacontact:history wagtailsnippets_articles_mediacontact:history_results
    wagtailsnippets_articles_mediacontact:copy wagtailsnippetchoosers_articles_mediacontact:chosen wagtailsites:edit
    wagtailsites:delete wagtailsites:history wagtailsites:history_results wagtailsites:usage wagtailsites:copy
    wagtailusers_users:edit wagtailusers_users:delete wagtailusers_users:history wagtailusers_users:history_results
    wagtailusers_users:usage wagtailusers_groups:edit wagtailusers_groups:delete wagtailusers_groups:history
    wagtailusers_groups:history_results wagtailusers_groups:usage wagtaildocs_chooser:chosen
    wagtailimages_chooser:chosen wagtailimages_chooser:select_format
"""

# Mounted before routes of Wagtail, in their place; asked like the rest.
INSTEAD = """
    redaksi/login/ redaksi/^api/main/(images|documents)/ redaksi/bulk/images/<str:model_name>/<str:action>/
    redaksi/tag-autocomplete/ redaksi/tag-autocomplete/taggit/tag/ redaksi/images/ redaksi/images/results/
    redaksi/documents/ redaksi/documents/results/ redaksi/reports/page-types-usage/
    redaksi/reports/page-types-usage/results/
"""

# Below the admin's address, but open: what the sign-in page needs.
OPEN_STAFF = """
    wagtailadmin_sprite wagtailadmin_javascript_catalog
"""

PUBLIC_ROUTES = frozenset(PUBLIC.split()) | frozenset(PUBLIC_OBJECT.split()) | frozenset(OPEN_STAFF.split())
STAFF_ROUTES = frozenset(STAFF.split()) | frozenset(STAFF_OBJECT.split()) | frozenset(INSTEAD.split())
CLASSIFIED = PUBLIC_ROUTES | STAFF_ROUTES | frozenset(EXCLUDED)
