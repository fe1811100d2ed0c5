"""What the head of a page says of itself: <title>, the prescribed government tags, og:, JSON-LD."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from minutes_cli.page.document import Element
from minutes_cli.prepared import compiled

_LARGEST = 200_000  # characters of a JSON-LD script that are read
_MAKER = compiled(r"(?<!\W)\W++powered by\b.*", re.I)  # the program of the site, behind its title
_ARTICLES = ("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "Report")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The tags by lower-case name (the first that is not empty), the text of <title>, the JSON-LD of the article."""

    title: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first of these tags that has a value, or an empty string."""
        return next((value for name in names if (value := self.tags.get(name))), "")


def read_metadata(root: Element) -> Metadata:
    """Read the head; nothing here is trusted further than its form."""
    tags: dict[str, str] = {}
    linked: dict[str, Any] = {}
    title = ""
    head = root.find("head")
    if head is None or head.find("meta") is None:
        head = root
    for element in head.iter("meta", "title", "script"):
        if element.tag == "meta":
            name = element.get("name") or element.get("property") or element.get("itemprop")
            value = (element.get("content") or "").strip()
            if name and value:
                tags.setdefault(name.strip().lower(), value)
        elif element.tag == "title":
            title = title or _MAKER.sub("", " ".join((element.text or "").split()))
        elif "ld+json" in (element.get("type") or "") and not linked:
            linked = _article(element.text or "")
    return Metadata(title, tags, linked)


def linked_author(meta: Metadata) -> str | None:
    """The persons that JSON-LD names as authors."""
    authors = meta.linked.get("author")
    names = [
        author.get("name") if isinstance(author, dict) and author.get("@type") == "Person" else None
        for author in (authors if isinstance(authors, list) else [authors])
    ]
    return "、".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None


def address(value: str) -> str | None:
    """The address that a tag gives where it is one of the web, without a login; None for templates and other schemes."""
    found = _ADDRESS.fullmatch(value)
    return f"{found[1]}{found[2]}" if found else None


_ADDRESS = compiled(r"(https?://)(?:[^@/\s]*@)?((?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?(?:[/?#][^\s{}<>\"]*)?)", re.I)


def _article(text: str) -> dict[str, Any]:
    """The article among the objects of a JSON-LD script, or nothing."""
    if len(text) > _LARGEST:
        return {}
    try:
        data = json.loads(re.sub(r"[\x00-\x1f]", " ", text))
    except (ValueError, RecursionError):
        return {}
    for entry in _entries(data):
        kind = entry.get("@type")
        if any(name in _ARTICLES for name in (kind if isinstance(kind, list) else [kind])):
            return entry
    return {}


def _entries(data: Any) -> list[dict[str, Any]]:
    found = data if isinstance(data, list) else [data]
    graph = [inner for entry in found if isinstance(entry, dict) for inner in _list(entry.get("@graph"))]
    return [entry for entry in [*found, *graph] if isinstance(entry, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
