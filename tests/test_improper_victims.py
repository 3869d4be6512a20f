"""People who cannot be what a case says: the answer that each gets, and the sound cases beside them."""

from __future__ import annotations

import datetime

import pytest

from filing import answer, situation, small
from submissions.admissibility.words import words_of
from test_contradictions import SOUND

AS_OF = datetime.date(2026, 1, 15)
ANA = "name: {given: Ana, family: Reis}, gender: woman, protected: [],"


def more(words: str) -> tuple[str, str]:
    """Add people to the case."""
    return "events:\n", f"{words}\nevents:\n"


def born(date: str) -> tuple[str, str]:
    return ANA, f"born: {date}, {ANA}"


def died(date: str) -> tuple[str, str]:
    return ANA, f"died: {date}, {ANA}"


def called(name: str) -> tuple[str, str]:
    return "{given: Ana, family: Reis}", name


def related(words: str, besides: str = "") -> tuple[str, str]:
    """Add a brother, what he is to her, and what else his entry says."""
    return more(f"  - {{id: rui, role: victim, name: Rui Reis, protected: [], relation: '{words}'{besides}}}")


NAMED = ("Ana is beaten.", "'@ana is beaten.'")
BROTHER = more("  - {id: rui, role: victim, name: {given: Rui, family: Reis}, protected: []}")
DEAD_BROTHER = more("  - {id: rui, role: victim, name: {given: Rui, family: Reis}, died: 2015-04-03, protected: []}")
CHILD = more("  - {id: rui, role: victim, name: {given: Rui, family: Reis}, born: 2008-01-01, protected: []}")
COUNSEL = more("  - {id: eva, role: counsel, name: {given: Eva, family: Prado}, protected: []}")
HERS, HIS = ("final: true,", "final: true, of: [ana],"), ("final: true,", "final: true, of: [rui],")
SILENT = ("texts: {exhaustion: The appeal was the last remedy and was dismissed.}", "texts: {facts: Facts.}")
GROUP = "\nstanding:\n  - {author: organisation}\n"
HEIR = "\nstanding:\n  - {author: rui, victim: ana, capacity: heir, continues: ana}\n"
FOR_HIM = "\nstanding:\n  - {author: ana, victim: rui, capacity: next-of-kin}\n"
HELD = (
    "\ndetentions:\n  - {person: ana, arrested: 2017-05-01, place: Foča, authority: Police, warrant: No, reasons: No}\n"
)

LIVES = "cat-22/lives-agree"
ROWS = [
    # lives
    ((born("1990-01-01"), died("1980-01-01")), "", LIVES, "contradicted"),
    ((born("2016-01-01"),), "", LIVES, "contradicted"),
    ((born("2016"), NAMED), "", LIVES, "contradicted"),
    ((died("2014-05-05"),), "", LIVES, "contradicted"),
    ((died("2017-12-31"),), "", LIVES, "contradicted"),  # her consent is of 2018
    ((died("2017-04-01"),), HELD, LIVES, "contradicted"),
    ((born("2019-01-01"),), HELD, LIVES, "contradicted"),
    ((died("2018-02-15"), ("date: 2018-03-01}", "date: 2018-03-01, signed_by: [ana]}")), "", LIVES, "contradicted"),
    ((died("2018-06-15"), ("date: 2018-03-01}", "date: 2018-03-01, signed_by: [ana]}")), "", LIVES, "met"),
    ((died("2018-02-15"), BROTHER), HEIR, LIVES, "met"),
    ((died("2018-06-01"),), "", LIVES, "met"),
    ((born("1980-05-01"),), "", LIVES, "met"),
    ((born("2015"),), "", LIVES, "met"),
    ((DEAD_BROTHER, ("Ana is beaten.", "'@rui is beaten.'")), FOR_HIM, LIVES, "met"),
    # words of a death without its day
    ((related("her brother, deceased"),), "", LIVES, "verify"),
    ((related("her late brother"),), "", LIVES, "verify"),
    ((related("her late husband"),), "", LIVES, "verify"),
    ((related("her brother"),), "", LIVES, "met"),
    ((related("her brother, deceased", ", died: 2015-04-03"),), "", LIVES, "met"),
    ((related("her brother", ", without_consent: {reason: He died in 2015., date: 2018-01-01}"),), "", LIVES, "verify"),
    ((related("her brother, perhaps deceased", ", disappeared: 2015-04-03"),), "", LIVES, "met"),
    # individuals
    ((), GROUP, "ccpr-op1/standing", "contradicted"),
    ((), GROUP, "cat-22/standing", "contradicted"),
    ((called("Prensa Libre S.A."),), "", "ced-31/individuals", "verify"),
    ((called("Prensa Libre S.A."),), "", "ccpr-op1/individuals", "contradicted"),
    ((called("Association of Mothers"),), "", "ccpr-op1/individuals", "contradicted"),
    ((called("ООО Рассвет"),), "", "ccpr-op1/individuals", "contradicted"),
    ((called("Collectif des disparus"),), "", "ccpr-op1/individuals", "contradicted"),
    ((called("Comunidad de Río Negro"),), "", "ccpr-op1/individuals", "verify"),
    ((), "", "ccpr-op1/individuals", "met"),
    ((), GROUP.replace("}", ", victim: ana, capacity: representative}"), "ccpr-op1/individuals", "met"),
    ((called("{given: Ag, family: Inc-Lopez}"),), "", "cat-22/individuals", "met"),
    # a child at the time of the facts
    ((born("1990-01-01"),), "", "opic/victim", "contradicted"),
    ((born("1997-04-02"),), "", "opic/victim", "contradicted"),
    ((born("1997-04-03"),), "", "opic/victim", "met"),
    ((born("1997"),), "", "opic/victim", "verify"),
    ((), "", "opic/victim", "verify"),
    ((born("2005-01-01"),), "", "opic/victim", "met"),
    ((born("2008"),), "", "opic/victim", "met"),
    ((born("1980"), CHILD, ("Ana is beaten.", "'@ana and @rui are beaten.'")), "", "opic/victim", "verify"),
    # disappearance, race, disability
    ((), "", "ced-31/victim", "verify"),
    ((("gender: woman", "gender: woman, disappeared: 2015-04-02"),), "", "ced-31/victim", "met"),
    ((), "", "cerd-14/ground", "verify"),
    ((("was dismissed.}", "was dismissed as she is of Roma descent.}"),), "", "cerd-14/ground", "met"),
    ((), "", "crpd-op/ground", "verify"),
    ((("was dismissed.}", "was dismissed though she is deaf.}"),), "", "crpd-op/ground", "met"),
    # whose claim and whose remedy
    ((COUNSEL, ("title: Torture,", "of: [eva], title: Torture,")), "", "cat-22/standing", "contradicted"),
    ((("title: Torture,", "of: [ana], title: Torture,"),), "", "cat-22/standing", "met"),
    ((BROTHER, NAMED, HERS, SILENT), "", "cat-22/domestic-remedies", "met"),  # who acts for him sought it
    ((BROTHER, NAMED, HIS, SILENT), "", "cat-22/domestic-remedies", "missing"),
    ((BROTHER, NAMED, HIS, SILENT), "", "cat-22/exhaustion", "missing"),
    ((BROTHER, NAMED, HIS), "", "cat-22/domestic-remedies", "verify"),
    ((BROTHER, NAMED, HIS, SILENT), "", "cerd-14/domestic-remedies", "missing"),
    ((BROTHER, NAMED, SILENT), "", "cat-22/domestic-remedies", "met"),
    ((BROTHER, NAMED, HIS, ("of: [rui]", "of: [rui, ana]"), SILENT), "", "cat-22/domestic-remedies", "met"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words", "rule", "state"), ROWS, ids=range(len(ROWS)))
def test_somebody_who_cannot_be_it_gets_the_answer_that_the_case_should(
    changes: tuple[tuple[str, str], ...], words: str, rule: str, state: str
) -> None:
    text = SOUND
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    found = answer(*rule.split("/"), situation(small(text + words), as_of=AS_OF))
    assert found.state == state, words_of(found)
    assert all(words_of(found, language) for language in ("en", "fr", "es"))


def test_the_answer_names_who_has_no_remedy() -> None:
    text = SOUND
    for old, new in (BROTHER, NAMED, HIS, SILENT):
        text = text.replace(old, new, 1)
    found = answer("cat-22", "domestic-remedies", situation(small(text), as_of=AS_OF))
    assert words_of(found) == "The remedies are of others: the case has none of ana."
