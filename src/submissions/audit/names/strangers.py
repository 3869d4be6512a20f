"""Find names behind a title that stand in no list of the case: whoever is named so and is in nobody's care."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from submissions.audit.names.address import words_of
from submissions.audit.names.echoes import open_words
from submissions.audit.names.secrets import open_bearers
from submissions.case import Case
from submissions.folding import fold, squash

_BEHIND_TITLE: Final = re.compile(  # as a look ahead: "la Sra. Quintanilla" is also "la" behind which "Sra" stands
    r"(?<!\w)(?=([^\W\d_]+(?:-[^\W\d_]+)?)\.?[\s\xa0\u202f]+((?:[^\W\d_]\.\s?)?[^\W\d_]{3,}))"
)
_LEARNED: Final = frozenset({"dr", "prof"})


def strangers(case: Case, texts: Iterable[str]) -> Iterator[int]:
    """Yield the number of each text that names somebody behind a title who may be named by no list of the case.

    Once for each name. A list is: whoever may be named in public, the organisation and its partners, authorities,
    pseudonyms, States, and `may_be_named`.
    """
    titles = words_of("formal") | _LEARNED
    known = open_words(case) | {word for one in open_bearers(case, "public") for word in one.words}
    known |= {squash(word) for name in case.may_be_named for word in (name, *name.split())}
    for number, text in enumerate(texts):
        for match in _BEHIND_TITLE.finditer(text):
            name = match[2]
            letters = squash(name)
            is_title = fold(match[1]) in titles and match[1] != match[1].lower() and len(match[1]) > 1
            if is_title and name[:1] != name[:1].lower() and letters not in known:
                known |= {letters}
                yield number
