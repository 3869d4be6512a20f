"""Make the page of a report: one file without a network, in which nothing of the data can be more than text."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from submissions.gate import LOST
from submissions.publish.contents import OWNERS_PAGE
from submissions.report.records import ReportShown

PUBLIC_PAGE: Final = "submissions-public-versions"
# They turn what they stand in and no more: joiners belong to words, and each text stands apart in the page.
_MAY_STAY: Final = frozenset("\u200c\u200d\u200e\u200f\u061c")
_LAST_LINE: Final = re.compile(rb"<!-- as made: ([0-9a-f]{64}) -->\n\Z")


def owners_page(report: ReportShown) -> bytes:
    """Return the page for the owner of the cases."""
    return _page("owner.html", OWNERS_PAGE, report)


def public_page(report: ReportShown, *, bare: bool = False) -> bytes:
    """Return the page of public versions alone.

    A `bare` one has neither style nor script, which are the program's: it is what is searched.
    """
    return _page("public.html", PUBLIC_PAGE, report, bare=bare)


def is_as_made(content: bytes) -> bool:
    """Tell whether a page is as it was made: nobody has changed it since."""
    match = _LAST_LINE.search(content)
    return match is not None and match[1].decode() == sha256(content[: match.start()]).hexdigest()


def printable(value: Any) -> Any:
    """Return text in which what a page would obey, or nobody can see, is a visible mark; anything else as it is."""
    if type(value) is not str or value.isprintable():  # what is markup is the program's own
        return value
    return "".join(LOST if _commands(char) else char for char in value)


def _commands(char: str) -> bool:
    category = unicodedata.category(char)
    return (category[0] == "C" and char not in _MAY_STAY) or category in ("Zl", "Zp")


def _page(name: str, kind: str, report: ReportShown, *, bare: bool = False) -> bytes:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to load, and only builds need it
    from markupsafe import Markup  # noqa: PLC0415

    style, script = ("", "") if bare else (_own("page.css"), _own("page.js"))
    shelf = Environment(
        loader=PackageLoader("submissions.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = shelf.get_template(name).render(
        kind=kind,
        report=report,
        day=f"{report.day.day} {report.day:%B %Y}",
        style=Markup(style),  # noqa: S704 - the program's own
        script=Markup(script),  # noqa: S704
        style_digest=_source(style),
        script_digest=_source(script),
    )
    content = f"{text.rstrip()}\n".encode()
    return content + f"<!-- as made: {sha256(content).hexdigest()} -->\n".encode()


def _own(name: str) -> str:
    return files("submissions").joinpath("report", "page", name).read_text(encoding="utf-8")


def _source(text: str) -> str:
    """Return the source by which the page's policy lets in this text alone (Content Security Policy 3, section 2.3)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
