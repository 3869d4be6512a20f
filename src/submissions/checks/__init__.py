"""Rules over one document, from what people agreed to down to the number of its pages: one table, one subject."""

from __future__ import annotations

from typing import Final

from submissions.checks.annexes import check_annexes
from submissions.checks.as_filed import check_as_filed
from submissions.checks.consents import check_age_of_consents, check_consent_of_named, check_consent_of_roles
from submissions.checks.emptiness import check_has_words
from submissions.checks.glyphs import check_glyphs
from submissions.checks.identifying import check_combinations, check_rules
from submissions.checks.left_out import check_left_out
from submissions.checks.lengths import check_pages, check_words
from submissions.checks.margins import check_margins
from submissions.checks.numbers import check_equal_numbers
from submissions.checks.printing import check_printer
from submissions.checks.protected import (
    check_alike,
    check_echoes,
    check_left_behind,
    check_letters,
    check_names,
    check_placeholders,
    check_searchable,
    check_strangers,
)
from submissions.checks.receivers import check_consent_to_receiver
from submissions.checks.sections import check_levels, check_numbers, check_sections
from submissions.checks.sources import check_shared_files
from submissions.checks.subject import PUBLIC, Check, Draft, Subject, submission_of

__all__ = ["CHECKS", "Check", "Draft", "Subject", "submission_of"]

CHECKS: Final[tuple[Check, ...]] = (
    Check("looking for who prints the PDF", check_printer, needs="case"),
    Check("looking for files with names elsewhere", check_shared_files, needs="case", audiences=PUBLIC),
    Check("looking for what is later than a paper as filed", check_as_filed, needs="case"),
    Check("looking for consent", check_consent_of_roles, needs="case"),
    Check("looking for whom a consent extends to", check_consent_to_receiver, needs="case"),
    Check("looking for names that cannot be searched for alone", check_searchable, needs="case"),
    Check("looking for consents that are old", check_age_of_consents, needs="case"),
    Check("looking for the consent of those named", check_consent_of_named),
    Check("looking for a document without words", check_has_words),
    Check("looking for sections without words", check_sections),
    Check("looking at the levels of headings", check_levels),
    Check("looking for numbered paragraphs", check_numbers),
    Check("measuring the margins", check_margins),
    Check("counting words", check_words),
    Check("looking for facts that identify together", check_rules, audiences=PUBLIC),
    Check("looking for birth and home side by side", check_combinations, audiences=PUBLIC),
    Check("looking for lengths that show", check_left_out, audiences=PUBLIC),
    Check("looking for annexes that only one can have", check_annexes, audiences=PUBLIC),
    Check("comparing the numbers of both versions", check_equal_numbers, audiences=PUBLIC),
    Check("searching the text for protected names", check_names),
    Check("looking for names that are given in other letters", check_letters),
    Check("looking for what may be a protected name", check_alike),
    Check("looking for names in no list of the case", check_strangers, audiences=PUBLIC),
    Check("looking for what was not filled in", check_placeholders),
    Check("looking for what a template left behind", check_left_behind),
    Check("looking for letters that no font has", check_glyphs),
    Check("looking for words of what is withheld", check_echoes, audiences=PUBLIC),
    Check("counting pages", check_pages, needs="pages"),
)
"""Every check, in the order in which their findings are shown. A new one is a function and a row here."""
