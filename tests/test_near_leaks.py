"""Near leaks: facts that identify together, signs of length, annexes and pictures; and silence where all is well."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PIL import Image

from checking import check_public, subject
from composing import CASE, SUBMISSION, catalogue, template
from speaking import spoken
from submissions.audit.names.echoes import echoes
from submissions.case import Case
from submissions.checks import CHECKS
from submissions.checks.excerpts import says
from submissions.checks.protected import check_echoes, check_placeholders
from submissions.compose import authorities_of, compose
from submissions.findings import Finding
from submissions.folding import fold_line
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.view import view_case

DAY = datetime.date(2020, 1, 2)
RULES = """\
quasi_identifiers:
  - id: village-date-age
    person: a
    facts: [Gornja Ravan, 12 May 1993, "ten years old"]
    %s
    reason: only one woman of the village had a daughter of that age
"""


def read(folder: Path, case: str = "", people: str = "", language: str = "en") -> tuple[Case | None, list[Finding]]:
    """Return the example case with more keys, or with other people, and what is wrong with it."""
    home = folder / "cases" / "example"
    (home / "annexes").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (30, 20), "white").save(home / "annexes" / "x.png")
    start, end = CASE.index("people:"), CASE.index("authorities:")
    text = CASE[:start] + (people or CASE[start:end]) + CASE[end:]
    (home / "case.yaml").write_text(text + case + SUBMISSION % language, encoding="utf-8")
    source, findings = read_case(home, folder)
    assert source is not None, [str(finding) for finding in findings]
    return validate_case(source, home, folder, catalogue().house.authorities)


def near_leaks(
    folder: Path, body: str, case: str = "", *, audience: str = "public", language: str = "en", people: str = ""
) -> list[Finding]:
    """Return what is found of a document while it is composed, and by the checks of public documents."""
    known, findings = read(folder, case, people, language)
    assert known is not None, [str(finding) for finding in findings]
    view, _ = view_case(known, known.submissions[0], audience, spoken(language), DAY, folder / "cases" / "example")
    house, one = catalogue().house, template(body, language)
    draft, faults = compose(view, one, house)
    assert draft is not None, [str(fault) for fault in faults]
    style, labels = house.citations[language], house.labels[language]
    document, more = transform(draft, authorities_of(view, house), style, labels, view.case.language)
    assert [str(fault) for fault in more] == []
    return [*faults, *check_public(document, view, known)]


TOGETHER = "# A\n\nOn 12\N{NO-BREAK SPACE}May 1993 in GORNJA RAVAN. Her daughter was ten  years old."
APART = "# A\n\nOn 12 May 1993.\n\nIn Gornja Ravan^[A note.].\n\nShe was ten years old."


@pytest.mark.parametrize(
    ("keys", "body", "codes"),
    [
        ("within: paragraph", TOGETHER, ["W363"]),
        ("within: paragraph", APART, []),
        ("within: document", APART, ["W363"]),
        ("within: paragraph", "# A\n\nOn 12 May 1993^[In Gornja Ravan, ten years old.].", ["W363"]),
        ("within: paragraph", "# A\n\nIn Gornja Ravan at ten years old.", []),
        ("{within: paragraph, most: 1}", "# A\n\nIn Gornja Ravan at ten years old.", ["W363"]),
        ("{within: document, most: 0}", "# A\n\nIn Gornja Ravan.", ["W363"]),
        ("within: document", "# A\n\nIn Gornja Ravanica on 12 May 1993, ten years old.", []),
        ("within: document", "# A\n\nIn [Gornja Ravan]{.redact} on 12 May 1993, ten years old.", []),
        ("within: document", "# Gornja Ravan\n\nOn 12 May 1993.\n\n- ten years old", ["W363"]),
        (
            "within: paragraph",
            "# A\n\nW.\n\n| a | b | c |\n|---|---|---|\n| Gornja Ravan | 12 May 1993 | ten years old |",
            ["W363"],
        ),
        (
            "within: paragraph",
            "# A\n\nW.\n\n| a | b | c |\n|---|---|---|\n| Gornja Ravan | x | y |\n| x | 12 May 1993 | ten years old |",
            [],
        ),
    ],
)
def test_declared_facts_that_stand_together_are_w363(keys: str, body: str, codes: list[str], tmp_path: Path) -> None:
    more = keys.strip("{}").replace(", ", "\n    ")
    found = near_leaks(tmp_path, body, RULES % more)
    assert [finding.code for finding in found] == codes
    assert near_leaks(tmp_path / "filing", body, RULES % more, audience="filing") == []
    for finding in found:
        assert "'village-date-age'" in finding.message
        assert "'a'" in finding.message
        assert "Ravan" not in str(finding) + finding.help
        assert finding.place.file == "cases/example/case.yaml"


def test_facts_are_looked_for_in_the_language_of_the_document(tmp_path: Path) -> None:
    rule = """\
quasi_identifiers:
  - {id: two, person: a, facts: [{en: the nurse, fr: "l'infirmière"}, {en: of Ravan, fr: de Ravan}], reason: one nurse}
"""
    french = "# A\n\nL’infirmière de Ravan."
    assert [one.code for one in near_leaks(tmp_path / "fr", french, rule, language="fr")] == ["W363"]
    assert near_leaks(tmp_path / "en", french, rule) == []


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("{most: 3}", "E364"),
        ("{most: -1}", "E364"),
        ("{most: two}", "E364"),
        ("{most: 2}", ""),
        ("{most: 0}", ""),
        ("facts", "E364"),
        ("person", "E123"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_an_error(keys: str, code: str, tmp_path: Path) -> None:
    text = RULES % (keys.strip("{}") if "{" in keys else "within: document")
    text = text.replace("person: a", "person: nobody") if keys == "person" else text
    text = text.replace(', 12 May 1993, "ten years old"', "") if keys == "facts" else text
    codes = [finding.code for finding in read(tmp_path, text)[1]]
    assert [one for one in codes if one in {"E364", "E123"}] == [code] * bool(code)


PERSON = """\
people:
  - id: a
    role: %s
    name: Zumra
    pseudonym: A
    nationality: BIH
    %s
    protected: [%s]
"""
TABLE = "# A\n\nW.\n\n| Born | %s |\n|---|---|\n| Home | Kakanj, Bosnia |"


def person(role: str = "victim", born: str = "1961", protected: str = "name") -> str:
    """Return the people of a case with one of these particulars."""
    return PERSON % (role, f'born: {born}\n    residence: "Kakanj, Bosnia"\n    occupation: nurse', protected)


@pytest.mark.parametrize(
    ("people", "body", "messages"),
    [
        (person(), "# A\n\nBorn in 1961 in Kakanj.", ["'born' and 'residence'"]),
        (person(), TABLE % "1961", ["'born' and 'residence'"]),
        (person(), "# A\n\nBorn in 1961.\n\nKakanj is far.", []),
        (person(born="1961-03-12"), "# A\n\nBorn on 12 March 1961.\n\nKakanj is far.", ["'born' and 'residence'"]),
        (
            person(born="1961-03-12"),
            "# A\n\nBorn on 12 March 1961.\n\nOf Bosnia and Herzegovina.",
            ["'born' and 'nationality'"],
        ),
        (person(), "# A\n\nBorn in 1961, of Bosnia and Herzegovina.", []),
        (person(), "# A\n\nA nurse in Kakanj.", ["'occupation' and 'residence'"]),
        (person(), "# A\n\nA nurse.\n\nIn Kakanj.", []),
        (person(protected="name, residence"), "# A\n\nBorn in 1961 in Kakanj.", []),
        (person(protected="name, born"), "# A\n\nBorn in 1961 in Kakanj.", []),
        (person(protected="residence"), "# A\n\nBorn in 1961 in Kakanj.", []),
        (person(role="perpetrator"), "# A\n\nBorn in 1961 in Kakanj.", []),
        (person(), "# A\n\nBorn in 1961 in [Kakanj]{.redact}.", []),
    ],
)
def test_facts_of_a_nameless_person_that_tell_her_together_are_w365(
    people: str, body: str, messages: list[str], tmp_path: Path
) -> None:
    found = near_leaks(tmp_path, body, people=people)
    assert [finding.code for finding in found] == ["W365"] * len(messages)
    for finding, words in zip(found, messages, strict=True):
        assert words in finding.message
        assert "Kakanj" not in str(finding) + finding.help


@pytest.mark.parametrize(
    "words",
    [
        "by \\[name, 7 letters\\]",
        "by \\[nom, sept lettres\\]",
        "by XXXX of Kakanj",
        "by \N{FULL BLOCK}\N{FULL BLOCK}",
        "by \N{BLACK SQUARE}\N{BLACK SQUARE}\N{BLACK SQUARE}",
        "by \\*\\*\\*\\*",
        "by \\_\\_\\_\\_\\_",
        "by \\[...\\] \\[...\\] \\[...\\]",
        "by \\[…\\]\\[…\\]",
        "by M\\_\\_\\_",
        "by M.---",
        "by K\N{EM DASH}\N{EM DASH}",
        "by ..........",
    ],
)
def test_a_sign_of_the_length_of_what_was_left_out_is_w366(words: str, tmp_path: Path) -> None:
    assert [finding.code for finding in near_leaks(tmp_path, f"# A\n\nHe was beaten {words} that day.\n")] == []
    case = f'texts: {{facts: "He was beaten {words} that day."}}\n'.replace("\\", "\\\\")
    found = near_leaks(tmp_path / "own", "# A\n\n{{ texts.facts }}", case)
    assert [finding.code for finding in found] == ["W366"]
    assert near_leaks(tmp_path / "filing", "# A\n\n{{ texts.facts }}", case, audience="filing") == []


@pytest.mark.parametrize(
    "words",
    [
        "He said \\[...\\] that he went.",
        "Chapter XXX and page xxx.",
        "From 1990\N{EN DASH}1995 \N{EN DASH} or so.",
        "A \N{EM DASH} the complainant \N{EM DASH} was 20-year-old.",
        "He waited... and left.",
        "\\[sic\\] \\[emphasis added\\] \\[a decision of 7 pages\\]",
        "The letter M stands for [x]{.redact}.",
        "T-shirt, X-ray, e-mail and U-turn.",
    ],
)
def test_ordinary_signs_are_no_measure(words: str, tmp_path: Path) -> None:
    case = f'texts: {{facts: "{words}"}}\n'.replace("\\", "\\\\")
    assert near_leaks(tmp_path, "# A\n\n{{ texts.facts }}", case) == []


ANNEX = "annexes: [{id: card, title: Discharge card, file: annexes/x.png, about: [%s]%s}]\n"
LIST = "# A\n\nWords.\n\n{% for one in annexes %}\n- {{ one.anchor }}: {{ one.title }}\n{% endfor %}"


@pytest.mark.parametrize(
    ("about", "more", "body", "codes"),
    [
        ("a", "", LIST, ["W367"]),
        ("a", ", confidential: true", LIST, []),
        ("counsel", "", LIST, []),
        ("a", "", "# A\n\nWords.", []),
    ],
)
def test_an_open_annex_about_a_nameless_person_is_w367(
    about: str, more: str, body: str, codes: list[str], tmp_path: Path
) -> None:
    found = near_leaks(tmp_path, body, ANNEX % (about, more))
    assert [finding.code for finding in found] == codes
    assert "Zumra" not in "".join(map(str, found))


SHOWN = "# A\n\nWords.\n\n![A yard](annexes/x.png)"
RELEASE = "images: [{file: annexes/x.png, released_by: The office, date: 2019-01-01, shows: [%s]}]\n"


def test_a_picture_without_a_release_is_e361_in_public_and_nothing_in_a_filing(tmp_path: Path) -> None:
    public = near_leaks(tmp_path, SHOWN)
    assert [finding.code for finding in public] == ["E361"]
    assert "x.png" not in str(public[0]) + public[0].help
    assert public[0].place.line == 5
    assert near_leaks(tmp_path, SHOWN, audience="filing") == []
    assert near_leaks(tmp_path, SHOWN, RELEASE % "") == []


def test_a_picture_in_a_withheld_passage_needs_no_release(tmp_path: Path) -> None:
    assert near_leaks(tmp_path, SHOWN + "{.redact}") == []


MODEL = """\
people:
  - {id: model, role: %s, name: Mira, pseudonym: M, protected: [%s], consent: [%s]}
"""
AGREED = "{scope: use-image, date: 2019-01-01, form: written%s}"


@pytest.mark.parametrize(
    ("role", "protected", "consent", "words"),
    [
        ("victim", "name, image", AGREED % "", "whose image is protected"),
        ("victim", "name", "", "has not agreed"),
        ("victim", "name", AGREED % "", ""),
        ("victim", "name", AGREED % ", until: 2019-12-31", "has not agreed"),
        ("victim", "name", AGREED % ", until: 2020-01-02", ""),
        ("victim", "name", AGREED % ", withdrawn: 2019-06-01", "has not agreed"),
        ("victim", "name", AGREED.replace("2019-01-01", "2020-01-03") % "", "has not agreed"),
        ("counsel", "contact", "", "has not agreed"),
        ("perpetrator", "contact", "", ""),
    ],
)  # fmt: skip
def test_a_picture_of_somebody_who_is_protected_or_has_not_agreed_is_e362(
    role: str, protected: str, consent: str, words: str, tmp_path: Path
) -> None:
    people = MODEL % (role, protected, consent)
    faults = near_leaks(tmp_path, SHOWN, RELEASE % "model", people=people)
    assert [finding.code for finding in faults] == ["E362"] * bool(words)
    assert all(words in finding.message and "'model'" in finding.message for finding in faults)
    assert "Mira" not in "".join(map(str, faults))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("born at Vogošća", "Vogosca"),
        ("in GORNJA\N{NO-BREAK SPACE}RAVAN", "Gornja Ravan"),
        ("l\N{RIGHT SINGLE QUOTATION MARK}infirmière", "l'infirmiere"),
        ("Đurđevac", "Durdevac"),
        ("في سراييفو وبسراييفو", "سراييفو"),
        ("وَبِرابِينال", "رابينال"),
    ],
)
def test_facts_are_found_in_whatever_way_they_are_printed(text: str, fact: str) -> None:
    assert says(fold_line(text), fact)


def test_a_fact_is_found_in_whole_words_only() -> None:
    assert not says(fold_line("Ravanica"), "Ravan")
    assert not says(fold_line("1961"), "196")


ECHO = "texts:\n  facts: 'In [Zambrano village in May]{.redact kind=place} @a, of %s, was taken.'\n"


@pytest.mark.parametrize(
    ("elsewhere", "count"),
    [
        ("Zambrano", 1),
        ("another village", 0),
        ("the month of May", 0),
        ("Zambrano, where a zambrano is a tree", 0),
        ("Zambranos", 0),
    ],
)
def test_a_word_of_what_is_withheld_that_stands_elsewhere_is_warned_of(
    elsewhere: str, count: int, tmp_path: Path
) -> None:
    known, findings = read(tmp_path, ECHO % elsewhere)
    assert known is not None, findings
    found = list(echoes(known, ["A heading", f"In [withheld] A, of {elsewhere}, was taken."]))
    assert [one.number for one in found] == [1] * count
    assert all(one.withheld.file == "cases/example/case.yaml" and one.withheld.line for one in found)


def test_a_first_word_a_state_and_an_open_name_are_no_words_of_what_is_withheld(tmp_path: Path) -> None:
    text = "texts:\n  facts: 'A. [Soldiers from Nepal]{.redact} came. Soldiers of Nepal left.'\n"
    known, findings = read(tmp_path, text)
    assert known is not None, findings
    assert list(echoes(known, ["[withheld] came. Soldiers of Nepal left."])) == []


def test_the_warning_stands_at_the_public_text_and_does_not_repeat_the_word(tmp_path: Path) -> None:
    known, findings = read(tmp_path, ECHO % "Zambrano")
    assert known is not None, findings
    view, _ = view_case(known, known.submissions[0], "public", spoken("en"), DAY, tmp_path / "cases" / "example")
    house = catalogue().house
    draft, faults = compose(view, template("# A\n\n{{ texts.facts }}", "en"), house)
    assert draft is not None, faults
    document, _ = transform(draft, authorities_of(view, house), house.citations["en"], house.labels["en"], "en")
    (warning,) = check_echoes(subject(document, "public", view, case=known))
    assert warning.code == "W370"
    assert warning.place.file == "cases/example/case.yaml"
    assert "Zambrano" not in f"{warning} {warning.help}"
    assert [row.audiences for row in CHECKS if row.look is check_echoes] == [("public",)]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("She was taken on [date].", 1),
        ("She was taken on [TBD].", 1),
        ("Elle a été emmenée à [lieu].", 1),
        ("He said: «they took [the applicant] away [sic] [...] at night».", 0),
        ("Sobre todo, [withheld].", 0),
    ],
)
def test_what_was_not_filled_in_is_found_before_anything_is_written(words: str, count: int, tmp_path: Path) -> None:
    known, findings = read(tmp_path, f"texts:\n  facts: '{words}'\n")
    assert known is not None, findings
    house = catalogue().house
    for audience in ("filing", "public"):
        view, _ = view_case(known, known.submissions[0], audience, spoken("en"), DAY, tmp_path / "cases" / "example")
        draft, faults = compose(view, template("# A\n\n{{ texts.facts }}", "en"), house)
        assert draft is not None, faults
        document, _ = transform(draft, authorities_of(view, house), house.citations["en"], house.labels["en"], "en")
        found = check_placeholders(subject(document))
        assert [one.code for one in found] == ["E621"] * count
        assert all(one.place.file == "cases/example/case.yaml" for one in found)
