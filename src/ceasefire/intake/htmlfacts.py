"""The head of an HTML page -> what the page says of itself: title, outlet, address, dates (meta, JSON-LD)."""

import json
import re
from collections.abc import Iterator

from lxml import html

from ceasefire.intake.page import Facts

SPACES = re.compile(r"\s+")


def facts_of(tree: html.HtmlElement) -> Facts:
    """Read the meta tags and JSON-LD of a page's head."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    linked = list(_linked_data(tree))
    title = metas.get("og:title") or _text(tree.find(".//title")) or _first(linked, "headline")
    return Facts(
        title=title,
        source=metas.get("og:site_name") or _publisher(linked),
        url=metas.get("og:url") or _canonical(tree),
        language=(tree.get("lang") or "")[:2].lower(),
        published=_some(metas, PUBLISHED_TAGS)
        + _all(linked, "datePublished")
        + _times(tree, "datepublished"),
        modified=_some(metas, MODIFIED_TAGS) + _all(linked, "dateModified") + _times(tree, "datemodified"),
    )


PUBLISHED_TAGS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "originalpublicationdate",
)
MODIFIED_TAGS = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "revised", "article.updated",
)  # fmt: skip


def _some(metas: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(metas[name] for name in names if name in metas)


def _text(node: html.HtmlElement | None) -> str:
    return SPACES.sub(" ", node.text_content()).strip() if node is not None else ""


def _canonical(tree: html.HtmlElement) -> str:
    return next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")


def _times(tree: html.HtmlElement, kind: str) -> tuple[str, ...]:
    """Dates of `<time>`: of that kind by its `itemprop`; for the publication, else the first one."""
    times = [node for node in tree.iter("time") if node.get("datetime")]
    named = tuple(node.get("datetime") for node in times if (node.get("itemprop") or "").lower() == kind)
    return named or (tuple(node.get("datetime") for node in times[:1]) if kind == "datepublished" else ())


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text:
            continue
        try:
            found = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        rows = found if isinstance(found, list) else [found]
        for row in rows:
            if isinstance(row, dict):
                yield row
                graph = row.get("@graph")
                yield from (
                    (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()
                )


def _all(rows: list[dict[str, object]], field: str) -> tuple[str, ...]:
    return tuple(value for row in rows if isinstance(value := row.get(field), str))


def _first(rows: list[dict[str, object]], field: str) -> str:
    return next(iter(_all(rows, field)), "")


def _publisher(rows: list[dict[str, object]]) -> str:
    for row in rows:
        publisher = row.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return ""
