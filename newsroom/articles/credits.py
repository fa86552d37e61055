"""Who signs: the closing ``(her/s)``, taken from the accounts and frozen with the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wagtail.log_actions import log

from newsroom.articles.enums import CreditRole

if TYPE_CHECKING:
    from newsroom.articles.models import ArticleCredit, ArticlePage
    from newsroom.people.models import Byline
    from newsroom.users.models import User


def signature_of(credits: Iterable[ArticleCredit]) -> str:
    """Return the closing as it is printed: ``(her/s)``, ``(MC Balangan/ragil)``, or nothing.

    An office stands first, then reporters, then editors.
    """
    order = {CreditRole.OFFICE: 0, CreditRole.REPORTER: 1, CreditRole.EDITOR: 2}
    names = [str(credit) for credit in sorted(credits, key=lambda credit: order[CreditRole(credit.role)])]
    return f"({'/'.join(names)})" if names else ""


def byline_of(user: User) -> Byline | None:
    """Return the active byline of an account, if it has one."""
    byline = getattr(user, "byline", None)
    return byline if byline is not None and byline.is_active else None


def printed_name_of(user: User) -> str:
    """Return the initials of an account; its name, where it has no initials."""
    byline = byline_of(user)
    return byline.initials if byline else (user.get_full_name() or user.get_username())


def credit_account(article: ArticlePage, user: User, role: CreditRole, *, keeps_first: bool = False) -> bool:
    """Credit ``user`` in ``role``, unless people set that credit by hand.

    A credit set by hand stays and is logged. With ``keeps_first`` the credit that an earlier
    account got stays too: an editor who mends a typing error does not become the reporter.
    Returns True if the article changed.
    """
    rows = [credit for credit in article.credits.all() if credit.role == role]
    by_hand = [credit for credit in rows if not credit.is_automatic]
    name = printed_name_of(user)
    if by_hand:
        names = [str(credit) for credit in by_hand]
        if names != [name]:
            log(
                instance=article,
                action="newsroom.credit.override",
                user=user,
                data={"role": str(role), "printed": names, "account": name},
            )
        return False
    if [str(credit) for credit in rows] == [name] or (rows and keeps_first):
        return False
    for credit in rows:
        article.credits.remove(credit)
    article.credits.add(_new_credit(article, user, role, name))
    return True


def _new_credit(article: ArticlePage, user: User, role: CreditRole, name: str) -> ArticleCredit:
    model = article.credits.model
    last = max((credit.sort_order or 0 for credit in article.credits.all()), default=0)
    return model(byline=byline_of(user), printed_name=name[:60], role=role, is_automatic=True, sort_order=last + 1)
