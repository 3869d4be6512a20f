"""Improper cases: what each says that cannot stand, and which answer it must get; the sound ones beside them pass."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from click.testing import CliRunner

from filing import ROOT, answer, book, situation, small
from submissions.admissibility.answers import Answer
from submissions.admissibility.words import answer_findings, words_of
from submissions.cli import main

AS_OF = datetime.date(2026, 1, 15)
SOUND = """
state: BIH
people:
  - {id: ana, role: complainant, name: {given: Ana, family: Reis}, gender: woman, protected: [],
     consent: [{scope: submit, date: 2018-02-01, form: written},
               {scope: name-to-state, date: 2018-02-01, form: written}]}
events:
  - {id: beating, date: 2015-04-02, text: Ana is beaten., violation: true}
remedies:
  - {id: appeal, authority: Court, sought: Redress, filed: 2015-09-01, decided: 2016-03-04, outcome: Dismissed,
     final: true, annexes: [ruling]}
claims:
  - {id: torture, instrument: cat, articles: ["1", "14 (1)"], title: Torture, argument: "As was held.[@earlier]"}
annexes:
  - {id: ruling, title: Ruling, file: annexes/a.pdf, date: 2016-03-04, language: en, role: decision}
  - {id: mandate, title: Authority, file: annexes/b.pdf, date: 2018-02-01, language: en, role: authority}
authorities:
  - {id: earlier, type: decision, title: A v B, body: Committee, communication: 341/2008, date: 2011-06-03,
     symbol: CAT/C/46/D/341/2008}
texts: {exhaustion: The appeal was the last remedy and was dismissed.}
submissions:
  - {template: un/cat-complaint, languages: [en], date: 2018-03-01}
"""


def told(change: tuple[str, str], rule: str, mechanism: str = "cat-22", language: str = "en") -> Answer:
    old, new = change
    assert old in SOUND
    case = small(SOUND.replace(old, new, 1))
    given = replace(situation(case, as_of=AS_OF), language=language)
    return answer(mechanism, rule, given)


PROOFS = [
    ("nothing-later", "met"), ("remedies-agree", "met"), ("decisions-dated", "met"), ("articles-exist", "met"),
    ("own-instrument", "met"), ("domestic-remedies", "met"), ("exhaustion", "met"), ("copies-of-decisions", "met"),
    ("authority-to-act", "met"), ("identity-to-state", "met"),
    ("same-matter", "asserted"), ("one-committee", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "state"), PROOFS)
def test_a_sound_case_is_met_where_something_shows_it_and_asserted_where_nothing_does(rule: str, state: str) -> None:
    found = told(("Ana is beaten.", "Ana is beaten."), rule)
    assert found.state == state, words_of(found)


LATER = "nothing-later"
COURT = "filed: 2017-01-02, outcome: Open, kind: regional-court"


def elsewhere(*fields: str) -> tuple[str, str]:
    """Put the matter to another procedure, of which some fields are given."""
    return "submissions:", f"procedures: [{{body: A court, {', '.join(fields)}}}]\nsubmissions:"


IMPROPER = [
    # what is later than the paper
    (("date: 2016-03-04, language", "date: 2018-03-02, language"), LATER, "contradicted"),
    (("date: 2016-03-04, language", "date: 2019, language"), LATER, "contradicted"),
    (("date: 2015-04-02, text", "date: 2018-04, text"), LATER, "contradicted"),
    (("date: 2015-04-02, text", "date: {from: 2018-03-05, to: 2018-03-09}, text"), LATER, "contradicted"),
    (("decided: 2016-03-04", "decided: 2018-05-04"), LATER, "contradicted"),
    (("filed: 2015-09-01, decided: 2016-03-04", "filed: 2018-09-01, decided: 2018-10-04"), LATER, "contradicted"),
    (("341/2008, date: 2011-06-03", "341/2008, date: 2018-06-03"), LATER, "contradicted"),
    (elsewhere("filed: 2018-04-01", "outcome: Open"), LATER, "contradicted"),
    # what is only known in part, expected, or not cited, is not later
    (("date: 2016-03-04, language", "date: 2018, language"), LATER, "met"),
    (("date: 2015-04-02, text", "expected: true, date: 2018-04-02, text"), LATER, "met"),
    (("[@earlier]", ""), LATER, "met"),
    # remedies
    (("decided: 2016-03-04, ", ""), "remedies-agree", "contradicted"),
    (("decided: 2016-03-04", "decided: 2015-08-31"), "remedies-agree", "contradicted"),
    (("decided: 2016-03-04", "decided: 2015"), "remedies-agree", "met"),
    (("annexes: [ruling]", "annexes: []"), "domestic-remedies", "asserted"),
    (("annexes: [ruling]", "annexes: []"), "copies-of-decisions", "missing"),
    (("role: decision", "role: law"), "domestic-remedies", "asserted"),
    (("role: decision", "role: medical-report"), "domestic-remedies", "asserted"),
    (("en, role: decision", "en"), "domestic-remedies", "asserted"),
    (("role: decision", "role: appeal"), "domestic-remedies", "met"),
    (("role: decision", "role: statement"), "copies-of-decisions", "asserted"),
    (("cat-complaint, ", "cat-complaint, annexes: [mandate], "), "domestic-remedies", "asserted"),
    (("final: true", "ineffective: Nothing came of it"), "domestic-remedies", "asserted"),
    # decisions that are older than their number
    (("341/2008, date: 2011", "341/2012, date: 2011"), "decisions-dated", "contradicted"),
    # claims
    (('["1", "14 (1)"]', '["1", "17"]'), "articles-exist", "contradicted"),
    (('["1", "14 (1)"]', '["33 (2) (a)"]'), "articles-exist", "contradicted"),
    (('["1", "14 (1)"]', '["0"]'), "articles-exist", "contradicted"),
    (('["1", "14 (1)"]', '["16"]'), "articles-exist", "met"),
    (("instrument: cat, articles: [\"1\"", "instrument: iccpr, articles: [\"28\""), "articles-exist", "contradicted"),
    (("instrument: cat, articles: [\"1\"", "instrument: cedaw, articles: [\"17\""), "articles-exist", "contradicted"),
    (("instrument: cat", "instrument: iccpr"), "own-instrument", "contradicted"),
    (("instrument: cat", "instrument: cedaw-op"), "own-instrument", "contradicted"),
    # authority
    (("role: authority", "role: other"), "authority-to-act", "asserted"),
    (("role: authority", "role: other"), "identity-to-state", "asserted"),
    (("role: authority", "role: consent"), "authority-to-act", "met"),
    # the same matter elsewhere: the careful answer stands until the case gives another
    (elsewhere(COURT, "standing: pending"), "same-matter", "missing"),
    (elsewhere(COURT), "same-matter", "verify"),
    (elsewhere("filed: 2017-01-02", "outcome: Open", "standing: pending"), "same-matter", "missing"),
    (elsewhere(COURT, "standing: pending", "same_matter: false"), "same-matter", "asserted"),
    (elsewhere(COURT, "standing: decided"), "same-matter", "missing"),
    (elsewhere(COURT, "standing: not-examined"), "same-matter", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "rule", "state"), IMPROPER, ids=range(len(IMPROPER)))
def test_an_improper_case_gets_the_answer_that_it_should(change: tuple[str, str], rule: str, state: str) -> None:
    found = told(change, rule)
    assert found.state == state, words_of(found)
    for language in ("en", "fr", "es"):
        assert words_of(found, language)


GIVEN_AWAY = [
    ("en", "The complainant used no domestic remedy, although several are open.", True),
    ("en", "She did not appeal. The remedy remains available.", True),
    ("en", "The appeal is still pending before the Supreme Court.", True),
    ("en", "No remedy remains open to her.", False),
    ("en", "Remedies that bring no relief need not be exhausted.", False),
    ("fr", "L'auteure n'a exercé aucun recours. Un appel lui est encore ouvert.", True),
    ("fr", "La requérante n’a pas interjeté appel.", True),
    ("fr", "Aucun recours utile ne reste ouvert.", False),
    ("es", "La autora no interpuso recurso alguno.", True),
    ("es", "El amparo sigue pendiente.", True),
    ("es", "Ningún recurso sigue abierto.", False),
    ("ru", "Автор не обжаловал решение.", True),
    ("ru", "Жалоба находится на рассмотрении суда.", True),
    ("ru", "Ни одна жалоба не находится на рассмотрении.", False),
    ("en", "No appeal was lodged against the ruling.", True),
    ("en", "She comes to the Committee without having exhausted them.", True),
    ("fr", "La requérante n'a saisi aucune juridiction.", True),
    ("fr", "Des recours lui demeurent ouverts, mais elle n’a pas formé d'appel.", True),
    ("fr", "Tous les recours ont été exercés et aucun ne demeure ouvert.", False),
    ("es", "El autor acude al Comité sin haber agotado los recursos.", True),
    ("es", "No quedan otros recursos.", False),
    ("es", "La autora agotó el amparo y la casación.", False),
    ("ru", "Автор не воспользовалась средствами защиты.", True),
    ("ru", "Кассационная жалоба ожидает рассмотрения.", True),
    ("ru", "Автор обжаловал решение до последней инстанции.", False),
    ("ar", "لم يستنفد صاحب الشكوى سبل الانتصاف.", True),
    ("en", "An appeal was open to her; none was filed.", True),
    ("en", "No appeal was lodged although one lay.", True),
    ("en", "The judgment was not appealed.", True),
    ("en", "He failed to appeal within the time limit.", True),
    ("en", "She could have appealed but was tired.", True),
    ("en", "None of the remedies was tried.", True),
    ("en", "An appeal to the High Court was possible but not made.", True),
    ("en", "He saw no point in appealing.", True),
    ("en", "The time for appeal lapsed.", True),
    ("fr", "Aucun appel n'a été interjeté, alors que l'appel était possible.", True),
    ("fr", "Le requérant n’a interjeté aucun appel.", True),
    ("fr", "Le jugement n'a pas été frappé d'appel.", True),
    ("fr", "Il a laissé passer le délai d'appel.", True),
    ("fr", "La requérante a renoncé à l'appel.", True),
    ("fr", "Aucun recours n'a été utilisé, bien que plusieurs soient ouverts.", True),
    ("fr", "Il s'est abstenu de faire appel.", True),
    ("es", "No se presentó apelación alguna, pese a que era posible.", True),
    ("es", "No se interpuso recurso de apelación aunque cabía.", True),
    ("es", "La sentencia no fue recurrida.", True),
    ("es", "El autor dejó vencer el plazo.", True),
    ("es", "La autora renunció a apelar.", True),
    ("es", "No se ha utilizado ningún recurso, aunque varios están abiertos.", True),
    ("ru", "Апелляция не была подана, хотя она была возможна.", True),
    ("ru", "Жалоба не подавалась.", True),
    ("ru", "Автор не стал обжаловать решение.", True),
    ("ru", "Срок обжалования был пропущен.", True),
    ("ru", "Автор отказался от обжалования.", True),
    ("ru", "Ни одно средство правовой защиты не использовалось, хотя доступны несколько.", True),
    ("en", "No appeal lay against that.", False),
    ("en", "She complained to the Prosecutor, who closed the file. No further remedy is available.", False),
    ("en", "Remedies are unreasonably prolonged.", False),
    ("en", "She appealed; the court did not answer.", False),
    ("en", "No other remedy exists.", False),
    ("fr", "L'arrêt n'est pas susceptible de pourvoi. Les recours internes sont épuisés.", False),
    ("fr", "Aucun recours n'est ouvert contre cet arrêt.", False),
    ("fr", "Le parquet n'a pas répondu à la plainte.", False),
    ("fr", "L'appel a été rejeté; aucun autre recours n'existe.", False),
    ("es", "Contra esa decisión no cabe recurso alguno.", False),
    ("es", "El tribunal desestimó la apelación; no existe otro recurso.", False),
    ("es", "La fiscalía no respondió.", False),
    ("ru", "Решение обжалованию не подлежит.", False),
    ("ru", "Апелляция отклонена. Других средств защиты нет.", False),
    ("ru", "Прокуратура не ответила на жалобу.", False),
]


@pytest.mark.parametrize(("language", "text", "doubtful"), GIVEN_AWAY, ids=range(len(GIVEN_AWAY)))
def test_words_that_give_a_text_away_ask_a_person_to_look(language: str, text: str, doubtful: bool) -> None:
    change = ("The appeal was the last remedy and was dismissed.", f'"{text}"')
    found = told(change, "exhaustion", language=language)
    assert found.state == ("verify" if doubtful else "met"), words_of(found)


@pytest.mark.parametrize("rule", ["exhaustion", "domestic-remedies"])
def test_a_text_that_gives_itself_away_excuses_no_lack_of_remedies(rule: str) -> None:
    remedies = SOUND[SOUND.index("remedies:") : SOUND.index("claims:")]
    case = small(
        SOUND.replace(remedies, "").replace("The appeal was the last remedy and was dismissed.", "She tried no remedy.")
    )
    found = answer("cat-22", rule, situation(case, as_of=AS_OF))
    assert found.state == "missing"
    assert "tried no remedy" in words_of(found)


def test_every_contradiction_is_a_finding_at_its_own_line_with_both_places() -> None:
    change = ("date: 2016-03-04, language", "date: 2018-03-02, language")
    case = small(SOUND.replace(*change).replace("date: 2015-04-02, text", "date: 2018-04, text"))
    given = situation(case, as_of=AS_OF)
    found = answer("cat-22", LATER, given)
    findings = answer_findings(book("cat-22"), (found,), given)
    assert [(finding.code, finding.is_error) for finding in findings] == [("E815", True), ("E815", True)]
    assert len({finding.place for finding in findings}) == 2
    assert all(str(given.place) in finding.message for finding in findings)


@pytest.mark.proof
def test_what_needs_the_reader_comes_first_and_the_rest_is_one_line_unless_it_is_asked_for() -> None:
    runner = CliRunner()
    given = ["check", "a-v-bosnia", "-w", str(ROOT), "--as-of", "2026-01-15", "-t", "un/cat-complaint"]
    short, whole = runner.invoke(main, given).stdout, runner.invoke(main, [*given, "--all"]).stdout
    marks = [line.split()[0] for line in short.splitlines() if line[:8].strip() in {"verify", "asserted", "met"}]
    assert marks == sorted(marks, key=["verify", "asserted", "met"].index)
    assert marks.count("met") == 1
    assert "; --all lists them" in short
    assert "--all" not in whole
    met = sum(line[:8].strip() == "met" for line in whole.splitlines())
    assert f" {met} rules, " in short
