"""Gather the names of everybody in some cases, against which a passphrase is held; runs in the child process."""

from __future__ import annotations

from collections.abc import Sequence

from submissions.case.telling import name_words
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages


def names_in(bench: Bench, setting: Setting, folders: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the folded words of all names, in every script that is known, and the folders that cannot be read."""
    found: set[str] = set()
    unread = []
    for folder in folders:
        try:
            case = read_validated(Stages(bench, setting), folder)
        except NoValueError:
            unread.append(folder)
        else:
            found.update(*map(name_words, case.people))
    return frozenset(found), tuple(unread)
