"""What the elements of HTML are to the reader of a legacy page."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr "
    "li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
HEADINGS = _names("h2 h3 h4 h5 h6")
WRAPPERS = _names("html body pre")  # text directly inside is plain text
INLINE = _names(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr picture source"
)
VOID = _names("area base br col embed hr img input link meta param source track wbr")
# Elements whose content is never text of the article, and the warning where it was more than furniture.
DROPPED = {
    "script": "script_removed",
    "style": "style_removed",
    "iframe": "embed_removed",
    "object": "embed_removed",
    "embed": "embed_removed",
    "applet": "embed_removed",
    "video": "embed_removed",
    "audio": "embed_removed",
    "svg": "embed_removed",
    "math": "embed_removed",
    "template": "hidden_text_removed",
    "noscript": "hidden_text_removed",
    "form": "",
    "button": "",
    "select": "",
    "textarea": "",
    "nav": "",
    "footer": "",
    "head": "",
}
KNOWN = BLOCKS | INLINE | VOID | frozenset(DROPPED) | _names("html title marquee caption colgroup nobr")
# A new <li> ends the one before, a new cell or row the cell before.
CLOSED_BY = {
    "li": _names("li"),
    "dt": _names("dd dt"),
    "dd": _names("dd dt"),
    "td": _names("td th"),
    "th": _names("td th"),
    "tr": _names("tr td th"),
}
