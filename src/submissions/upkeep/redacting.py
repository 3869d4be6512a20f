"""Redact one exhibit by regions and by protected names, and search the result. Runs in the child process."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from submissions.exhibits import CannotCleanError, kind_of
from submissions.exhibits.redaction import Redacted, Share, paint_over, redact_pdf
from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.publish.faults import finding_of, reason_of
from submissions.publish.fresh import new_file, new_folder
from submissions.upkeep.audit import searcher_from
from submissions.upkeep.wishes import Redaction, Region, Wish

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher
    from submissions.audit.records import Hit

_Run: TypeAlias = tuple[int, int]
"""The first and the last of some words after each other, by their numbers."""

_WORD: Final = re.compile(r"\S+")
_TAKEN: Final = "#"
_INITIAL: Final = re.compile(r"(?:[^\W\d_a-zа-я]\.-?)+,?")
# A name in full with its particles, letter-spaced or broken over lines, takes up no more words than this.
_WINDOW_MAX: Final = 8
# How far around the letters of a name is painted over, in dots of the sheet (half points): strokes reach out of boxes.
_MARGIN: Final = 3


def redact_path(bench: Bench, setting: Setting, wish: Wish) -> tuple[Redaction | None, list[Finding]]:
    """Take regions, and what a case or a list protects, out of a PDF or a picture; None where something is left."""
    stages = Stages(bench, setting)
    place = Place("the file")  # its own name may be a protected one
    try:
        searcher = searcher_from(stages, wish.source)[0] if wish.source[0] or wish.source[2] else None
        stages.enter("redacting a file")
        redaction = _redact(wish.path.read_bytes(), kind_of(wish.path.name), wish.regions, searcher, place)
    except NoValueError:
        return None, stages.findings
    except CannotCleanError as error:
        words = f"the file cannot be redacted: {error.reason}"
        return None, [*stages.findings, Finding("E770", place, words, error.remedy)]
    except OSError as error:
        reason = reason_of(error)
        fault = Finding("E770", place, f"the file cannot be redacted: {reason}", "look whether it can be opened")
        return None, [*stages.findings, fault]
    stages.enter("searching the redacted file")
    left = list(_left(redaction, wish.path.suffix, searcher, place))
    shown = tuple(_pages(redaction.content)) if wish.shows and not left else ()
    return (None if left else replace(redaction, shown=shown)), [*stages.findings, *left]


def write_redaction(redaction: Redaction, target: Path, folder: Path | None) -> list[Finding]:
    """Write a redacted file, and its pages into a new folder; return what stands against it."""
    try:
        for path in (target, *((folder,) if folder else ())):
            if os.path.lexists(path):
                raise FileExistsError(path.as_posix())
        with new_file(target) as stream:
            stream.write(redaction.content)
        if folder is not None:
            with new_folder(folder) as pages:
                for number, content in enumerate(redaction.shown, 1):
                    ending = "jpg" if content.startswith(b"\xff\xd8") else "png"
                    (pages / f"page-{number:02d}.{ending}").write_bytes(content)
    except FileExistsError as error:
        place = Place(str(error.args[-1]) if error.filename is None else Path(error.filename).as_posix())
        return [Finding("E764", place, "this is there already, and is never overwritten", "name another one")]
    except OSError as error:
        return [finding_of(error, Place(target.as_posix()))]
    return []


def _redact(
    content: bytes, ending: str, regions: Sequence[Region], searcher: Searcher | None, place: Place
) -> Redaction:
    if b"%PDF-" not in content[:1024]:
        return _redact_picture(content, ending, regions, place)
    places: dict[int, list[Share]] = {}
    for number, share in (*_of_regions(content, regions), *_of_names(content, searcher)):
        places.setdefault(number, []).append(share)
    redacted: Redacted = redact_pdf(content, places)
    return Redaction(redacted.content, redacted.pages, _count(redacted.content))


def _redact_picture(content: bytes, ending: str, regions: Sequence[Region], place: Place) -> Redaction:
    """Return a picture without the regions and without anything but its dots; no name can be found in it."""
    from PIL import Image  # noqa: PLC0415 - slow to load

    from submissions.pictures import clean_picture  # noqa: PLC0415

    resource, findings = clean_picture(content, f"the picture.{ending}", place)
    if resource is None:
        raise CannotCleanError(findings[0].message.partition(":")[0], findings[0].help)
    if any(region.page != 1 for region in regions):
        raise CannotCleanError("a picture has one page", "write 1: before each region")
    with Image.open(io.BytesIO(resource.content)) as image:
        ground = Image.new("RGBA", image.size, "white")  # what a veil hides must not come to light
        ground.alpha_composite(image.convert("RGBA"))
        picture = paint_over(ground.convert("RGB"), [region.share_of(*image.size) for region in regions])
    stream = io.BytesIO()
    picture.save(stream, "JPEG" if resource.kind == "jpeg" else "PNG", **_QUALITY.get(resource.kind, {}))
    return Redaction(stream.getvalue(), (1,), 1)


_QUALITY: Final[Mapping[str, dict[str, Any]]] = {"jpeg": {"quality": 90, "subsampling": 0}}


def _document(content: bytes) -> Any:
    from contextlib import closing  # noqa: PLC0415

    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - slow to load

    try:
        return closing(PdfDocument(content))
    except PdfiumError as error:
        reason = "it is no PDF that can be opened, or it is locked"
        raise CannotCleanError(
            reason, "get it without the lock, or print it into a new PDF, and redact that"
        ) from error


def _count(content: bytes) -> int:
    with _document(content) as document:
        return len(document)


def _of_regions(content: bytes, regions: Sequence[Region]) -> Iterator[tuple[int, Share]]:
    with _document(content) as document:
        for region in regions:
            known = 1 <= region.page <= len(document)
            wide, high = document[region.page - 1].get_size() if known else (1, 1)
            yield region.page, region.share_of(wide, high)


def _of_names(content: bytes, searcher: Searcher | None) -> Iterator[tuple[int, Share]]:
    """Yield page and place of each word of a protected string, where the text or the layer of a page has it."""
    if searcher is None:
        return
    with _document(content) as document:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            yield from ((number, share) for share in _names_on(page, searcher))
            page.close()


def _names_on(page: Any, searcher: Searcher) -> Iterator[Share]:
    from submissions.unseen.places import sheet_of  # noqa: PLC0415

    words = page.get_textpage()
    try:
        text = words.get_text_range(errors="replace") if words.count_chars() else ""
        if len(text) != words.count_chars():  # signs beyond the first plane count twice on one side
            text = "".join(
                words.get_text_range(at, 1, errors="replace")[:1] or " " for at in range(words.count_chars())
            )
        sheet = sheet_of(page)
        for start, end in _spans(text, searcher):
            for at in range(start, end):
                left, top, right, bottom = sheet.box(*words.get_charbox(at, loose=True))
                if not text[at].isspace():
                    yield (
                        (left - _MARGIN) / sheet.width, (top - _MARGIN) / sheet.height,
                        (right + _MARGIN) / sheet.width, (bottom + _MARGIN) / sheet.height,
                    )  # fmt: skip
    finally:
        words.close()


def _spans(text: str, searcher: Searcher) -> list[tuple[int, int]]:
    """Return where protected strings stand in a text, in runs of words: each with all of the name that is beside it.

    What is found of a name in a single word may stand in the middle of more of it, which alone is searched for no more
    ("Haddad" of an official's too): so around each shortest run is looked for the longest.
    """
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    if not searcher.search([Piece("page", "text", text), Piece("page", "text", " ".join(text.split()))]):
        return []
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in places]
    found: list[_Run] = []
    for size in range(1, _WINDOW_MAX + 1):
        runs = [(start, start + size - 1) for start in range(len(words) - size + 1)]
        open_runs = [run for run in runs if not any(run[0] <= one[0] and one[1] <= run[1] for one in found)]
        pieces = [
            Piece(str(index), "text", shown)
            for index, (first, last) in enumerate(open_runs)
            for shown in _readings(text[places[first][0] : places[last][1]])
        ]
        hits = {int(hit.piece.part) for hit in searcher.search(pieces)}
        found += [open_runs[index] for index in sorted(hits)]
    more = *_around(found, words, searcher), *_long(words, searcher)
    whole = [_with_initials(run, words) for run in (*found, *more)]
    return [(places[first][0], places[last][1]) for first, last in dict.fromkeys(whole)]


def _around(found: Sequence[_Run], words: Sequence[str], searcher: Searcher) -> Iterator[_Run]:
    """Yield the runs of words that a search names in what stands around those that were found."""
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    windows = dict.fromkeys(
        (start, end)
        for first, last in found
        for start in range(max(0, last - _WINDOW_MAX + 1), first + 1)
        for end in range(last, min(len(words), start + _WINDOW_MAX))
        if (start, end) != (first, last)
    )
    pieces = [Piece(f"{start}", "text", " ".join(words[start : end + 1])) for start, end in windows]
    for hit in searcher.search(pieces):
        if run := _run_of(hit):
            yield run[0] + int(hit.piece.part), run[1] + int(hit.piece.part)


def _long(words: Sequence[str], searcher: Searcher) -> Iterator[_Run]:
    """Yield the runs that a search of all words together names, of any length: a withheld passage, an address.

    A search tells each form of a string once: so what was told is taken away, and searched again.
    """
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    left = list(words)
    for _ in words:
        hits = searcher.search([Piece("page", "text", " ".join(left))])
        runs = [run for hit in hits if (run := _run_of(hit))]
        if not runs:
            return
        yield from runs
        for first, last in runs:
            left[first : last + 1] = [_TAKEN] * (last + 1 - first)


def _run_of(hit: Hit) -> _Run | None:
    """Return the run of words of its piece that a hit names, None for what only a decoded text says."""
    at = hit.piece.text.find(hit.words)
    first = hit.piece.text.count(" ", 0, at)
    return None if at < 0 else (first, first + hit.words.count(" "))


def _with_initials(run: _Run, words: Sequence[str]) -> _Run:
    """Return a run of words with the initials beside it: "R." of "R. Haddad" tells as much."""
    first, last = run
    while first > 0 and _INITIAL.fullmatch(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and _INITIAL.fullmatch(words[last + 1]):
        last += 1
    return first, last


def _readings(text: str) -> tuple[str, ...]:
    """Return a run of words as it stands, and with its lines joined as a reader joins them."""
    joined = re.sub(r"[\x02\ufffe\u00ad\u2010-]\s*[\r\n]+\s*", "", text)
    return tuple(dict.fromkeys((text, " ".join(text.split()), " ".join(joined.split()))))


def _left(redaction: Redaction, ending: str, searcher: Searcher | None, place: Place) -> Iterator[Finding]:
    """Yield what of the protected strings, or of what nobody sees, is still in the result."""
    from submissions.audit.files import audit_file  # noqa: PLC0415 - slow to import
    from submissions.audit.names.search import Searcher as Searching  # noqa: PLC0415
    from submissions.audit.report import outcome_of  # noqa: PLC0415

    searches = searcher or Searching(())
    outcome = outcome_of(audit_file(f"redacted{ending}", redaction.content, searches, foreign=True), searches)
    for hit in outcome.hits:
        words = f"{hit.whose} is still in the redacted file: {hit.where} ({hit.form})"
        yield Finding("E620", place, words, "take out the whole passage with --region")
    for refusal in outcome.refusals:
        yield Finding("E621", place, f"the redacted file holds what may not be handed over: {refusal}", _REMAINS)


_REMAINS: Final = "print the file into a new PDF, and redact that"


def _pages(content: bytes) -> Iterator[bytes]:
    """Yield each page of the result as a PNG; a picture is one page."""
    if not content.startswith(b"%PDF-"):
        yield content
        return
    with _document(content) as document:
        for page in document:
            stream = io.BytesIO()
            page.render(scale=1.5).to_pil().convert("RGB").save(stream, "PNG")
            yield stream.getvalue()
            page.close()
