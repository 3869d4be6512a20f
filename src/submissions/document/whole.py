"""A document as a whole: its blocks, its pictures, and what stands around them on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from submissions.document.form import DraftedForm
from submissions.document.nodes import Block
from submissions.findings import Place
from submissions.languages import NO_LANGUAGES, Language, Languages
from submissions.look import KINDS, PLAIN_LOOK, HouseLook, Kind, PageMeasures, Paper, measures

BODY_MARK: Final = "_Document"
"""The bookmark around the document in a Word file whose frame has words of its own beside it, such as a letterhead."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands at the head and foot of the pages, in the document's language.

    `page_of` holds the fields `{page}` and `{pages}`; `marking` is the confidentiality mark or "".
    The header is not printed on the first page, the mark is. `confidential` is what the file's properties say of it,
    or "". `draft` is the mark of a draft, which stands at the head of every page, the first and the cover too, or "".
    """

    header: str
    marking: str
    page_of: str
    confidential: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture that was decoded, turned upright and re-encoded, or drawn: its kind, bytes and size.

    The size is in pixels, that of a drawing ("svg") in points.
    """

    kind: Literal["png", "jpeg", "svg"]
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class HouseFile:
    """A file of the house look (a Word frame, the page's HTML or CSS): its bytes, and its place for findings."""

    content: bytes
    place: Place


@dataclass(frozen=True, slots=True)
class Design:
    """Which class of document it is, the paper, and the look of the house.

    `frame` is a class of document ("filing", "brief"), or the name of a Word frame of its own. Text is set flush at its
    beginning and words are never divided: a divided name is harder to search. `logo` is the picture that `look` names.
    """

    frame: str = "filing"
    paper: Paper = "a4"
    look: HouseLook = PLAIN_LOOK
    logo: Resource | None = None

    @property
    def kind(self) -> Kind:
        """The class of document; one with a frame of its own is a filing."""
        return next((kind for kind in KINDS if kind == self.frame), "filing")

    @property
    def measures(self) -> PageMeasures:
        """Every value of its pages, in points."""
        return measures(self.look, self.kind, self.paper)


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for every writer.

    `languages` are the words and habits of its language and of those of single words in it; how one that is not among
    them is written is known by its code alone. `form` is the Word file of a body that was drafted in Word.
    """

    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    organisation: str
    furniture: Furniture
    design: Design
    blocks: tuple[Block, ...]
    resources: tuple[tuple[str, Resource], ...] = ()
    languages: Languages = NO_LANGUAGES
    form: DraftedForm | None = None

    @property
    def speech(self) -> Language:
        """The words and habits of the document's own language."""
        return self.languages.of(self.language)

    def resource(self, key: str) -> Resource:
        """Return the picture under a key; raises KeyError for a key that is not there."""
        return dict(self.resources)[key]
