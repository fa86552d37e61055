"""What a reader asks: words, "phrases", -exclusions, #tags and inisial:her, read from one line and never refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsroom.core.stemming import STOP_WORDS, WORD_LENGTH, words_of
from newsroom.core.text import normalise

QUERY_LENGTH = 200  # characters
QUERY_TERMS = 12  # words; each further one makes the database work more and the result no better
HASHTAG_WORDS = 4  # "#dinas sosial" may be one tag

_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"', "−": "-", "–": "-"})
_PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|inisial:(?P<initials>\S+)|\#(?P<tag>[^\s"\#]+)|(?P<other>[^\s"]+)|")""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Question:
    """What was asked. Words and phrases are folded; common words are left out of them.

    ``hashtags`` holds, for each ``#``, the name as it was written and longer names made of the words after it, the
    longest first; ``words`` holds those words too.
    """

    text: str
    words: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    without_phrases: list[list[str]] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    hashtags: list[list[str]] = field(default_factory=list)

    @property
    def is_positive(self) -> bool:
        """Whether it names anything that an article must have."""
        return bool(self.words or self.phrases or self.initials or self.hashtags)


def clean_query(text: str) -> str:
    """Return the words searched for as they are shown again: one line, bounded, without invisible characters."""
    return normalise(text[: QUERY_LENGTH * 4])[:QUERY_LENGTH].rstrip()


def read_question(text: str) -> Question:
    """Return what ``text`` asks for. Whatever cannot be understood is read as words."""
    question = Question(text=clean_query(text))
    open_tags: list[list[str]] = []
    for part in _PART.finditer(question.text.translate(_CURLY)):
        is_excluded = bool(part["minus"])
        if part["phrase"] is not None:
            _add_words(question, _meaningful(part["phrase"]), is_excluded=is_excluded, is_phrase=True)
            open_tags = []
        elif part["initials"] and not is_excluded:
            question.initials.append(part["initials"][:40])
        elif part["tag"] and not is_excluded:
            open_tags = [[part["tag"]]]
            question.hashtags.append(open_tags[0])
            _add_words(question, _meaningful(part["tag"]))
        elif said := part["other"] or part["tag"] or part["initials"]:
            for names in open_tags if not is_excluded else []:
                if len(names) < HASHTAG_WORDS:
                    names.insert(0, f"{names[0]} {said}")
            _add_words(question, _meaningful(said), is_excluded=is_excluded)
    return question


def _meaningful(text: str) -> list[str]:
    return [word[:WORD_LENGTH] for word in words_of(text) if word not in STOP_WORDS]


def _add_words(question: Question, words: list[str], *, is_excluded: bool = False, is_phrase: bool = False) -> None:
    room = QUERY_TERMS - sum(map(len, [question.words, question.without, *question.phrases, *question.without_phrases]))
    words = words[: max(0, room)]
    if is_phrase and words:
        # One word in quotes is meant as it stands, without its relatives.
        (question.without_phrases if is_excluded else question.phrases).append(words)
        return
    target = question.without if is_excluded else question.words
    target.extend(word for word in dict.fromkeys(words) if word not in target)
