"""Papers whose words disagree with their case: which answer each gets, and the sound ones that nobody may trouble."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from filing import answer, book, situation, small
from submissions.admissibility.answers import Answer
from submissions.admissibility.words import answer_findings, words_of
from test_contradictions import SOUND

AS_OF = datetime.date(2026, 1, 15)
FACTS = "texts: {exhaustion: The appeal was the last remedy and was dismissed.}"


def assert_answered(found: Answer, state: str) -> None:
    """Hold that an answer has its state, and words in every language that reads it."""
    assert found.state == state, words_of(found)
    assert all(words_of(found, language) for language in ("en", "fr", "es"))


def paper(words: str, rule: str, *changes: tuple[str, str], language: str = "en", mechanism: str = "cat-22") -> Answer:
    """Return the answer to a rule about a sound case whose facts say some words more."""
    case = SOUND
    for old, new in changes:
        assert old in case, old
        case = case.replace(old, new)
    told = f"{FACTS[:-1]}, facts: '{words.replace(chr(39), chr(39) * 2)}'}}"
    given = situation(small(case.replace(FACTS, told)), as_of=AS_OF)
    return answer(mechanism, rule, replace(given, language=language))


AUTHORITY = (
    "  - {id: mandate, title: Authority, file: annexes/b.pdf, date: 2018-02-01, language: en, role: authority}\n",
    "",
)
UNKNOWN = (
    "title: Authority, file: annexes/b.pdf, date: 2018-02-01, language: en, role: authority",
    "title: Paper of May, file: annexes/b.pdf",
)
NAMED = ("date: 2018-02-01, language: en, role: authority", "date: 2018-02-01")
TO_ACT, OTHERS, AGAINST = "authority-attached", "exhibits-attached", "contradicted"
PROMISES = [
    ("en", "She cannot leave the camp, and a signed authority is attached.", (AUTHORITY,), TO_ACT, AGAINST),
    ("en", "A signed authority is attached, although he could not come.", (AUTHORITY,), TO_ACT, AGAINST),
    ("en", "A signed authority is attached.", (AUTHORITY,), TO_ACT, AGAINST),
    ("en", "We attach her power of attorney.", (AUTHORITY,), TO_ACT, AGAINST),
    ("en", "Her authority to act, given before a notary, is annexed.", (AUTHORITY,), TO_ACT, AGAINST),
    ("en", "Please find attached the letter of authority.", (AUTHORITY,), TO_ACT, AGAINST),
    ("en", "A signed authority is attached.", (UNKNOWN,), TO_ACT, "verify"),
    ("en", "A medical report is attached.", (), OTHERS, AGAINST),
    ("en", "The ruling and the death certificate are annexed.", (), OTHERS, AGAINST),
    ("fr", "Un pouvoir signé est joint à la présente.", (AUTHORITY,), TO_ACT, AGAINST),
    ("fr", "Ci-joint la procuration de la requérante.", (AUTHORITY,), TO_ACT, AGAINST),
    ("fr", "Le mandat de représentation figure en annexe.", (AUTHORITY,), TO_ACT, AGAINST),
    ("fr", "Deux certificats médicaux sont joints.", (), OTHERS, AGAINST),
    ("es", "Se adjunta el poder firmado por la autora.", (AUTHORITY,), TO_ACT, AGAINST),
    ("es", "El poder notarial va adjunto.", (AUTHORITY,), TO_ACT, AGAINST),
    ("es", "Se acompaña el informe médico.", (), OTHERS, AGAINST),
    ("ru", "Доверенность автора прилагается.", (AUTHORITY,), TO_ACT, AGAINST),
    ("ru", "К жалобе прилагается копия подписанной доверенности.", (AUTHORITY,), TO_ACT, AGAINST),
    ("ru", "Приложено медицинское заключение.", (), OTHERS, AGAINST),
    ("ar", "توكيل صاحبة الشكوى مرفق.", (AUTHORITY,), TO_ACT, AGAINST),
    ("ar", "نرفق تقريرا طبيا.", (), OTHERS, AGAINST),
    # nobody may trouble these
    ("en", "A signed authority is attached.", (), TO_ACT, "met"),
    ("en", "A signed authority is attached.", (NAMED,), TO_ACT, "met"),
    ("en", "A signed authority is attached ([](#annex-mandate)).", (UNKNOWN,), TO_ACT, "met"),
    ("en", "No signed authority is attached, since visits are refused.", (AUTHORITY,), TO_ACT, "met"),
    ("en", "The prison authorities were attached to the ministry.", (AUTHORITY,), TO_ACT, "met"),
    ("en", "The State said that it had no power of attorney.", (AUTHORITY,), TO_ACT, "met"),
    ("en", "A medical report was attached to the police file.", (), OTHERS, "met"),
    ("en", "The ruling is annexed.", (), OTHERS, "met"),
    ("en", "The hospital gave him a medical report. The ruling is annexed.", (), OTHERS, "met"),
    ("fr", "Le mandat d'arrêt est joint au dossier.", (AUTHORITY,), TO_ACT, "met"),
    ("fr", "Aucun certificat médical n'est joint.", (), OTHERS, "met"),
    ("es", "No se adjunta informe médico, pues se le negó.", (), OTHERS, "met"),
    ("ru", "Доверенность автора прилагается.", (), TO_ACT, "met"),
    ("ru", "Медицинское заключение не прилагается.", (), OTHERS, "met"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "changes", "rule", "state"), PROMISES, ids=range(len(PROMISES)))
def test_what_is_called_attached_comes_with_the_paper(
    language: str, words: str, changes: tuple[tuple[str, str], ...], rule: str, state: str
) -> None:
    found = paper(words, rule, *changes, language=language)
    assert_answered(found, state)


def test_a_broken_promise_is_an_error_with_both_places_and_one_to_look_at_is_none() -> None:
    for changes, code in (((AUTHORITY,), "E815"), ((UNKNOWN,), "W825")):
        found = paper("A signed authority is attached.", "authority-attached", *changes)
        given = situation(small(SOUND), as_of=AS_OF)
        (finding,) = answer_findings(book("cat-22"), (found,), given)
        assert finding.code == code
        assert "case.yaml:" in finding.message
        assert finding.place is not None


COUNTS, DAYS = "counts-agree", "dates-agree"
TWO = (
    "claims:",
    "  - {id: review, authority: Court, sought: Review, filed: 2016-05-01, decided: 2016-06-01, outcome: No}\nclaims:",
)
FIGURES = [
    ("en", "Three judgments of the courts are on record.", (TWO,), COUNTS, "verify"),
    ("en", "He sought four domestic remedies.", (), COUNTS, "verify"),
    ("en", "The two complainants live abroad.", (), COUNTS, "verify"),
    ("en", "This complaint has 5 annexes.", (), COUNTS, "verify"),
    ("en", "The two victims were beaten.", (), COUNTS, "verify"),
    ("fr", "Trois jugements ont été rendus.", (TWO,), COUNTS, "verify"),
    ("fr", "Les deux requérantes vivent à l'étranger.", (), COUNTS, "verify"),
    ("fr", "La requête compte cinq annexes.", (), COUNTS, "verify"),
    ("es", "Se dictaron tres sentencias.", (TWO,), COUNTS, "verify"),
    ("es", "Las dos autoras agotaron cuatro recursos.", (), COUNTS, "verify"),
    ("ru", "Вынесено три судебных решения.", (TWO,), COUNTS, "verify"),
    ("ru", "К жалобе относятся пять приложений.", (), COUNTS, "verify"),
    ("ar", "صدرت ثلاثة أحكام.", (TWO,), COUNTS, "verify"),
    ("en", "The court dismissed the claim on 5 May 2019.", (), DAYS, "verify"),
    ("en", "The ruling of 3 March 2015 is final ([](#annex-ruling)).", (), DAYS, "verify"),
    ("en", "The ruling of March 3, 2015 is final ([](#annex-ruling)).", (), DAYS, "verify"),
    ("fr", "La plainte a été rejetée le 1er mai 2019.", (), DAYS, "verify"),
    ("fr", "L'arrêt du 3 mars 2015 est définitif ([](#annex-ruling)).", (), DAYS, "verify"),
    ("es", "La sentencia de 3 de marzo de 2015 es firme ([](#annex-ruling)).", (), DAYS, "verify"),
    ("ru", "Жалоба отклонена 5 мая 2019 года.", (), DAYS, "verify"),
    # nobody may trouble these
    ("en", "Two judgments of the courts are on record.", (TWO,), COUNTS, "met"),
    ("en", "Two other judgments concern his brother.", (), COUNTS, "met"),
    ("en", "At least three judgments say so.", (), COUNTS, "met"),
    ("en", "The Committee adopted three decisions on the matter.", (), COUNTS, "met"),
    ("en", "This was held in seven decisions.[@earlier]", (), COUNTS, "met"),
    ("en", "Her article 3 claims are set out below.", (), COUNTS, "met"),
    ("en", "In 2014 remedies were slow; on 12 May decisions came late.", (), COUNTS, "met"),
    ("en", "One remedy remained, and no decision came.", (), COUNTS, "met"),
    ("en", "There are two annexes.", (), COUNTS, "met"),
    ("fr", "Deux jugements ont été rendus.", (TWO,), COUNTS, "met"),
    ("fr", "Trois autres plaignants ont été arrêtés.", (), COUNTS, "met"),
    ("es", "Se dictaron dos sentencias.", (TWO,), COUNTS, "met"),
    ("ru", "Вынесено два решения.", (TWO,), COUNTS, "met"),
    ("en", "The ruling of 4 March 2016 is final ([](#annex-ruling)).", (), DAYS, "met"),
    ("en", "He was beaten on 2 April 2015 ([](#annex-ruling)).", (), DAYS, "met"),
    ("en", "The law was to enter into force on 5 May 2019.[@earlier]", (), DAYS, "met"),
    ("fr", "Il a été battu le 2 avril 2015.", (), DAYS, "met"),
    ("es", "La sentencia de 4 de marzo de 2016 es firme ([](#annex-ruling)).", (), DAYS, "met"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "changes", "rule", "state"), FIGURES, ids=range(len(FIGURES)))
def test_numbers_and_dates_in_the_text_are_those_of_the_case(
    language: str, words: str, changes: tuple[tuple[str, str], ...], rule: str, state: str
) -> None:
    found = paper(words, rule, *changes, language=language)
    assert_answered(found, state)


def test_a_number_that_disagrees_is_told_with_both_places_and_stops_nothing() -> None:
    found = paper("Three judgments are on record.", COUNTS, TWO)
    given = situation(small(SOUND), as_of=AS_OF)
    (finding,) = answer_findings(book("cat-22"), (found,), given)
    assert (finding.code, finding.is_error) == ("W825", False)
    assert "case.yaml:" in finding.message
    assert finding.place != found.rule.id.place


URGENT = ("sp-urgent-appeal/ongoing", "interim-measures/threatens", "ced-30/not-found", "wgeid-urgent/not-found")
TAKEN = (
    "\ndetentions:\n"
    "  - {{person: ana, arrested: 2015-04-02, place: Foča, authority: Police, warrant: None, reasons: None{}}}\n"
)
GONE = (
    "\ndisappearances:\n"
    "  - {{person: ana, date: 2015-04-02, place: Foča, responsible: Army, circumstances: Taken away{}}}\n"
)
COMING = "\nevents:\n  - {{id: removal, date: {}, expected: true, text: He is to be removed.}}\n"
HARM = "\nmeasures: {interim: He would be tortured.}\n"
NOW = [
    # what was added to a past beating, and the answer before: an urgent appeal, a committee, CED, the Working Group
    ("", "missing missing missing missing"),
    (TAKEN.format(""), "met met missing missing"),
    (TAKEN.format(", ended: 2016-01-01"), "missing missing missing missing"),
    (TAKEN.format(", ended: 2018-03-01"), "missing missing missing missing"),
    (TAKEN.format(", ended: 2018-04-01"), "met met missing missing"),
    (TAKEN.format(", ended: 2016-01-01") + HARM, "missing missing missing missing"),
    (GONE.format(""), "met met met met"),
    (GONE.format(", ended: 2016"), "missing missing missing missing"),
    (GONE.format(", ended: 2016") + TAKEN.format(""), "met met missing missing"),
    (HARM, "verify verify missing missing"),
    ("\nmeasures: {protection: His family is threatened.}\n", "verify missing missing missing"),
    (COMING.format("2018-03-20"), "met met missing missing"),
    (COMING.format("2018-03"), "met met missing missing"),
    (COMING.format("2018-02-27"), "missing missing missing missing"),
]


@pytest.mark.parametrize(("more", "states"), NOW, ids=range(len(NOW)))
def test_what_is_urgent_goes_on_or_is_still_to_come(more: str, states: str) -> None:
    case = SOUND
    if "events:" in more:
        case, more = case.replace("\nevents:\n", more), ""
    given = situation(small(case + more), as_of=AS_OF)
    found = [answer(*name.split("/"), given) for name in URGENT]
    assert [one.state for one in found] == states.split(), [words_of(one) for one in found]
    assert all(words_of(one, language) for one in found for language in ("en", "fr", "es"))


CITED = "  - {{id: earlier, type: {}, title: A v B, {}}}"
SOURCES = [
    # kind, fields, answer
    ("decision", "body: C, communication: 341/2012, date: 2011-06-03, symbol: CAT/C/46/D/341/2012", AGAINST),
    ("decision", "body: C, communication: 341/2008, date: 2011-06-03, symbol: CAT/C/46/D/342/2008", AGAINST),
    ("decision", "body: C, date: 2007-06-03, symbol: CAT/C/46/D/341/2008", AGAINST),
    ("decision", "body: C, communication: 1/1985, date: 1989-06-03, symbol: CAT/C/2/D/1/1985", AGAINST),
    ("decision", "body: C, communication: 1/1986, date: 1986-06-03, symbol: CAT/C/2/D/1/1986", AGAINST),
    ("decision", "body: C, communication: 2/1999, date: 2000-06-03, symbol: CEDAW/C/20/D/2/1999", AGAINST),
    ("decision", "body: C, communication: 1/2012, date: 2013-06-03, symbol: CRC/C/60/D/1/2012", AGAINST),
    ("decision", "body: C, communication: 1/2010, date: 2012-06-03, symbol: E/C.12/40/D/1/2010", AGAINST),
    ("un-document", "date: 1985-06-03, symbol: CAT/C/GC/1", AGAINST),
    ("un-document", "date: 2009-06-03, symbol: CED/C/GC/1", AGAINST),
    ("un-document", "date: 1975-06-03, symbol: CCPR/C/GC/20", AGAINST),
    ("un-document", "date: 2019, symbol: A/HRC/WGAD/2018/12", AGAINST),
    ("un-document", "date: 1990-05-24, symbol: E/RES/1989/65", AGAINST),
    ("un-document", "date: 2001-10-31, symbol: S/RES/1325 (2000)", AGAINST),
    ("treaty", "adopted: 1984-12-10, in_force: 1980-06-26", AGAINST),
    # nobody may trouble these
    ("decision", "body: C, communication: 341/2008, date: 2011-06-03, symbol: CAT/C/46/D/341/2008", "met"),
    ("decision", "body: C, communication: 1/1988, date: 1989-11-23, symbol: CAT/C/3/D/1/1988", "met"),
    ("decision", "body: C, communication: 1/1976, date: 1979-08-08, symbol: CCPR/C/7/D/1/1976", "met"),
    ("decision", "body: C, communication: 1/1984, date: 1988-08-10, symbol: CERD/C/36/D/1/1984", "met"),
    ("decision", "body: C, communication: No. 854/2017, date: 2019-08, symbol: CAT/C/67/D/854/2017", "met"),
    ("decision", "body: C, communication: 24/2021, date: 2022-10-12, symbol: CCPR/C/136/D/23/2021-32/2021", "met"),
    ("un-document", "date: 2012-12-13, symbol: CAT/C/GC/3", "met"),
    ("un-document", "date: 1992-03-10, symbol: HRI/GEN/1/Rev.9", "met"),
    ("un-document", "date: 1989-05-24, symbol: E/RES/1989/65", "met"),
    ("un-document", "date: 1989-05-24, symbol: 'E/RES/1989/65, annex'", "met"),
    ("un-document", "date: 1955-08-30, symbol: A/CONF/6/1", "met"),
    ("treaty", "adopted: 1984-12-10, in_force: 1987-06-26", "met"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "state"), SOURCES, ids=range(len(SOURCES)))
def test_a_source_is_no_older_than_its_number_and_its_body(kind: str, fields: str, state: str) -> None:
    begin = SOUND.index("  - {id: earlier")
    end = SOUND.index("texts:", begin)
    case = small(SOUND[:begin] + CITED.format(kind, fields) + "\n" + SOUND[end:])
    found = answer("cat-22", "decisions-dated", situation(case, as_of=AS_OF))
    assert_answered(found, state)
