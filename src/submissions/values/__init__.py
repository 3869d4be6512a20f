"""Values that know where the author typed them: text, prose, dates, texts in several languages, and gaps."""

from submissions.values.absence import Missing, WithheldWords, Withholding, still_to_come
from submissions.values.dates import TO_COME, Day, PartialDate
from submissions.values.localised import Localised, LocalisedProse
from submissions.values.nodes import Node, RefusedNode, SourceList, SourceMapping
from submissions.values.refusal import Checked, Lookup, RefusedValueError
from submissions.values.text import NOWHERE, Prose, Text, ToCome

__all__ = [
    "NOWHERE",
    "TO_COME",
    "Checked",
    "Day",
    "Localised",
    "LocalisedProse",
    "Lookup",
    "Missing",
    "Node",
    "PartialDate",
    "Prose",
    "RefusedNode",
    "RefusedValueError",
    "SourceList",
    "SourceMapping",
    "Text",
    "ToCome",
    "WithheldWords",
    "Withholding",
    "still_to_come",
]
