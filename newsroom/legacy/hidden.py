"""Whether an element is hidden from readers: the places where defaced pages keep their advertising."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OFF_SCREEN = 100  # pixels (or the like) beyond an edge
_TINY_FONT = 2  # pixels
_HIDING_CLASSES = frozenset(
    {"hidden", "d-none", "invisible", "sr-only", "visually-hidden", "screen-reader-text", "hide", "display-none"}
)
_WHITE = re.compile(r"^(?:white|#fff(?:f|fff|fffff)?|rgba?\(255[, ]+255[, ]+255(?:[,/ ]+[\d.]+%?)?\)|transparent)$")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"^(?:\w+)?(?P<name>[.#][\w-]+)$")
_NUMBER = re.compile(r"(-?\d*\.?\d+)")


def hiding_selectors(text: str) -> frozenset[str]:
    """Return the classes (".x") and ids ("#x") that the style sheets inside ``text`` hide."""
    found = set()
    for sheet in _style_sheets(text):
        for selectors, declarations in _RULE.findall(sheet):
            if not style_hides(declarations):
                continue
            for selector in selectors.split(","):
                if match := _SIMPLE_SELECTOR.match(selector.strip()):
                    found.add(match["name"])
    return frozenset(found)


def _style_sheets(text: str) -> Iterator[str]:
    folded = text.lower()
    position = 0
    while (start := folded.find("<style", position)) >= 0:
        end = folded.find("</style", start)
        position = end if end >= 0 else len(text)
        yield text[start:position].partition(">")[2]


def is_hidden(tag: str, attributes: dict[str, str], selectors: frozenset[str] = frozenset()) -> bool:
    """Return whether readers of the page did not see the element.

    Args:
        tag: its name in lower case.
        attributes: its attributes, names in lower case.
        selectors: of :func:`hiding_selectors`.
    """
    if "hidden" in attributes or attributes.get("type", "").casefold() == "hidden":
        return True
    classes = attributes.get("class", "").split()
    shows_again = any(":" in name for name in classes)  # "hidden md:block" is for wide screens
    if not shows_again and _HIDING_CLASSES.intersection(name.casefold() for name in classes):
        return True
    if selectors and any(name in selectors for name in [f"#{attributes.get('id', '')}", *(f".{c}" for c in classes)]):
        return True
    if tag in {"marquee", "iframe", "div", "font"} and _is_point_sized(attributes):
        return True
    if tag == "font" and (
        _WHITE.match(attributes.get("color", "").strip().casefold()) or attributes.get("size") == "0"
    ):
        return True
    return style_hides(attributes.get("style", ""))


def style_hides(style: str) -> bool:
    """Return whether the CSS declarations ``style`` hide an element."""
    rules = _declarations(style)
    if rules.get("display") == "none" or rules.get("visibility") in {"hidden", "collapse"}:
        return True
    if _is_zero(rules.get("opacity")) or "opacity(0" in rules.get("filter", ""):
        return True
    if "font-size" in rules and (size := _length(rules["font-size"])) is not None and size < _TINY_FONT:
        return not rules["font-size"].endswith(("em", "rem", "%")) or size == 0
    return _is_off_screen(rules) or _is_clipped(rules) or _is_colourless(rules)


def _declarations(style: str) -> dict[str, str]:
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    rules = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            rules[name.strip().casefold()] = value.replace("!important", "").strip().casefold()
    return rules


def _is_off_screen(rules: dict[str, str]) -> bool:
    if rules.get("position") in {"absolute", "fixed", "relative"}:
        for side in ("left", "top", "right", "bottom"):
            value = _length(rules.get(side, ""))
            if value is not None and value <= -_OFF_SCREEN:
                return True
    for name in ("text-indent", "margin-left", "margin-top", "margin-right"):
        value = _length(rules.get(name, ""))
        if value is not None and abs(value) >= 5 * _OFF_SCREEN and (value < 0 or name == "text-indent"):
            return True
    transform = rules.get("transform", "")
    if transform.startswith("translate"):
        return any(float(number) <= -_OFF_SCREEN for number in _NUMBER.findall(transform))
    return transform.startswith("scale(0)")


def _is_clipped(rules: dict[str, str]) -> bool:
    if re.match(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?", rules.get("clip", "")):
        return True
    if re.match(r"(?:inset\(\s*(?:50|100)%|circle\(0)", rules.get("clip-path", "")):
        return True
    sizes = [_length(rules.get(name, "")) for name in ("width", "height", "max-height", "max-width")]
    return rules.get("overflow") == "hidden" and any(size is not None and size <= 1 for size in sizes)


def _is_colourless(rules: dict[str, str]) -> bool:
    colour = rules.get("color", "")
    ground = rules.get("background-color") or rules.get("background", "")
    if colour and colour == ground:
        return True
    return bool(_WHITE.match(colour)) and (not ground or bool(_WHITE.match(ground)))


def _is_point_sized(attributes: dict[str, str]) -> bool:
    return any(attributes.get(name, "").strip().removesuffix("px") in {"0", "1"} for name in ("width", "height"))


def _length(value: str) -> float | None:
    match = _NUMBER.match(value.strip())
    return float(match[1]) if match else None


def _is_zero(value: str | None) -> bool:
    return value is not None and _length(value) == 0
