"""What a look for contradictions brings: one disagreement, told with both of its places."""

from __future__ import annotations

from dataclasses import dataclass

from submissions.admissibility.answers import State
from submissions.findings import Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: the key of its words, what fills them, and the place that is to be mended.

    `state` is "verify" where the case may be right all the same, and a person must look.
    """

    wording: str
    details: tuple[tuple[str, str], ...]
    place: Place
    state: State = "contradicted"
