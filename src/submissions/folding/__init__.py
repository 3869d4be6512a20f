"""Fold names so that one name is one string, however it was typed: one table of letters for whoever compares names.

`fold` is what all others are made from, each with one thing more left off: `fold_line` the differences of spaces,
`fold_words` all signs but the spaces between words, `squash` those, too.
"""

from submissions.folding.initials import initial_pattern, initial_readings, letter_readings
from submissions.folding.letters import (
    SEPARATOR,
    fold,
    fold_case_kept,
    fold_line,
    fold_words,
    folded_lengths,
    pair_table,
    small,
    squash,
    taken_apart,
    typed_words,
    word_list,
)
from submissions.folding.looks import latin_by_looks, skeleton

__all__ = [
    "SEPARATOR",
    "fold",
    "fold_case_kept",
    "fold_line",
    "fold_words",
    "folded_lengths",
    "initial_pattern",
    "initial_readings",
    "latin_by_looks",
    "letter_readings",
    "pair_table",
    "skeleton",
    "small",
    "squash",
    "taken_apart",
    "typed_words",
    "word_list",
]
