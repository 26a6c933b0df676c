"""A daily report in; a file of it out: HTML that stands alone, Markdown, or PDF.

PDF is printed by a browser (Chromium or Chrome, headless): it alone gives tagged vector PDF with right
Arabic. Where there is none, `PdfToolMissing` says what to install.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ceasefire.model import CeasefireError
from ceasefire.views.book import Folio
from ceasefire.views.evidence import Line
from ceasefire.views.report import DailyReport
from ceasefire.views.wording import count
from ceasefire.web import more_screens, pages
from ceasefire.web.question import Question
from ceasefire.web.shelf import Shelf

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 120


class PdfToolMissing(CeasefireError):
    """No browser is there to print a PDF."""


class PdfFailed(CeasefireError):
    """The browser printed nothing."""


def write(
    shelf: Shelf, *, process: str, day: str, form: str, language: str = "en",
    published_by: str = "", known_at: str = "",
) -> bytes:  # fmt: skip
    """Return the report of a day as the bytes of a file; `form` is html, md or pdf."""
    asked_for = Question(
        process=process, screen="report", day=day, published_by=published_by, known_at=known_at, lang=language
    )
    with shelf.asked(asked_for, pages.SPEECH[language]) as asked:
        view, folio = more_screens.daily(asked, more_screens.report_day(asked))
        if form == "md":
            return "\n".join(markdown(view)).encode()
        html = as_html(view, folio, language, fonts=form == "pdf")
    return html.encode() if form == "html" else as_pdf(html)


def as_html(view: DailyReport, folio: Folio, language: str, *, fonts: bool = False) -> str:
    """Return one file that needs no other; with `fonts`, one that finds the package's own on this machine."""
    style = (pages.STATIC / "page.css").read_text("utf-8")
    sheet = pages.STATIC / "built" / "fonts.css"
    template = pages.ENVIRONMENTS[language].get_template("report_file.html")
    linked = sheet.as_uri() if fonts and sheet.is_file() else ""
    return template.render(
        view=view,
        folio=folio,
        process=folio.process,
        style=pages.safe_style(style),
        fonts=linked,
        ask=Question(),
    )


def as_pdf(html: str) -> bytes:
    """Print a page by a headless browser; raise `PdfToolMissing` or `PdfFailed`."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise PdfToolMissing(
            "A PDF is printed by Chromium, and none is on this machine. Install it (Debian: apt-get install "
            "chromium), or write --format html and print that from any browser."
        )
    with TemporaryDirectory(prefix="ceasefire-") as folder:
        page, made = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(html, "utf-8")
        # Root cannot set up Chromium's own sandbox, as in containers; the page is our own and has no script.
        rights = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            browser, "--headless", *rights, "--disable-gpu", "--disable-background-networking",
            "--no-first-run", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            "--allow-file-access-from-files", f"--print-to-pdf={made}", page.as_uri(),
        ]  # fmt: skip
        try:
            # the browser as found on the PATH, and a page of our own
            subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise PdfFailed(
                f"{browser} printed nothing within {SECONDS} s. Write --format html instead."
            ) from None
        if not made.is_file():
            raise PdfFailed(f"{browser} printed nothing. Write --format html instead, and print that.")
        return made.read_bytes()


def markdown(view: DailyReport) -> Iterator[str]:
    """Yield the lines of the report as Markdown, in the order of the page."""
    yield f"# Daily report, {view.day.isoformat()}\n"
    yield f"{_plain(view.title)}. {count(view.pages, 'page')} of this day. Times are those of {view.zone}.\n"
    yield "| status | the day before | now | change |\n|---|---:|---:|---:|"
    yield from (f"| {mark} | {was} | {now} | {now - was:+d} |" for mark, was, now in view.counts)
    yield "\n## Changes since the day before\n"
    for change in view.changes:
        was = f" (before: {change.was.word})" if change.was else ""
        what = f"{_plain(change.cell.text)} {_plain(change.cell.reason)}".rstrip()
        yield f"- **{change.cell.word}**{was} {_plain(change.party)}: {what}"
    yield "\n## Deadlines within 72 hours\n"
    yield from (f"- {c.deadline} {_plain(party)}: {_plain(c.text)} ({c.word})" for c, party in view.due_soon)
    if not view.due_soon:
        yield "None."
    for title, lines in (("Said of undertakings on this day", view.said), ("Aid", view.aid)):
        yield f"\n## {title}\n"
        yield from (f"- {_line(entry)}" for entry in lines)
        if not lines:
            yield "No reports."
    for title, items in (("Truces, as said", view.truces), ("Figures, each its source's own", view.tallies)):
        yield f"\n## {title}\n"
        yield from (f"- {_plain(item.who)}: {_plain(item.what)} ({_where(item.lines[0])})" for item in items)
        if not items:
            yield "No reports."
    yield "\n## Annex: incidents as alleged\n"
    yield f"{len(view.incidents)} alleged; the day before: {view.alleged_before}. None is confirmed here.\n"
    yield "| when | according to | words | outlet |\n|---|---|---|---|"
    yield from (
        f"| {e.when or e.published} | {_plain(e.speaker)} | {_plain(e.quote.exact)} | {_plain(e.outlet)} |"
        for e in view.incidents
    )
    yield f"\nRead by machine, not reviewed. Ledger head `{view.head}`."


def _line(entry: Line) -> str:
    return f"{_plain(entry.speaker)} {entry.kind}: “{_plain(entry.quote.exact)}” ({_where(entry)})"


def _where(entry: Line) -> str:
    return ", ".join(x for x in (_plain(entry.outlet), entry.published) if x)


def _plain(words: str) -> str:
    """Return words as one line in which nothing is read as Markdown or HTML."""
    line = " ".join(words.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in line)
