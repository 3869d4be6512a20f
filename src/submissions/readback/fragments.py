"""Compare lines with fragments of lines whose signs stand in the order in which they are drawn, not read.

A PDF keeps right-to-left text as it is drawn. The fragments themselves follow the structure, in reading order: each
must hold exactly the signs that come next in the expected text, in whatever order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from submissions.findings import Finding, Place
from submissions.readback.compare import difference
from submissions.readback.lines import PAGE_NUMBER, Line
from submissions.readback.stream import SEPARATOR, printed

# Brackets that Unicode mirrors (Bidi_Mirrored): drawn from right to left, an opening one comes out as a closing one.
_MIRRORED = str.maketrans(
    {
        ")": "(",
        "]": "[",
        "}": "{",
        ">": "<",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    }
)
# Neutral signs, which the layout may draw at either end of a piece; U+0002 and U+FFFE stand for a broken hyphen.
_IGNORED = set(".:-\N{HYPHEN}\N{EN DASH}\N{EM DASH}\x02\ufffe")
_SHOWN = 60


def compare_fragments(lines: Sequence[Line], found: Sequence[str], place: Place, what: str) -> list[Finding]:
    """Return a finding for the first fragment that holds other signs than the expected text does next."""
    expected = [(sign, line) for line in lines for sign in _signs(printed(line))]
    at = 0
    for fragment in found:
        signs = list(_signs(fragment))
        if at < len(expected) and expected[at][0] == PAGE_NUMBER and signs and all(sign.isdigit() for sign in signs):
            at += 1
            continue
        wanted = expected[at : at + len(signs)]
        if Counter(signs) != Counter(sign for sign, _ in wanted):
            line = wanted[0][1] if wanted else None
            return [difference(line, Line("text", "", fragment[:_SHOWN], place), what)]
        at += len(signs)
    rest = [line for sign, line in expected[at:] if sign != PAGE_NUMBER]
    return [difference(rest[0], None, what)] if rest else []


def _signs(text: str) -> Iterator[str]:
    """Yield what is compared of a text: no white space, no dots and dashes, brackets without their direction."""
    for sign in unicodedata.normalize("NFKC", text.replace(SEPARATOR, " ")).translate(_MIRRORED):
        visible = sign == PAGE_NUMBER or not (sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc"))
        if visible and sign not in _IGNORED:
            yield sign
