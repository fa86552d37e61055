"""Which words of two texts are the same ones: anchored on words that both have once, in bounded time for any text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

# Words of one stretch times words of the other, up to which it is looked at closely where nothing is unique.
CLOSE_LOOK = 2500
# A single common word between two longer differences is chance, and makes them unreadable.
LONE = 2

Pairs = list[tuple[int, int]]


def align(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return the places of the words that are the same in both texts, in their order."""
    pairs: Pairs = []
    stretches = [(0, len(old), 0, len(new))]
    while stretches:
        first, last, new_first, new_last = stretches.pop()
        while first < last and new_first < new_last and old[first] == new[new_first]:
            pairs.append((first, new_first))
            first, new_first = first + 1, new_first + 1
        while first < last and new_first < new_last and old[last - 1] == new[new_last - 1]:
            last, new_last = last - 1, new_last - 1
            pairs.append((last, new_last))
        if first == last or new_first == new_last:
            continue
        anchors = _anchors(old, new, first, last, new_first, new_last)
        if anchors:
            pairs += anchors
            edges = [(first - 1, new_first - 1), *anchors, (last, new_last)]
            for (before, new_before), (after, new_after) in pairwise(edges):
                stretches.append((before + 1, after, new_before + 1, new_after))
        elif (last - first) * (new_last - new_first) <= CLOSE_LOOK:
            matcher = SequenceMatcher(a=old[first:last], b=new[new_first:new_last], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs += [(first + block.a + step, new_first + block.b + step) for step in range(block.size)]
    return _without_chance(sorted(pairs), len(old), len(new))


def runs(pairs: Pairs) -> list[Pairs]:
    """Return the pairs in groups of words that stand in a row in both texts."""
    groups: list[Pairs] = []
    for pair in pairs:
        if groups and groups[-1][-1] == (pair[0] - 1, pair[1] - 1):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _anchors(old: Sequence[str], new: Sequence[str], first: int, last: int, new_first: int, new_last: int) -> Pairs:
    """Return the longest row of words that stand once in each stretch and in the same order in both."""
    counts, new_counts = Counter(old[first:last]), Counter(new[new_first:new_last])
    places = {new[place]: place for place in range(new_first, new_last) if new_counts[new[place]] == 1}
    shared = [(at, places[old[at]]) for at in range(first, last) if counts[old[at]] == 1 and old[at] in places]
    ends: list[int] = []
    piles: list[int] = []
    previous: list[int] = []
    for index, (_place, new_place) in enumerate(shared):
        pile = bisect_left(ends, new_place)
        previous.append(piles[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(new_place)
            piles.append(index)
        else:
            ends[pile], piles[pile] = new_place, index
    row: Pairs = []
    index = piles[-1] if piles else -1
    while index >= 0:
        row.append(shared[index])
        index = previous[index]
    return row[::-1]


def _without_chance(pairs: Pairs, old_length: int, new_length: int) -> Pairs:
    groups = runs(pairs)
    kept: Pairs = []
    for index, group in enumerate(groups):
        before = kept[-1] if kept else (-1, -1)
        after = groups[index + 1][0] if index + 1 < len(groups) else (old_length, new_length)
        gap_before = max(group[0][0] - before[0], group[0][1] - before[1]) - 1
        gap_after = max(after[0] - group[-1][0], after[1] - group[-1][1]) - 1
        if len(group) > 1 or gap_before <= LONE or gap_after <= LONE:
            kept += group
    return kept
