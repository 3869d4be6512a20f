"""The look of a house: what its `house.yaml` says, and every measure of the page that follows from it.

A layer beside the document: frozen data, without a word of any writer.
"""

from submissions.look.families import Family, families, family
from submissions.look.measures import DERIVED, Measures, measures
from submissions.look.record import BLACK, KINDS, SHEETS, Dress, Kind, Logo, Look, Paper

__all__ = [
    "BLACK",
    "DERIVED",
    "KINDS",
    "SHEETS",
    "Dress",
    "Family",
    "Kind",
    "Logo",
    "Look",
    "Measures",
    "Paper",
    "families",
    "family",
    "measures",
]
