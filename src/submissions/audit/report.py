"""Put what the audit found into words that never repeat what is protected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from submissions.audit.records import AuditReport, Hit, Piece
from submissions.folding import fold_words

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher

MASK: Final = "[protected]"
_LOOKS_MAX: Final = 10
_PLACES_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class ToldHit:
    """A hit in words, once with every place and channel that it stands in: "page 1, text; page 1, tag ActualText".

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
    """Return each hit once with all the places and channels in which the same words stand.

    A PDF holds a line of text in nine channels; what is to be mended is one line.
    """
    places: dict[tuple[str, str], dict[str, None]] = {}
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        key = hit.secret.label, fold_words(hit.words)
        places.setdefault(key, {})[mask(where_of(hit))] = None
        first.setdefault(key, hit)
    return tuple(
        ToldHit(_listed(list(places[key])), hit.secret.label, hit.variant, hit.words if shows_words else "")
        for key, hit in first.items()
    )


def _listed(places: list[str]) -> str:
    more = [f"and {len(places) - _PLACES_MAX} more"] if len(places) > _PLACES_MAX else []
    return "; ".join([*places[:_PLACES_MAX], *more])


def where_of(hit: Hit) -> str:
    """Return part, place and channel of a hit."""
    return join(hit.piece.part, hit.piece.place, hit.piece.channel)


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
