"""What a house says of its look: its name, logo and address, and what each class of document wears."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final, Literal, TypeAlias, get_args

Paper: TypeAlias = Literal["a4", "letter"]
Kind: TypeAlias = Literal["filing", "brief", "letter", "memorandum", "parliamentary"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""The classes of document."""

SHEETS: Final[dict[Paper, tuple[float, float]]] = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
"""Width and height of each paper in points: Word counts in twentieths of them."""

BLACK: Final = "#000000"
BOOK_FACE: Final = "Times New Roman"
"""The family that has the letters of every language of the house."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture of the house: its file in the house's folder, width in points, place, and words instead of it."""

    file: str
    width: float
    alternative: str
    where: Literal["start", "end"] = "end"


@dataclass(frozen=True, slots=True)
class Dress:
    """What documents wear; None leaves it to what stands behind. Margins and the size of text are in points.

    `accent` is a colour such as "#1b3a57"; `text` and `heads` are families of type as Word names them.
    """

    accent: str | None = None
    text: str | None = None
    heads: str | None = None
    size: float | None = None
    paper: Paper | None = None
    margin_top: float | None = None
    margin_bottom: float | None = None
    margin_start: float | None = None
    margin_end: float | None = None

    def over(self, other: Dress) -> Dress:
        """Return this, with what it leaves open taken from another one."""
        own = {item.name: getattr(self, item.name) for item in fields(self)}
        return replace(other, **{name: value for name, value in own.items() if value is not None})


@dataclass(frozen=True, slots=True)
class HouseLook:
    """The look of a house, as its `house.yaml` gives it; everything may be left out.

    `address` is in lines; `dress` is worn by all classes of document, `classes` by one each, before that.
    """

    name: str = ""
    logo: Logo | None = None
    address: tuple[str, ...] = ()
    registration: str = ""
    footer: str = ""
    dress: Dress = Dress()
    classes: tuple[tuple[Kind, Dress], ...] = ()

    def worn_by(self, kind: Kind) -> Dress:
        """Return what a class of document wears."""
        return dict(self.classes).get(kind, Dress()).over(self.dress)

    def own(self, kind: Kind) -> Dress:
        """Return what is said of a class of document alone."""
        return dict(self.classes).get(kind, Dress())

    @property
    def foot(self) -> tuple[str, ...]:
        """The line at the foot of every page: what the house prints there, and its number in a register."""
        said = " · ".join(line for line in (self.footer, self.registration) if line)
        return (said,) if said else ()

    @property
    def letterhead(self) -> tuple[str, ...]:
        """The lines at the head of the first page: the name of the house and its address."""
        return tuple(line for line in (self.name, *self.address) if line)

    @property
    def side(self) -> Literal["start", "end"]:
        """On which side of the first page the letterhead stands."""
        return self.logo.where if self.logo is not None else "start"

    @property
    def words(self) -> tuple[str, ...]:
        """All that the house prints around a document."""
        return (*self.letterhead, *self.foot)


PLAIN_LOOK: Final = HouseLook()
"""The look of a house that says nothing of it."""
