"""List at the end of a draft what is still to come and has no place in its text, so that every gap stands on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from submissions.document import Block, Division, Gap, Paragraph, Run, gap_of, walk
from submissions.findings import Finding
from submissions.jinja import Printed
from submissions.languages import Language
from submissions.values import Missing

# What a document asks for by itself: others belong to parts of the case that it may never print.
_ASKED_FOR: Final = frozenset({"E123", "E210"})
# A key or an id, as messages quote it; the last one is what is missing.
_QUOTED: Final = re.compile(r"'([^']+)'")


def other_gaps(
    found: Sequence[Finding], blocks: tuple[Block, ...], values: Sequence[Printed], speech: Language
) -> Iterator[Block]:
    """Yield the gaps that no block prints, under a title of their own; nothing where there is none."""
    told = {printed.value.finding for printed in values if isinstance(printed.value, Missing)}
    shown = {node.text for node in walk(blocks) if isinstance(node, Gap)}
    lacking = dict.fromkeys(one for one in found if one.code in _ASKED_FOR and one not in told)
    gaps = {gap.text: gap for one in lacking if (gap := gap_of(_wanted(one), one.place, speech)).text not in shown}
    if gaps:
        place = next(iter(gaps.values())).place
        title = Paragraph((Run(speech.draft.others, place),), place, role="box-title")
        lines = (Paragraph((gap,), gap.place) for gap in gaps.values())
        yield Division("unnumbered", (title, *lines), place)


def _wanted(finding: Finding) -> str:
    """Return what is missing, by the key or the id that a message quotes last."""
    quoted: list[str] = _QUOTED.findall(finding.message)
    return quoted[-1] if quoted else finding.code
