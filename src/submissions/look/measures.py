"""The measures of one class of document on one paper: every value of the page, in points, that both writers share.

They stand in `measures.csv`; a house may set another size of text, other margins, faces and colours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from submissions.look.families import Family, family
from submissions.look.record import BLACK, SHEETS, Dress, HouseLook, Kind, Paper
from submissions.packaged import packaged_rows

DERIVED: Final[dict[Kind, Kind]] = {"letter": "filing", "memorandum": "filing", "parliamentary": "brief"}
"""From which class the others take what the table leaves out."""

_POINTS_IN_MILLIMETRE: Final = 72 / 25.4
_LEAST_MARGIN: Final = 42.5
"""Points, 15 mm: what printers leave white, and a thumb covers."""
_EDGE: Final = 22.5
"""Points, 8 mm: what a column in the margin leaves of it."""
_VALUE: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pt|mm)")


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """The values of `measures.csv` for one class, in points, and the sheet, the faces and the colours."""

    kind: Kind
    paper: Paper
    sheet_width: float
    sheet_height: float
    text_face: Family
    head_face: Family
    accent: str
    heading_colour: str
    rule_colour: str
    margin_top: float
    margin_bottom: float
    margin_start: float
    margin_end: float
    furniture_gap: float
    furniture_size: float
    furniture_leading: float
    text_size: float
    text_leading: float
    text_after: float
    hang: float
    step: float
    compact_step: float
    item_after: float
    list_after: float
    quote_indent: float
    quote_size: float
    quote_leading: float
    heading_1_size: float
    heading_1_leading: float
    heading_1_before: float
    heading_1_after: float
    heading_2_size: float
    heading_2_leading: float
    heading_2_before: float
    heading_2_after: float
    heading_3_size: float
    heading_3_leading: float
    heading_3_before: float
    heading_3_after: float
    small_size: float
    small_leading: float
    small_after: float
    note_size: float
    note_leading: float
    note_after: float
    note_hang: float
    note_rule: float
    table_size: float
    table_leading: float
    table_before: float
    table_after: float
    cell_padding: float
    cell_gap: float
    cell_after: float
    caption_size: float
    caption_leading: float
    caption_after: float
    box_size: float
    box_leading: float
    box_after: float
    box_after_all: float
    box_padding: float
    ask_size: float
    ask_leading: float
    ask_padding: float
    ask_rule: float
    addressee_after: float
    kicker_size: float
    kicker_leading: float
    kicker_after: float
    title_size: float
    title_leading: float
    title_before: float
    title_after: float
    subtitle_size: float
    subtitle_leading: float
    subtitle_after: float
    standfirst_size: float
    standfirst_leading: float
    standfirst_after: float
    party_size: float
    party_leading: float
    party_before: float
    party_after: float
    party_role_after: float
    versus_width: float
    sides_after: float
    date_around: float
    letter_after: float
    counsel_before: float
    signature_before: float
    signature_room: float
    beside_width: float
    beside_gap: float
    beside_size: float
    beside_leading: float
    beside_before: float
    beside_after: float
    contact_before: float
    contact_after: float
    contents_step: float
    contents_range: float
    contents_page: float

    @property
    def base(self) -> Kind:
        """The class of document from which this one derives, or itself."""
        return DERIVED.get(self.kind, self.kind)

    @property
    def head_at(self) -> float:
        """How far the head of the page begins from the edge of the sheet: it stands its gap above the text."""
        return self.margin_top - self.furniture_gap - self.furniture_leading

    @property
    def foot_at(self) -> float:
        """How far the foot of the page ends from the edge of the sheet."""
        return self.margin_bottom - self.furniture_gap - self.furniture_leading

    @property
    def width(self) -> float:
        """How wide the text is."""
        return self.sheet_width - self.margin_start - self.margin_end

    @property
    def has_room_beside(self) -> bool:
        """Whether the margin where lines begin is wide enough for a column of its own."""
        return self.beside_width > 0 and self.margin_start >= self.beside_gap + self.beside_width + _EDGE

    @property
    def height(self) -> float:
        """How high the text is."""
        return self.sheet_height - self.margin_top - self.margin_bottom


@lru_cache(maxsize=64)
def measures(look: HouseLook, kind: Kind, paper: Paper) -> PageMeasures:
    """Return the measures of a class of document in the look of a house, on a paper."""
    worn, own, rows = look.worn_by(kind), look.own(kind), _rows(kind)
    scale = (worn.size or _points(rows["text_size"])) / _points(rows["text_size"])
    width, height = SHEETS[paper]
    values: dict[str, Any] = {
        name: _scaled(value, scale) for name, value in rows.items() if _VALUE.fullmatch(value) is not None
    }
    values |= {name: value for name in values if (value := getattr(worn, name, None)) is not None}
    text_face = family(worn.text or rows["text_face"])
    set_in = values["text_size"] * text_face.letter / (_points(rows["text_size"]) * family(rows["text_face"]).letter)
    values |= _margins(values, worn, width, set_in)
    return PageMeasures(
        kind=kind,
        paper=paper,
        sheet_width=width,
        sheet_height=height,
        text_face=text_face,
        head_face=family(worn.heads or worn.text or rows["head_face"]),
        accent=worn.accent or BLACK,
        heading_colour=_colour(rows["heading_colour"], worn, own),
        rule_colour=_colour(rows["rule_colour"], worn, own),
        **values,
    )


def _margins(values: Mapping[str, float], worn: Dress, width: float, set_in: float) -> dict[str, float]:
    """Return the margins at both sides, so that a line has as many letters as the table means in any face and size.

    `set_in` is how much wider its letters are than those of the table, whose margins are for A4. What the house says
    of a margin stays.
    """
    line = (SHEETS["a4"][0] - values["margin_start"] - values["margin_end"]) * set_in
    if worn.margin_start is not None or worn.margin_end is not None:
        return {}
    spare = (width - values["margin_start"] - values["margin_end"] - line) / 2
    least = {"margin_start": _LEAST_MARGIN + values["hang"], "margin_end": _LEAST_MARGIN}
    return {name: round(max(values[name] + spare, low), 2) for name, low in least.items()}


def _colour(word: str, worn: Dress, own: Dress) -> str:
    """Return a colour of the table: a class that is black takes the accent only where it is given to it alone."""
    return (worn.accent if word == "accent" else own.accent) or BLACK


@cache
def _rows(kind: Kind) -> dict[str, str]:
    """Return what the table says of a class."""
    behind = DERIVED.get(kind, kind)
    return {row["measure"]: row[kind] or row[behind] for row in packaged_rows("look/measures.csv")}


def _points(value: str) -> float:
    number, unit = _VALUE.fullmatch(value).groups()  # type: ignore[union-attr]
    return float(number) * (_POINTS_IN_MILLIMETRE if unit == "mm" else 1)


def _scaled(value: str, scale: float) -> float:
    """Return a value in points; those in points go with the size of the text, in the half points that Word knows."""
    points = _points(value)
    return points if value.endswith("mm") or scale == 1 else round(points * scale * 2) / 2
