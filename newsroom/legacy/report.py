"""The import report: one object a file, the same for a dry run and for a real one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newsroom.legacy.mapping import ParsedArticle
from newsroom.legacy.problems import Problem


@dataclass(slots=True)
class Entry:
    """What the report says about one file.

    Attributes:
        file: path as given on the command line, with forward slashes.
        status: a value of ImportStatus.
        article: what was read from it; empty where nothing was.
        agencies: full names of the agencies that its tags name.
        slug: last part of the article's address, or None where there is no article.
        page_id: number of the article's page, if it was there before; not part of the report.
        warnings, errors: of reading and of storing.
    """

    file: str
    status: str
    article: ParsedArticle = field(default_factory=ParsedArticle)
    agencies: list[str] = field(default_factory=list)
    slug: str | None = None
    page_id: int | None = None
    warnings: list[Problem] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the object of the report; its keys and their order are fixed."""
        article = self.article
        return {
            "file": self.file,
            "status": str(self.status),
            "title": article.title,
            "published_at": article.published_text,
            "views": article.views,
            "lead": article.lead,
            "dateline": article.dateline,
            "reporter_initials": list(article.reporters),
            "editor_initials": list(article.editors),
            "office": article.office,
            "tags": list(article.tags),
            "agencies": list(self.agencies),
            "slug": self.slug,
            "warnings": [{"code": problem.code, "message": problem.message} for problem in self.warnings],
            "errors": [
                # An error about the file as a whole is shown where the file begins.
                {"code": problem.code, "message": problem.message, "line": problem.line or 1}
                for problem in self.errors
            ],
        }
