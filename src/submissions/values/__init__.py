"""Values that know where the author typed them: text, prose, dates, texts in several languages, and gaps."""

from submissions.values.absence import Missing, WithheldWords, Withholding
from submissions.values.dates import Day, PartialDate
from submissions.values.localised import Localised, LocalisedProse
from submissions.values.naming import LocalisedWithNames, Mention, TextWithNames, mention_at, pieces_of
from submissions.values.nodes import Node, RefusedNode, SourceList, SourceMapping
from submissions.values.refusal import Checked, Lookup, RefusedValueError
from submissions.values.text import NOWHERE, Prose, Text, Unread

__all__ = [
    "NOWHERE",
    "Checked",
    "Day",
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
    "Unread",
    "WithheldWords",
    "Withholding",
    "mention_at",
    "pieces_of",
]
