"""A pasted text beside the releases it may come from: which lines are whose, and what is more, less or otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsroom.articles.changes import ADDED, REMOVED, SAME, Piece
from newsroom.articles.models import ArticlePage
from newsroom.authenticity.alignment import Pairs, align, runs
from newsroom.authenticity.furniture import Furniture
from newsroom.authenticity.versions import Version, earlier_versions, newest_entries, newest_version
from newsroom.authenticity.words import Word, read_lines

MOST_SOURCES = 3
# Words in a row that count as quoted; fewer may be chance.
IN_A_ROW = 3
# A release is a source of the text from so many quoted words, or from this share of the text on.
FEW, MANY, SHARE = 4, 25, 0.25
# A further release, from so many words in lines that no other has.
MORE = 12
# A line belongs to a release that has this share of its words.
LINE_SHARE = 0.4
# A text that was taken down is named only to who has most of it already.
HIDDEN_WORDS, HIDDEN_SHARE = 20, 0.6

AGREES, PART, DIFFERS = "agrees", "part", "differs"


@dataclass(frozen=True)
class Source:
    """A release that the text, or some of its lines, was taken from.

    ``version`` is the one it agrees with best; ``passages`` are those that differ, in words, and ``omitted`` the lines
    that were not quoted.
    """

    article: ArticlePage
    version: Version
    verdict: str
    passages: list[list[Piece]]
    omitted: list[str]

    @property
    def is_earlier(self) -> bool:
        return self.version.until is not None


@dataclass(frozen=True)
class Outcome:
    """What a text was taken from: ``sources``, the ``rest`` that is in none of them, and releases taken down."""

    sources: list[Source] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    hidden: list[ArticlePage] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    article: ArticlePage
    version: Version
    quoted: frozenset[int]  # places in the pasted text


def compare(lines: Sequence[str], articles: Iterable[ArticlePage]) -> Outcome:
    """Compare a pasted text with the releases that it may come from."""
    words = read_lines(lines)
    candidates = _candidates(words, articles)
    hidden = [one for one in candidates if one.article.is_taken_down]
    readable = [one for one in candidates if not one.article.is_taken_down]
    taken = _share_out(words, readable)
    known = max((len(one.quoted) for one, _lines in taken), default=0)
    named = [one.article for one in hidden if len(one.quoted) >= known and _has_most_of(one, words)]
    if named:
        return Outcome(hidden=named)
    if not taken:
        return Outcome()
    is_only = len(taken) == 1
    furniture = [Furniture(one.article) for one, _lines in taken]
    owned = {line for _one, theirs in taken for line in theirs}
    loose = {
        number
        for number, line in enumerate(lines)
        if number not in owned and not any(around.is_furniture(line) for around in furniture)
    }
    sources = []
    for (one, theirs), around in zip(taken, furniture, strict=True):
        # What is in no release was added to the one; between several nobody can say to which.
        kept = theirs | loose if is_only else theirs
        sources.append(_source(one, around.without_closing([word for word in words if word.line in kept])))
    return Outcome(sources, [] if is_only else [lines[number] for number in sorted(loose)])


def _candidates(words: Sequence[Word], articles: Iterable[ArticlePage]) -> list[_Candidate]:
    by_key = {article.pk: article for article in articles}
    entries = newest_entries(by_key)
    pasted = [word.folded for word in words]
    found = []
    for key, article in by_key.items():
        version = newest_version(article, entries[key]) if key in entries else None
        if version is None:
            continue
        quoted = set()
        for row in runs(align(version.folded, pasted)):
            if len(row) >= min(IN_A_ROW, len(pasted)):
                quoted |= {place for _old, place in row}
        found.append(_Candidate(article, version, frozenset(quoted)))
    return sorted(found, key=lambda one: (-len(one.quoted), -one.article.pk))


def _share_out(words: Sequence[Word], candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, set[int]]]:
    """Give each line to the release that has most of it, the release with most lines first."""
    free = {word.line for word in words}
    sizes = {line: sum(1 for word in words if word.line == line) for line in free}
    taken: list[tuple[_Candidate, set[int]]] = []
    left = list(candidates)
    while left and free and len(taken) < MOST_SOURCES:
        counts = [_quoted_of(one, words, free) for one in left]
        sums = [sum(count.values()) for count in counts]
        best = max(range(len(left)), key=lambda index: sums[index])
        count, one = counts[best], left.pop(best)
        theirs = {line for line, quoted in count.items() if quoted >= LINE_SHARE * sizes[line]}
        is_whole_line = any(quoted == sizes[line] >= FEW for line, quoted in count.items())
        if taken:
            is_source = sums[best] >= MORE or is_whole_line
        else:
            is_source = sums[best] >= MANY or sums[best] >= max(FEW, SHARE * len(words))
        if not (is_source and theirs):
            break
        taken.append((one, theirs))
        free -= theirs
    return taken


def _quoted_of(one: _Candidate, words: Sequence[Word], lines: set[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for place in one.quoted:
        line = words[place].line
        if line in lines:
            counts[line] = counts.get(line, 0) + 1
    return counts


def _has_most_of(one: _Candidate, words: Sequence[Word]) -> bool:
    """Whether the pasted text is that of a release taken down so clearly that naming it tells nothing new."""
    title = [word.folded for word in one.version.words if word.line == 0]
    if [word.folded for word in words] == title and len(title) >= FEW:
        return True
    return len(one.quoted) >= HIDDEN_WORDS and len(one.quoted) >= HIDDEN_SHARE * len(words)


def _source(one: _Candidate, words: list[Word]) -> Source:
    best = _difference(one.article, one.version, words)
    if best.verdict == DIFFERS:
        # Most releases were never changed; this costs only those that differ anyway.
        for version in earlier_versions(one.article):
            other = _difference(one.article, version, words)
            if _weight(other) < _weight(best):
                best = other
    return best


def _weight(source: Source) -> int:
    pieces = [piece for passage in source.passages for piece in passage if piece.kind != SAME]
    return sum(len(piece.text.split()) for piece in pieces)


def _difference(article: ArticlePage, version: Version, words: list[Word]) -> Source:
    pairs = align(version.folded, [word.folded for word in words])
    words, pairs = _without_cut_words(version, words, _moved_to_their_paragraph(version, pairs))
    quoted = {version.words[place].line for place, _new in pairs}
    passages = [passage for passage in _passages(version, words, pairs, quoted) if _differs(passage)]
    matched = {place for place, _new in pairs}
    left_out = {
        word.line
        for place, word in enumerate(version.words)
        if place not in matched and version.lines[word.line] != article.dateline
    }
    omitted = [version.lines[number] for number in sorted(left_out - quoted)]
    verdict = DIFFERS if passages else PART if left_out else AGREES
    return Source(article, version, verdict, passages, omitted)


def _moved_to_their_paragraph(version: Version, pairs: Pairs) -> Pairs:
    """Join the first words of a quoted paragraph to it, where one that was left out begins with the same words."""
    moved = list(pairs)
    for index in range(len(pairs) - 1, 0, -1):
        (old, new), (next_old, next_new) = moved[index - 1], moved[index]
        if next_new != new + 1 or next_old == old + 1:
            continue
        same = 0
        while same < index and version.folded[next_old - 1 - same] == version.folded[old - same]:
            same += 1
            if moved[index - 1 - same : index - same] != [(old - same, new - same)]:
                break
        for size in range(same, 0, -1):
            begin = old - size + 1
            if begin == 0 or version.words[begin].line != version.words[begin - 1].line:
                for step in range(size):
                    moved[index - 1 - step] = (next_old - 1 - step, new - step)
                break
    return moved


def _without_cut_words(version: Version, words: list[Word], pairs: Pairs) -> tuple[list[Word], Pairs]:
    """Leave out a first or last word of which only a part was copied."""
    if not pairs:
        return words, pairs
    old, new = pairs[-1]
    if new == len(words) - 2 and old + 1 < len(version.words):
        words = words[:-1] if version.words[old + 1].folded.startswith(words[-1].folded) else words
    old, new = pairs[0]
    if new == 1 and old and version.words[old - 1].folded.endswith(words[0].folded):
        return words[1:], [(place, other - 1) for place, other in pairs]
    return words, pairs


def _differs(passage: Sequence[Piece]) -> bool:
    return any(piece.kind != SAME for piece in passage)


def _passages(version: Version, words: list[Word], pairs: Pairs, quoted: set[int]) -> list[list[Piece]]:
    """Return the text of the release paragraph by paragraph, with what the pasted one has more, less or otherwise.

    What was cut off before the first and behind the last quoted word is no difference, nor is a paragraph left out.
    """
    # Where the words of a pasted line belong that are not in the release: beside those of the line that are.
    homes = {words[new].line: version.words[old].line for old, new in reversed(pairs)}
    passages: dict[tuple[bool, int], list[Piece]] = {}
    first, last = (pairs[0][0], pairs[-1][0]) if pairs else (0, -1)
    old = new = 0
    here = homes.get(words[0].line, 0) if words else 0
    for old_next, new_next in [*pairs, (len(version.words), len(words))]:
        more = words[new:new_next]
        is_exchanged = any(word.line in homes for word in more)
        for place in range(old, old_next):
            word = version.words[place]
            if word.line in quoted and (first < place < last or (is_exchanged and word.line == here)):
                here = word.line
                _add(passages, (True, here), REMOVED, word.shown)
        for place, word in enumerate(more, start=new):
            if word.line not in homes:
                _add(passages, (False, word.line), ADDED, word.shown)
                continue
            if not place or words[place - 1].line != word.line:
                here = homes[word.line]
            _add(passages, (True, here), ADDED, word.shown)
        if old_next < len(version.words):
            here = version.words[old_next].line
            _add(passages, (True, here), SAME, version.words[old_next].shown)
        old, new = old_next + 1, new_next + 1
    return list(passages.values())


def _add(passages: dict[tuple[bool, int], list[Piece]], key: tuple[bool, int], kind: str, text: str) -> None:
    pieces = passages.setdefault(key, [])
    if pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    else:
        pieces.append(Piece(kind, text))
