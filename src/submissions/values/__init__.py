"""Values that know where the author typed them: text, prose, dates, texts in several languages, and gaps."""

from submissions.values.absence import Missing, WithheldWords, Withholding, still_to_come
from submissions.values.dates import TO_COME, Day, PartialDate
from submissions.values.localised import Localised, LocalisedProse
from submissions.values.naming import LocalisedWithNames, Mention, TextWithNames, mention_at, pieces_of
from submissions.values.nodes import Node, RefusedNode, SourceList, SourceMapping
from submissions.values.numbers import ExactNumber
from submissions.values.refusal import Checked, Lookup, RefusedValueError
from submissions.values.text import NOWHERE, Prose, Text, ToCome, Unread

__all__ = [
    "NOWHERE",
    "TO_COME",
    "Checked",
    "Day",
    "ExactNumber",
    "Localised",
    "LocalisedProse",
    "LocalisedWithNames",
    "Lookup",
    "Mention",
    "Missing",
    "Node",
    "PartialDate",
    "Prose",
    "RefusedNode",
    "RefusedValueError",
    "SourceList",
    "SourceMapping",
    "Text",
    "TextWithNames",
    "ToCome",
    "Unread",
    "WithheldWords",
    "Withholding",
    "mention_at",
    "pieces_of",
    "still_to_come",
]
