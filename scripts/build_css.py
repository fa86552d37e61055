"""Join the parts of the style sheet into the one file that readers get.

    python scripts/build_css.py           writes newsroom/static/newsroom/css/newsroom.css
    python scripts/build_css.py --check   exits with 1 when that file is not current

The parts stay readable; comments and idle space go. The joined file is committed, so nothing has to be built to run
the site.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

CSS_FOLDER = Path(__file__).resolve().parent.parent / "newsroom" / "static" / "newsroom" / "css"
JOINED = CSS_FOLDER / "newsroom.css"
FOUNDATION = ("tokens.css", "base.css", "layout.css")
HEADER = "/* Made by scripts/build_css.py from the parts beside it. Change those. */\n"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND_MARKS = re.compile(r"\s*([{};,])\s*")
_AFTER_COLON = re.compile(r"(?<=[\w-]): (?=\S)")


def parts() -> list[Path]:
    """Return the parts in the order of the cascade: foundation first, then components by name."""
    return [CSS_FOLDER / name for name in FOUNDATION] + sorted((CSS_FOLDER / "components").glob("*.css"))


def squeeze(text: str) -> str:
    """Return ``text`` without comments and without space that means nothing."""
    text = _SPACE.sub(" ", _COMMENT.sub("", text))
    text = _AROUND_MARKS.sub(r"\1", text)
    return _AFTER_COLON.sub(":", text).replace(";}", "}").strip()


def joined() -> str:
    """Return the whole style sheet."""
    return HEADER + "\n".join(squeeze(part.read_text(encoding="utf-8")) for part in parts()) + "\n"


def main(arguments: list[str]) -> int:
    """Write the joined file, or with ``--check`` compare only. Returns the exit code."""
    text = joined()
    if "--check" in arguments:
        if JOINED.exists() and JOINED.read_text(encoding="utf-8") == text:
            return 0
        print("newsroom.css is not current: run python scripts/build_css.py", file=sys.stderr)
        return 1
    JOINED.write_text(text, encoding="utf-8")
    print(f"{JOINED.name}: {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
