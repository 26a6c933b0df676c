"""A page -> the name of its outlet, by address, meta tags, or lines that only its own pages have."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from ceasefire.intake.page import Page, load_rows

# "Support The Valley Courier!", "Valley Courier Blogs", "© 2014 Valley Courier": a page names itself.
OWN_NAME = (
    re.compile(r"Support ((?:The )?[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+){1,3})!?"),
    re.compile(
        r"-\s((?:[A-Z][\w'’&-]+ ){1,3}(?:International|News|Times|Post|Agency|Press|TV|Radio|Online))"
    ),
    re.compile(r"((?:[A-Z][\w'’&-]+ ){1,3})(?:Live )?Blogs?"),
    re.compile(
        r"(?:Copyright|©|\(c\))\s?(?:©\s?)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s)?(?:by )?"
        r"((?:The )?[A-Z][\w'’&-]+(?: (?:of |and |for )?[A-Z][\w'’&-]+){0,4})[.,]?"
        r"(?: All [Rr]ights [Rr]eserved\.?| \d{4}\.?)?"
    ),
)
NOT_NAMES = frozenset({"live", "our", "us", "independent", "all", "copyright", "the"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's name and how its pages are known."""

    name: str
    lines: tuple[re.Pattern[str], ...]
    domains: tuple[str, ...]
    marks: tuple[str, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the rows of `data/outlets.yaml`."""
    rows = load_rows("outlets.yaml")
    return tuple(
        Outlet(
            row["name"],
            tuple(re.compile(line, re.IGNORECASE) for line in row.get("lines", ())),
            tuple(row.get("domains", ())),
            tuple(row.get("marks", ())),
        )
        for row in (rows if isinstance(rows, list) else ())
    )


def outlet_of(page: Page, *, url: str = "") -> str:
    """Return the outlet's name as boards show it, "" if the page does not name it."""
    return (
        _by_address(url or page.facts.url)
        or known(page.facts.source)
        or page.facts.source
        or _by_line(_furniture(page))
        or _by_mark(page.text)
        or page.masthead
        or _by_own_name(_furniture(page))
    )


def _furniture(page: Page) -> Sequence[str]:
    """Lines outside the report: a name in a report's own words is somebody quoted."""
    return [page.text[b.start : b.end].strip() for b in page.blocks if not b.kept and b.end - b.start <= 160]


def _by_address(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower() if url else ""
    for outlet in outlets():
        if any(host == domain or host.endswith("." + domain) for domain in outlet.domains):
            return outlet.name
    return ""


def known(name: str) -> str:
    """Return the name of the outlet in `data/outlets.yaml` whose pages have such a line, or ""."""
    found = name.strip()
    return next((o.name for o in outlets() if any(line.fullmatch(found) for line in o.lines)), "")


def _by_line(lines: Iterable[str]) -> str:
    for line in lines:
        found = known(line.strip(" -–—|!.©"))
        if found:
            return found
    return ""


def _by_mark(text: str) -> str:
    return next((o.name for o in outlets() if any(mark in text for mark in o.marks)), "")


def _by_own_name(lines: Iterable[str]) -> str:
    for line in lines:
        for pattern in OWN_NAME:
            hit = pattern.fullmatch(line.strip())
            if hit and hit[1].strip().lower() not in NOT_NAMES:
                return hit[1].strip()
    return ""
