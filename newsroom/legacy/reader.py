"""From the text of a file, HTML or plain or both in one, to neutral pieces with their source lines.

Inside a block element white space is what HTML makes of it. Text outside of any block is plain text: a line is a
piece, an empty line parts paragraphs. Many saved pages are half and half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from newsroom.legacy import elements, links
from newsroom.legacy.builders import ListBuilder, TableBuilder
from newsroom.legacy.content import Kind, Piece, Run, cut_runs, plain, raw_text
from newsroom.legacy.debris import SOFT_BREAK, take_comments, unescape_page, unescape_text, without_tag_debris
from newsroom.legacy.hidden import hiding_selectors, is_hidden
from newsroom.legacy.problems import Problem, RejectedError, error, warning

_DEEPEST = 200  # elements inside one another; browsers stop at 512, real pages far earlier


@dataclass(slots=True)
class Document:
    """A page as its reader saw it.

    Attributes:
        pieces: text and pictures in order.
        title: of the HTML head, or "".
        address: canonical address named in the HTML head, or "".
        published: publication time named in the HTML head, or "".
        warnings: what was taken out.
    """

    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    address: str = ""
    published: str = ""
    warnings: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An element that has begun and not yet ended."""

    tag: str
    line: int
    drop: str | None = None  # code of the warning for its content; "" without warning
    href: str = ""
    foreign_host: str = ""  # of a link that does not stay
    start: int = 0  # number of runs collected before its words
    left_out: list[str] = field(default_factory=list)
    had_link: bool = False


def read_document(text: str, hosts: tuple[str, ...] | None = None) -> Document:
    """Return the pieces of ``text``; links stay only to ``hosts`` (default: the setting LEGACY_LINK_HOSTS).

    Raises:
        RejectedError: elements are nested deeper than any page needs.
    """
    text, comments = take_comments(unescape_page(text))
    parser = _Reader(links.allowed_hosts() if hosts is None else hosts, hiding_selectors(text))
    parser.feed(text)
    parser.close()
    parser.finish()
    for line, comment in comments:
        if re.search(r"<a\b|https?://", comment) and "[if " not in comment:
            parser.document.warnings.append(warning("comment_removed", line))
    return parser.document


class _Reader(HTMLParser):
    """Collects pieces; see the module's docstring for the two ways of reading white space."""

    def __init__(self, hosts: tuple[str, ...], selectors: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()
        self.hosts = hosts
        self.selectors = selectors
        self.open: list[_Open] = []
        self.runs: list[Run] = []
        self.run_line = 1
        self.blank = True  # an empty line stands above
        self.lists: list[ListBuilder] = []
        self.tables: list[TableBuilder] = []

    # Elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in elements.KNOWN:
            if re.fullmatch(r"[a-z]+", tag) and not attrs:
                self.handle_data(self.get_starttag_text() or "")
            return
        line = self.getpos()[0]
        attributes = {name: value or "" for name, value in attrs}
        if self._dropping() is None:
            self._warn_of_handlers(attributes, line)
        if tag in {"meta", "link"}:
            self._read_head(tag, attributes)
        elif tag == "br":
            self._add_text("\n", line)
        elif tag == "img":
            self._add_picture(attributes, line)
        if tag in elements.VOID:
            if tag == "hr":
                self._flush()
            elif tag == "embed" and self._dropping() is None:
                self._warn("embed_removed", line, text=attributes.get("src", "embed"))
            return
        self._begin(tag, attributes, line)

    def _begin(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if tag in elements.BLOCKS:
            self._flush()
            self._close_implied(tag)
        drop = self._drop_code(tag, attributes)
        element = _Open(tag, line, drop)
        if tag == "iframe" and self._dropping() is None:
            address = links.video_address(attributes.get("src", ""))
            if address:
                element.drop = ""
                self._flush()
                self._emit(Piece(Kind.VIDEO, line, address=address))
            else:
                element.left_out.append(attributes.get("src", "iframe"))
        if tag == "a":
            self._begin_link(element, attributes, line)
        if len(self.open) >= _DEEPEST:
            raise RejectedError(error("too_deep", line))
        self.open.append(element)
        if self._dropping() is not None:
            return
        if tag in {"ul", "ol"}:
            self.lists.append(ListBuilder(line, is_numbered=tag == "ol"))
        elif tag == "li" and self.lists:
            self.lists[-1].begin_item()
        elif tag == "table":
            self.tables.append(TableBuilder(line))
        elif self.tables and tag in {"tr", "td", "th"}:
            self.tables[-1].begin(tag, line)

    def _drop_code(self, tag: str, attributes: dict[str, str]) -> str | None:
        if tag in elements.DROPPED:
            return elements.DROPPED[tag]
        return "hidden_text_removed" if is_hidden(tag, attributes, self.selectors) else None

    def _begin_link(self, element: _Open, attributes: dict[str, str], line: int) -> None:
        if self._dropping() is not None:
            for outer in self.open:
                outer.had_link = outer.had_link or outer.drop is not None
            return
        link = links.judge(attributes.get("href", ""), self.hosts)
        if link.verdict is links.Verdict.KEEP:
            element.href = link.address
        elif link.verdict is links.Verdict.UNSAFE:
            self._warn("unsafe_link_removed", line)
        elif link.verdict is links.Verdict.FOREIGN:
            element.foreign_host = link.host  # judged with its words when it ends
            element.start = len(self.runs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in elements.KNOWN and tag not in elements.VOID and tag not in {"p", "div", "span"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in elements.KNOWN or tag in elements.VOID:
            return
        if not any(element.tag == tag for element in self.open):
            if tag in elements.BLOCKS:
                self._flush()
            return
        if tag in elements.INLINE and any(element.tag in elements.BLOCKS for element in self.open[self._last(tag) :]):
            return  # </b> does not end the paragraph that began inside it
        while self.open:
            element = self.open[-1]
            self._end(element)
            self.open.pop()
            if element.tag == tag:
                break

    def _last(self, tag: str) -> int:
        return max(index for index, element in enumerate(self.open) if element.tag == tag)

    def _end(self, element: _Open) -> None:
        if element.drop is not None:
            outer = self.open[:-1]
            if not any(other.drop is not None for other in outer):
                self._report_dropped(element)
            return
        if self._dropping() is not None:
            return
        if element.foreign_host:
            self._end_foreign_link(element)
        elif element.tag in elements.BLOCKS:
            self._flush()
            self._end_container(element.tag)

    def _end_container(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            finished = self.lists.pop()
            if self.lists:
                self.lists[-1].items.extend(finished.items)
            elif finished.piece.items:
                self._emit(finished.piece)
        elif tag == "table" and self.tables:
            for piece in self.tables.pop().pieces():
                self._emit(piece)

    def _end_foreign_link(self, element: _Open) -> None:
        host = element.foreign_host
        words = plain(self.runs[element.start :])
        if links.spam_words(f"{words} {host.replace('.', ' ')}"):
            del self.runs[element.start :]
            self._warn("spam_link_removed", element.line, text=words)
        else:
            self._warn("link_removed", element.line, text=host)

    def _report_dropped(self, element: _Open) -> None:
        text = " ".join("".join(element.left_out).split())
        if element.drop == "hidden_text_removed":
            if text or element.had_link:
                self._warn(element.drop, element.line, text=text or "…")
        elif element.drop:
            self._warn(element.drop, element.line, text=text or element.tag)

    def _close_implied(self, tag: str) -> None:
        """End what a new block ends: <p> ends at any block, <li> at the next <li>, a cell at the next cell."""
        closing = elements.CLOSED_BY.get(tag, frozenset())
        while self.open:
            last = self.open[-1].tag
            ends_inside = any(element.tag in closing or element.tag == "p" for element in self.open)
            if last not in closing and last != "p" and not (last in elements.INLINE and ends_inside):
                return
            self._end(self.open[-1])
            self.open.pop()

    # Text

    def handle_data(self, data: str) -> None:
        dropping = self._dropping()
        if self.open and self.open[-1].tag == "title" and not dropping:
            self.document.title += data
            return
        if dropping is not None:
            for element in self.open:
                if element.drop is not None and element.tag not in {"script", "style"}:
                    element.left_out.append(data)
                    break
            return
        line = self.getpos()[0]
        data = unescape_text(data)
        if not self._is_loose():
            data = data.replace(SOFT_BREAK * 2, "\n\n") if SOFT_BREAK in data else re.sub(r"\s*\n\s*", " ", data)
            self._add_text(data.replace(SOFT_BREAK, " "), line)
            return
        for number, part in enumerate(data.split("\n")):
            if number:
                self._end_line()
            for index, text in enumerate(part.split(SOFT_BREAK)):
                if index:
                    self._end_line()
                self._add_text(text, line + number)

    def unknown_decl(self, data: str) -> None:
        """Ignore <![if ...]> and <![CDATA[...]]> of word processors."""

    def _is_loose(self) -> bool:
        return not any(element.tag in elements.BLOCKS and element.tag not in elements.WRAPPERS for element in self.open)

    def _add_text(self, text: str, line: int) -> None:
        if self._dropping() is not None or not text:
            return
        if not any(run.text.strip() for run in self.runs):
            self.run_line = line
        tags = {element.tag for element in self.open}
        href = next((element.href for element in reversed(self.open) if element.href), "")
        self.runs.append(Run(text, bool(tags & {"b", "strong"}), bool(tags & {"i", "em", "cite"}), href))

    def _end_line(self) -> None:
        if raw_text(self.runs).strip():
            self._flush()
            self.blank = False
        else:
            self.runs = []
            self.blank = True

    # Pieces

    def _flush(self) -> None:
        runs, self.runs = [_without_debris(run) for run in self.runs], []
        for element in self.open:
            element.start = 0
        if not raw_text(runs).strip():
            return
        if self.tables:
            self.tables[-1].add(runs)
        elif self.lists:
            self.lists[-1].add(runs)
        else:
            for part in _split_at_double_breaks(runs):
                self._emit(
                    Piece(self._kind(), self.run_line, part, not self.blank and self._is_loose(), self._is_loose())
                )
        self.blank = False

    def _emit(self, piece: Piece) -> None:
        self.document.pieces.append(piece)
        if not piece.is_loose:
            self.blank = True

    def _kind(self) -> Kind:
        for element in reversed(self.open):
            if element.tag == "h1":
                return Kind.TITLE
            if element.tag in elements.HEADINGS:
                return Kind.HEADING
            if element.tag == "figcaption":
                return Kind.CAPTION
        return Kind.TEXT

    def _add_picture(self, attributes: dict[str, str], line: int) -> None:
        if self._dropping() is not None:
            return
        address = attributes.get("src") or attributes.get("data-src", "")
        if address.strip().casefold().startswith(("data:", "javascript:", "blob:")):
            self._warn("image_embedded_removed", line)
            return
        picture = Piece(Kind.IMAGE, line, [Run(attributes.get("alt", ""))], address=address)
        if self.tables or self.lists or self.runs:
            self.document.pieces.append(picture)  # before the text around it; captions follow pictures
            return
        self._emit(picture)

    # Head and warnings

    def _read_head(self, tag: str, attributes: dict[str, str]) -> None:
        name = (attributes.get("property") or attributes.get("name") or attributes.get("rel", "")).casefold()
        value = attributes.get("content") or attributes.get("href", "")
        if (tag == "link" and name == "canonical") or name == "og:url":
            self.document.address = self.document.address or value.strip()
        elif name in {"article:published_time", "datepublished"}:
            self.document.published = self.document.published or value.strip()

    def _warn_of_handlers(self, attributes: dict[str, str], line: int) -> None:
        for name in attributes:
            if name.startswith("on") and len(name) > 3:
                self._warn("event_handler_removed", line, text=name)

    def _dropping(self) -> str | None:
        """Return the warning code of the outermost element being left out, or None."""
        return next((element.drop for element in self.open if element.drop is not None), None)

    def _warn(self, code: str, line: int, **details: str) -> None:
        self.document.warnings.append(warning(code, line, **details))

    def finish(self) -> None:
        """End whatever the page left open."""
        self._flush()
        while self.open:
            self._end(self.open[-1])
            self.open.pop()
        self._flush()


def _without_debris(run: Run) -> Run:
    text = without_tag_debris(run.text)
    return run if text == run.text else replace(run, text=text)


def _split_at_double_breaks(runs: list[Run]) -> list[list[Run]]:
    """Return the paragraphs of ``runs``: two <br> in a row part them."""
    text = raw_text(runs)
    parts, start = [], 0
    for match in re.finditer(r"\s*\n\s*\n\s*", text):
        parts.append(cut_runs(runs, start, match.start()))
        start = match.end()
    parts.append(cut_runs(runs, start))
    return [part for part in parts if raw_text(part).strip()]
