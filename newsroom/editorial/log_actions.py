"""Names of our own entries in the log, with the words people read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


def register(actions: Any) -> None:
    """Register the newsroom's log actions with Wagtail's log registry."""
    actions.register_action("newsroom.import", _("Import"), _("Published by an import"))
    actions.register_action(
        "newsroom.credit.override", _("Credit set by hand"), _("The credit was set by hand, not from the accounts")
    )
    actions.register_action("newsroom.slot.set", _("Time set"), _("A time to go out was set"))
    actions.register_action("newsroom.slot.cancel", _("Time cancelled"), _("The time to go out was cancelled"))
    actions.register_action(
        "newsroom.emergency", _("Published in an emergency"), _("Published by one editor in an emergency")
    )
    actions.register_action(
        "newsroom.emergency.clear", _("Emergency cleared"), _("Another editor cleared the emergency publication")
    )
    actions.register_action("newsroom.withdrawal.propose", _("Withdrawal proposed"), _("A withdrawal was proposed"))
    actions.register_action("newsroom.withdrawal.plan", _("End agreed"), _("An end of validity was agreed"))
    actions.register_action("newsroom.withdrawal.cancel", _("End cancelled"), _("The agreed end was cancelled"))
    actions.register_action("newsroom.withdrawal.refuse", _("Withdrawal refused"), _("A withdrawal was refused"))
    actions.register_action("newsroom.withdrawal.withdrawn", _("Withdrawn"), _("Withdrawn, with a public notice"))
    actions.register_action("newsroom.withdrawal.taken_down", _("Taken down"), _("Taken down, with a public reason"))
    actions.register_action("newsroom.embargo.set", _("Embargo set"), _("An embargo was set"))
    actions.register_action("newsroom.embargo.move", _("Embargo moved"), _("The embargo was moved to another time"))
    actions.register_action("newsroom.embargo.break", _("Embargo broken"), _("The embargo was lifted before its time"))
    actions.register_action("newsroom.embargo.cancel", _("Embargo cancelled"), _("The embargo was cancelled"))
    actions.register_action(
        "newsroom.embargo.return", _("Back on its desk"), _("The release was brought back to the desk it came from")
    )
    actions.register_action("newsroom.early.invite", _("Early reader added"), _("An early reader was added"))
    actions.register_action("newsroom.early.resend", _("New link"), _("An early reader was sent a new link"))
    actions.register_action("newsroom.early.revoke", _("Link revoked"), _("The link of an early reader was revoked"))
