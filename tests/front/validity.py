"""What is wrong with a page's HTML: what a parser stumbles over, and what it would let pass.

A parser forgives more than the standard: it takes an id twice, a label that leads nowhere, a list with other
children than items. Those are looked for in the tree.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import html5lib

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "tr": {"td", "th"},
    "picture": {"source", "img"},
}
PHRASING_ONLY = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "b",
    "strong",
    "em",
    "i",
    "label",
    "button",
    "dt",
    "summary",
}
FLOW = {
    "address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure", "footer", "form", "header", "hr",
    "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
OBSOLETE = {"center", "font", "big", "strike", "tt", "marquee", "frame", "frameset", "acronym"}
WITHOUT_SPACE = re.compile(r"\S+")


def html_faults(html: str) -> list[str]:
    """Return every fault in one line; empty for a valid page."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(html)
    faults = [f"line {where[0]}: {code}" for where, code, _data in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    faults += [f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1]
    faults += [f"id {name!r} is no name" for name in ids if not WITHOUT_SPACE.fullmatch(name or "")]
    for element in elements:
        faults += _faults_of(element, ids)
    faults += _nested(tree, [])
    return faults


def _faults_of(element: Any, ids: Counter[Any]) -> list[str]:
    faults = []
    for name in REFERENCES:
        missing = [target for target in (element.get(name) or "").split() if target not in ids]
        faults += [f"{element.tag} {name} leads to {target!r}, which is not there" for target in missing]
    allowed = CHILDREN.get(element.tag)
    if allowed:
        strangers = {child.tag for child in element if isinstance(child.tag, str)} - allowed
        faults += [f"{child} inside {element.tag}" for child in sorted(strangers)]
    if element.tag == "img" and (element.get("alt") is None or not element.get("src")):
        faults.append(f"img without alt or src: {element.get('src')}")
    if element.tag == "a" and element.get("href") == "":
        faults.append("a link to nowhere")
    if element.tag in OBSOLETE:
        faults.append(f"{element.tag} is obsolete")
    return faults


def _nested(element: Any, above: list[str]) -> list[str]:
    faults = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag in FLOW and (holder := next((tag for tag in above if tag in PHRASING_ONLY), None)):
            faults.append(f"{child.tag} inside {holder}")
        if child.tag in {"a", "button", "select", "textarea", "summary"} and {"a", "button"} & set(above):
            faults.append(f"{child.tag} inside a link or button")
        faults += _nested(child, [*above, child.tag])
    return faults
