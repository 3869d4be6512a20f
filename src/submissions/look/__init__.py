"""The look of a house: what its `house.yaml` says, and every measure of the page that follows from it.

A layer beside the document: frozen data, without a word of any writer.
"""

from submissions.look.families import Family, families, family
from submissions.look.measures import DERIVED, PageMeasures, measures
from submissions.look.record import BLACK, BOOK_FACE, KINDS, PLAIN_LOOK, SHEETS, Dress, HouseLook, Kind, Logo, Paper

__all__ = [
    "BLACK",
    "BOOK_FACE",
    "DERIVED",
    "KINDS",
    "PLAIN_LOOK",
    "SHEETS",
    "Dress",
    "Family",
    "HouseLook",
    "Kind",
    "Logo",
    "PageMeasures",
    "Paper",
    "families",
    "family",
    "measures",
]
