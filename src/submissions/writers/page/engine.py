"""The page engine, held to what a writer hands it: own fonts, own pictures, no other file, every warning heard."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from submissions.document import Document, Note, Resource
from submissions.writers.drawings.document import MEDIA_TYPES
from submissions.writers.page.fonts import own_fonts_only
from submissions.writers.page.glyphs import further_fonts, rules
from submissions.writers.page.insides import give_fonts, mended
from submissions.writers.page.metadata import state_metadata
from submissions.writers.page.note_places import lay_out_with_notes
from submissions.writers.page.tags import finish_tags

SCHEME = "resource:"
"""Begins the address of a picture; its place among the document's resources follows."""

_VARIANT = "pdf/a-2a"


class ResourceFetcher(URLFetcher):  # type: ignore[misc] # the engine has no types
    """Hands out the document's own pictures and nothing else; `refused` lists every other address asked for."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"),), allow_redirects=False)
        self._resources = resources
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a picture; any other address raises ValueError, which the engine logs and goes on."""
        resource = self._resources.get(url)
        if resource is None:
            self.refused.append(url)
            raise ValueError("not a picture of the document")
        return URLFetcherResponse(url, resource.content, {"Content-Type": MEDIA_TYPES[resource.kind]})


@dataclass(slots=True)
class Heard:
    """What the engine said against a document while it was at work: each message once, in order."""

    records: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)


class _Listener(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Note what was said, once."""
        arguments = record.args if isinstance(record.args, tuple) else (record.args,)
        said = (str(record.msg), tuple(arguments))
        if said not in self._heard.records:
            self._heard.records.append(said)


@contextmanager
def listening() -> Iterator[Heard]:
    """Gather the engine's warnings and errors instead of letting them go to the terminal."""
    logger = logging.getLogger("weasyprint")
    heard = Heard()
    listener = _Listener(heard)
    before = logger.level, logger.propagate
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextmanager
def without_collection() -> Iterator[None]:
    """Put the garbage collector off while pages are made: a seventh of the time otherwise goes into it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def own_fonts(further: tuple[Path, ...] = ()) -> FontConfiguration:
    """Return the configuration that knows the program's fonts, these files, and no others, made once in a process."""
    return _fonts(further)


def fonts_with(further: tuple[Path, ...], house: tuple[Path, ...]) -> FontConfiguration:
    """Return the configuration that knows the house's own files too, which is made anew for them."""
    return _fonts((*further, *house)) if house else own_fonts(further)


def _fonts(files: tuple[Path, ...]) -> FontConfiguration:
    with own_fonts_only():
        fonts = FontConfiguration()
    give_fonts(fonts, files, rules())
    return fonts


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF, the page of each id, the pages as laid out, and what was said and asked for on the way.

    `strayed` holds the ids of notes that stand on another page than their marks, `too_long` of those that no page has
    room for, for which there is no PDF; `left_out` names the mends that do not apply to the engine.
    """

    content: bytes
    anchors: dict[str, int]
    pages: Sequence[Any]
    heard: Heard
    refused: Sequence[str]
    strayed: frozenset[str]
    too_long: frozenset[str]
    left_out: tuple[str, ...]


def print_plain(html: str, pictures: Mapping[str, Resource]) -> bytes:
    """Return the PDF of HTML without any tag or metadata: what is only looked at."""
    fetcher = ResourceFetcher(pictures)
    with listening(), without_collection(), mended():
        made: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(font_config=own_fonts(further_fonts(html)))
    return made


def make_pdf(
    html: str,
    pictures: Mapping[str, Resource],
    document: Document,
    names: Mapping[str, str],
    *,
    alone: Callable[[Note], str],
    fonts: FontConfiguration,
) -> Pages:
    """Lay the pages out and write them, unless a note has room on none; the engine's own faults are raised.

    `names` says what each id is called, and `alone` gives a document of one note.
    """
    fetcher = ResourceFetcher(pictures)

    def lay_out(text: str) -> Any:
        return HTML(string=text, url_fetcher=fetcher).render(font_config=fonts, pdf_variant=_VARIANT)

    with listening() as heard, without_collection(), mended() as left_out:
        rendering, places = lay_out_with_notes(html, lay_out, document, alone)
        for page in rendering.pages:
            page.links[:] = [link for link in page.links if link[3].element_tag == "a"]

        def finish(rendering: Any, pdf: Any) -> None:
            finish_tags(pdf, rendering.pages, names)
            state_metadata(pdf, document)

        content = b"" if places.too_long else rendering.write_pdf(finisher=finish, pdf_variant=_VARIANT)
    anchors: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, 1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    strayed = frozenset() if places.too_long else places.strayed - places.lost
    return Pages(content, anchors, rendering.pages, heard, fetcher.refused, strayed, places.too_long, left_out)
