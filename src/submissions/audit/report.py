"""Put what the audit found into words that never repeat what is protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from submissions.audit.records import AuditReport, Hit, Piece

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher

MASK: Final = "[protected]"


@dataclass(frozen=True, slots=True)
class ToldHit:
    """A hit in words: where it is, what stands there and in which form; `words` only for those who may see them."""

    where: str
    whose: str
    form: str
    words: str = ""

    def __str__(self) -> str:
        shown = f": '{self.words}'" if self.words else ""
        return f"{self.where}: {self.whose} ({self.form}){shown}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The audit of one file in words and counts; it holds no protected string unless it was asked to."""

    file: str
    hits: tuple[ToldHit, ...] = ()
    refusals: tuple[str, ...] = ()
    unsearchable: tuple[str, ...] = ()
    parts: int = 0
    pieces: int = 0
    secrets: int = 0
    pictures: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether the file may be handed over as far as a search can tell."""
        return not (self.hits or self.refusals or self.unsearchable)


def outcome_of(report: AuditReport, searcher: Searcher, *, shows_words: bool = False) -> Outcome:
    """Return a report in words."""
    mask = (lambda text: text) if shows_words else Mask(searcher)
    hits = [
        ToldHit(mask(where_of(hit)), hit.secret.label, hit.variant, hit.words if shows_words else "")
        for hit in report.hits
    ]
    refusals = [mask(join(one.part, one.place)) + f": {one.reason}" for one in report.refusals]
    unsearchable = [mask(join(one.part)) + f": {one.reason}" for one in report.unsearchable]
    return Outcome(
        mask(report.file),
        tuple(dict.fromkeys(hits)),
        tuple(dict.fromkeys(refusals)),
        tuple(dict.fromkeys(unsearchable)),
        report.parts,
        report.searched,
        len({(secret.label, secret.text) for secret in searcher.secrets}),
        report.pictures,
    )


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
        return bool(self.searcher.search((Piece("", "file name", text),)))
