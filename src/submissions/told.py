"""What a draft tells as a warning, since it goes to nobody; and what is to be looked at before anything goes."""

from __future__ import annotations

from typing import Final

CONSENT_CODES: Final = frozenset({"E145", "E146", "E147", "E148", "E161"})
"""The codes of a consent that stops one document, and no other of its folder."""

GAP_CODES: Final = frozenset(
    {"E114", "E117", "E123", "E125", "E136", "E210", "E213", "E307", "E308", "E312", "E341", "E342", "E345"}
)
"""The codes of what is still to come: a draft prints it as a gap, and tells it as a warning."""

TOLD_CODES: Final = CONSENT_CODES | frozenset(
    {
        "E151", "E152", "E153",  # consents, for whoever gives the document away; a draft goes to nobody
        "E350", "E351", "E352", "E355",  # sections and numbers that come with the words
        "E511", "E512",  # how gaps fill a line
        "E810", "E811", "E812", "E813", "E815",  # the rules of a mechanism, which a draft is not filed with
    }
)  # fmt: skip
"""The codes of what else a draft tells as a warning. Every other error stops it: what protects, what is not read."""

LOOK_CODES: Final = frozenset(
    {
        "W150",  # an id or the name of a file holds what is protected
        "W154", "W155", "W156",  # consents that are old or may be a child's, a name that nobody decided on
        "W363", "W365", "W366", "W367", "W368", "W369", "W370",  # what tells who is meant without a name
        "W628", "W630", "W631", "W632",  # what a search cannot tell from other words
        "W758",  # a file that can be changed under another name
    }
)  # fmt: skip
"""The codes of what only a person can judge, of a case, before its public folder is handed over."""
