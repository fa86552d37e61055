"""Traces of databases, scripts and broken tags in the text of a page."""

from __future__ import annotations

import re
from html import unescape

SOFT_BREAK = "\ue000"  # stands for a literal \r\n of the file, which is no line of it
# <![CDATA[ ]]> and <![if ...]> of word processors: the parser of the standard library fails on broken ones.
_MARKED_SECTION = re.compile(r"<!\[CDATA\[|\]\]>|<!\[[^>\n]*>?")
_TAG = re.compile(r"(?<![<\w])/(?:p|div|span|strong|em|b|i|u|a|li|ul|ol|br|h[1-6]|font)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|bull|#x?[0-9a-f]{2,6});", re.IGNORECASE)


def unescape_page(text: str) -> str:
    r"""Undo what databases and scripts left in a page: \' \" <\/p>, literal \r\n, HTML saved as text.

    Lines stay where they are.
    """
    if re.search(r"&lt;(?:p|div|strong|br)\b", text) and not re.search(r"<(?:p|div|br)\b", text, re.IGNORECASE):
        text = unescape(text)
    # Behind the last ">" no tag can end; left alone, each "<" there would be searched to the end of the page.
    last = text.rfind(">") + 1
    text = text[:last] + text[last:].replace("<", "&lt;")
    text = _MARKED_SECTION.sub("", text)
    text = text.replace("<\\/", "</").replace("\\'", "'").replace('\\"', '"')
    if "\\r\\n" in text:
        text = re.sub(r"(?:\\r)?\\n|\\r", SOFT_BREAK, text)
    return text


def take_comments(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return ``text`` without its comments, and (line, content) of each; lines stay where they are.

    A comment that never ends reaches to the end of the page, as in a browser. The parser of the standard library
    needs time that grows with the square of the number of such comments.
    """
    kept: list[str] = []
    comments: list[tuple[int, str]] = []
    position, line = 0, 1
    while (start := text.find("<!--", position)) >= 0:
        kept.append(text[position:start])
        line += text.count("\n", position, start)
        end = text.find("-->", start + 4)
        inside = text[start + 4 : end if end >= 0 else len(text)]
        comments.append((line, inside))
        kept.append("\n" * inside.count("\n"))
        line += inside.count("\n")
        position = end + 3 if end >= 0 else len(text)
    kept.append(text[position:])
    return "".join(kept), comments


def unescape_text(text: str) -> str:
    """Undo a second escaping ("&amp;nbsp;") that shows as "&nbsp;" on the page."""
    return unescape(text) if _ENTITY.search(text) else text


def without_tag_debris(text: str) -> str:
    """Return ``text`` without the rests of broken tags ("/p>") and of a script filter ("[removed]")."""
    return _TAG.sub("", text).replace("[removed]", "")
