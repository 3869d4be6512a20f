"""Put what the audit found into words that never repeat what is protected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from submissions.audit.records import AuditReport, Hit, Piece
from submissions.folding import fold_words

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher

MASK: Final = "[protected]"
_LOOKS_MAX: Final = 10
_PLACES_MAX: Final = 12
# The channels of the text that a reader has before the eyes, and those that are it again, coded otherwise.
_READ: Final = re.compile(r"text(?: as drawn| by its place| from right to left)?(?:, (?:lines joined|without gaps))?")
_SHOWN: Final = re.compile(_READ.pattern + r"$|text by its encoding$")
_PAGE: Final = re.compile(r"(?:^| > )page \d+$")
_ALL_PAGES: Final = "all pages"


@dataclass(frozen=True, slots=True)
class ToldHit:
    """A hit in words, once with every place that it stands in: "page 1; page 1, tag ActualText; XMP, dc:title".

    `words` only for those who may see them.
    """

    where: str
    whose: str
    form: str
    words: str = ""

    def __str__(self) -> str:
        shown = f": '{self.words}'" if self.words else ""
        return f"{self.where}: {self.whose} ({self.form}){shown}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The audit of one file in words and counts; it holds no protected string unless it was asked to.

    `looks` are at most ten lines of what may be protected and may be something else.
    """

    file: str
    hits: tuple[ToldHit, ...] = ()
    refusals: tuple[str, ...] = ()
    unsearchable: tuple[str, ...] = ()
    parts: int = 0
    pieces: int = 0
    secrets: int = 0
    pictures: int = 0
    looks: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the file may be handed over as far as a search can tell."""
        return not (self.hits or self.refusals or self.unsearchable)


def outcome_of(report: AuditReport, searcher: Searcher, *, shows_words: bool = False) -> Outcome:
    """Return a report in words."""
    mask = (lambda text: text) if shows_words else Mask(searcher)
    hits = told_once(report.hits, mask, shows_words=shows_words)
    looks = list(map(str, told_once(report.looks, mask, shows_words=shows_words)))
    refusals = [mask(join(one.part, one.place)) + f": {one.reason}" for one in report.refusals]
    unsearchable = [mask(join(one.part)) + f": {one.reason}" for one in report.unsearchable]
    return Outcome(
        mask(report.file),
        hits,
        tuple(dict.fromkeys(refusals)),
        tuple(dict.fromkeys(unsearchable)),
        report.parts,
        report.searched,
        len({(secret.label, secret.text) for secret in searcher.secrets}),
        report.pictures,
        tuple(
            looks if len(looks) <= _LOOKS_MAX else [*looks[: _LOOKS_MAX - 1], f"and {len(looks) - _LOOKS_MAX + 1} more"]
        ),
    )


def told_once(hits: Iterable[Hit], mask: Callable[[str], str], *, shows_words: bool = False) -> tuple[ToldHit, ...]:
    """Return each hit once with all the places in which the same words stand.

    A PDF holds a line of text in nine channels; what is to be mended is one line.
    """
    same: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        same.setdefault((hit.secret.label, fold_words(hit.words)), []).append(hit)
    return tuple(
        ToldHit(_listed(_places(each, mask)), first.secret.label, first.variant, first.words if shows_words else "")
        for each in same.values()
        for first in each[:1]
    )


def _places(hits: Sequence[Hit], mask: Callable[[str], str]) -> list[str]:
    """Return where hits stand, each once; the channel of what anybody reads there says nothing and is left out."""
    read = {(hit.piece.part, hit.piece.place) for hit in hits if _READ.fullmatch(hit.piece.channel)}
    pages = {hit.piece.part.rpartition(" > ")[0] for hit in hits if _PAGE.search(hit.piece.part)}
    found: dict[str, None] = {}
    for hit in hits:
        outer, _, inner = hit.piece.part.rpartition(" > ")
        if inner == _ALL_PAGES and outer in pages:
            continue
        is_read = (hit.piece.part, hit.piece.place) in read and _SHOWN.match(hit.piece.channel)
        found[mask(join(hit.piece.part, hit.piece.place, "" if is_read else hit.piece.channel))] = None
    return list(found)


def _listed(places: list[str]) -> str:
    more = [f"and {len(places) - _PLACES_MAX} more"] if len(places) > _PLACES_MAX else []
    return "; ".join([*places[:_PLACES_MAX], *more])


def join(*words: str) -> str:
    """Return what is said of a place, joined; "the file" where nothing is."""
    return ", ".join(word for word in words if word) or "the file"


class Mask:
    """Hides, in the names of files and parts, what is protected itself."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Return a text in which every word between separators that holds a protected string is masked."""
        if text not in self._known:
            self._known[text] = self._masked(text)
        return self._known[text]

    def _masked(self, text: str) -> str:
        if not self._holds(text):
            return text
        for separator in (" > ", ", ", "/"):
            parts = text.split(separator)
            if len(parts) > 1:
                masked = separator.join(self._masked(part) for part in parts)
                return masked if not self._holds(masked) else MASK
        # The ending of a file is kept, as it tells what the file is; longer words behind a dot may be a name.
        _, dot, kind = text.rpartition(".")
        return f"{MASK}.{kind}" if dot and kind.isalnum() and len(kind) <= 5 and not self._holds(kind) else MASK

    def _holds(self, text: str) -> bool:
        return any(self.searcher.judged((Piece("", "file name", text),)))
