"""Who may see which word, where."""

from __future__ import annotations

from tests.leaks.world import ON_FOREIGN_DESK, ON_NEWSROOM_DESK, ON_OWN_DESK, PUBLIC, WORD

# Press officers share a desk: they see each other's titles and tags, and the newsroom's files, but no texts.
SHARED_ON_A_DESK = frozenset({"title", "tag", "imgt", "imgf", "doct", "docf", "ftag"})
# Initials are reference data: staff choose from all of them.
KNOWN_TO_STAFF = frozenset({"ini"})

RECORDS = "/redaksi/catatan/rilis/"


def may_see(who: str, word: str, address: str) -> bool:
    """Whether ``who`` may find ``word`` at ``address``."""
    found = WORD.fullmatch(word)
    assert found is not None
    release, part = found.group(1).lower(), found.group(2).lower()
    if release in PUBLIC or (release == "withdrawn" and _is_own_address(release, address)):
        return True
    if release == "withdrawn" and part in ("title", "by", "ini") and address.startswith("/periksa/"):
        # Who asks for it by its address or number is told what it was, and that it was withdrawn.
        return True
    if who == "anonymous":
        return False
    if who == "arsip" and release in ("withdrawn", "takendown") and address.startswith(RECORDS):
        # Whoever keeps the records reads what readers read once.
        return True
    if part in KNOWN_TO_STAFF or release in ("withdrawn", "takendown"):
        return part in KNOWN_TO_STAFF or part in SHARED_ON_A_DESK
    if who == "kontributor":
        return release in ON_OWN_DESK
    if who == "wartawan2":
        return release in ON_NEWSROOM_DESK and part in SHARED_ON_A_DESK
    return False


def _is_own_address(release: str, address: str) -> bool:
    # The number of a withdrawn release still leads to it, as its address does.
    return (address.startswith("/berita/") and release in address) or address.startswith("/r/")


__all__ = ["ON_FOREIGN_DESK", "may_see"]
