"""What of a case is protected from whom, and what a list of names holds."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pikepdf
import pytest

from submissions.audit.names.passages import is_specific, withheld_passages
from submissions.audit.names.search import Searcher
from submissions.audit.names.secrets import read_names, secrets_of
from submissions.audit.records import Piece, Secret
from submissions.case import Case
from submissions.findings import Place
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.values import Prose

HEAD = """\
case: {id: a-case, title: A case, short_title: A case, language: en}
state: BIH
organisation:
  name: Redress Office
  address: |
    Redress Office
    12 Rue du Lac, Geneva
    Switzerland
  email: info@redress.example
  telephone: "+41 22 555 01 36"
  contact: {name: Claire Aubanel}
"""


def case_of(folder: Path, body: str) -> Case:
    """Return a case with what a test adds to the head; faults other than of missing files fail the test."""
    place = folder / "a-case"
    place.mkdir()
    (place / "annexes").mkdir()
    for name in re.findall(r"annexes/([\w-]+\.pdf)", body):
        with pikepdf.new() as document:
            document.add_blank_page()
            document.save(place / "annexes" / name)
    (place / "case.yaml").write_text(HEAD + textwrap.dedent(body), encoding="utf-8")
    source, findings = read_case(place, folder)
    assert source is not None
    case, more = validate_case(source, place, folder)
    assert case is not None, findings + more
    return case


def texts(secrets: tuple[Secret, ...], label: str) -> list[str]:
    return [secret.text for secret in secrets if label in secret.label]


PERSON = """\
people:
  - id: witness
    role: witness
    name:
      given: Rose
      family: Karahodžić
      full: Rose Marie Karahodžić
      in_languages: {sr: {given: Роуз, family: Карахоџић}}
    pseudonym: W
    born: 1961-03-12
    birthplace: {en: "Kakanj, Bosnia and Herzegovina", fr: "Kakanj, Bosnie-Herzégovine"}
    residence: "12 Hill Road, Lyon, France"
    occupation: Midwife at the Kakanj clinic
    relation: daughter of the complainant
    address: |
      Ulica Tita 14
      Geneva
    email: rose.k@mail.example
    telephone: "+387 61 123 456"
    variants: [Ruža Karahodžić, gospođa Ruža]
    protected: [name, born, birthplace, residence, occupation, family, contact]
    common_words:
      - {word: Rose, reason: A flower}
      - {word: Lyon, reason: The city of many other events}
  - id: victim
    role: victim
    name: {given: Amir, family: Karahodžić}
    protected: []
"""


def test_all_that_is_protected_of_a_person_is_gathered_with_its_place(tmp_path: Path) -> None:
    secrets = secrets_of(case_of(tmp_path, PERSON), "public")
    assert texts(secrets, "name of 'witness'") == [
        "Rose Karahodžić", "Rose Marie Karahodžić", "Роуз Карахоџић", "Ruža Karahodžić", "gospođa Ruža",
    ]  # fmt: skip
    first = secrets[0]
    assert first.parts == ("Rose", "Karahodžić")
    assert first.born == "1961-03-12"
    assert first.common == {"Rose", "Karahodžić", "Lyon"}
    assert first.place == Place("a-case/case.yaml", 16, 14)
    assert texts(secrets, "date of birth") == ["1961-03-12"]
    assert texts(secrets, "place of birth") == [
        "Kakanj, Bosnia and Herzegovina", "Kakanj", "Kakanj, Bosnie-Herzégovine",
    ]  # fmt: skip
    assert texts(secrets, "residence") == ["12 Hill Road, Lyon, France", "12 Hill Road"]
    assert texts(secrets, "occupation") == ["Midwife at the Kakanj clinic"]
    assert texts(secrets, "family of") == []
    assert texts(secrets, "address of 'witness'") == ["rose.k@mail.example", "Ulica Tita 14"]
    assert texts(secrets, "telephone") == ["+387 61 123 456"]
    assert all(secret.place.file == "a-case/case.yaml" and secret.place.line for secret in secrets)


def test_nothing_is_protected_from_the_filing_unless_the_person_says_so(tmp_path: Path) -> None:
    body = PERSON.replace("    pseudonym: W\n", "    pseudonym: W\n    protected_from: [filing]\n", 1)
    case = case_of(tmp_path, body)
    assert texts(secrets_of(case, "public"), "witness") == []
    assert "Rose Karahodžić" in texts(secrets_of(case, "filing"), "witness")


def test_no_label_repeats_a_protected_string(tmp_path: Path) -> None:
    secrets = secrets_of(case_of(tmp_path, PERSON), "public")
    searcher = Searcher(secrets)
    assert searcher.search([Piece("labels", "text", secret.label) for secret in secrets]) == ()


def test_a_date_that_is_only_a_year_is_searched_for_beside_initials_only(tmp_path: Path) -> None:
    body = "people: [{id: w, role: witness, name: {given: Ana, family: Babić}, pseudonym: W, born: {about: 1958}}]"
    secrets = secrets_of(case_of(tmp_path, body), "public")
    assert [(secret.kind, secret.born) for secret in secrets] == [("name", "1958")]


def test_the_name_of_somebody_who_may_be_named_is_no_secret_in_others(tmp_path: Path) -> None:
    body = """
    people:
      - {id: w, role: witness, name: {given: Claire Ana, family: Babić}, pseudonym: W, variants: [Babić, Ana B.]}
      - {id: v, role: victim, name: Mirsad Babić, protected: []}
    """
    secrets = secrets_of(case_of(tmp_path, body), "public")
    assert [secret.text for secret in secrets] == ["Claire Ana Babić", "Ana B."]
    assert secrets[0].common == {"Claire", "Babić"}
    searcher = Searcher(secrets)
    assert searcher.search([Piece("a", "text", "Claire Aubanel wrote to Mirsad Babić of the Babić family")]) == ()
    assert searcher.search([Piece("a", "text", "C. Babić")])


def test_a_name_typed_whole_is_taken_apart(tmp_path: Path) -> None:
    body = "people: [{id: w, role: witness, name: Marta Elena Saq'ijob, pseudonym: W}]"
    (secret,) = secrets_of(case_of(tmp_path, body), "public")
    assert secret.parts == ("Marta Elena", "Saq'ijob")


def test_how_to_reach_the_organisation_is_no_secret_of_its_counsel(tmp_path: Path) -> None:
    body = """
    people:
      - id: counsel
        role: counsel
        name: Ines Hadžić
        email: info@redress.example
        telephone: 022 555 01 36
        address: |
          12 Rue du Lac, Geneva
          Switzerland
          PO Box 77
    """
    secrets = secrets_of(case_of(tmp_path, body), "public")
    assert [secret.text for secret in secrets] == ["PO Box 77"]


MATTER = """\
annexes:
  - {id: one, title: Medical certificate, file: annexes/medical.pdf, confidential: true}
  - {id: two, title: Statement of the neighbour Hasan Babić, file: annexes/statement-2014-hb.pdf, confidential: true}
  - {id: three, title: Judgment of 2015, file: annexes/judgment.pdf}
events:
  - {id: flight, date: 1993, text: "She fled with **her aunt** to the hills.", confidential: true}
  - {id: open, date: 1994, text: "She was seen at [Semizovac]{.redact}, near [the police station]{.redact}."}
texts:
  facts: |
    [The barracks]{.redact} lay there. He wrote on [12 March 1958]{.redact}, after [8 months]{.redact}.

    Mirsad Hodžić drove the lorry. The road was closed. Everybody in the valley knew the lorry and its driver. {.redact}
submissions:
  - template: advocacy/brief
    languages: [en]
    texts: {summary: "Heard by [judge Ivana Perić]{.redact kind=name}^[See [file 77/B of Vareš]{.redact}.]."}
"""


def test_what_is_confidential_in_the_matter_is_gathered_for_the_public_only(tmp_path: Path) -> None:
    case = case_of(tmp_path, MATTER)
    secrets = secrets_of(case, "public")
    assert texts(secrets, "annex 'one'") == ["medical.pdf"]
    assert texts(secrets, "annex 'two'") == [
        "Statement of the neighbour Hasan Babić", "statement-2014-hb.pdf", "statement-2014-hb",
    ]  # fmt: skip
    assert texts(secrets, "annex 'three'") == []
    assert texts(secrets, "event 'flight'") == ["She fled with her aunt to the hills."]
    assert sorted(texts(secrets, "withheld words")) == [
        "12 March 1958", "Mirsad Hodžić drove the lorry", "Semizovac", "file 77/B of Vareš", "judge Ivana Perić",
    ]  # fmt: skip
    assert secrets_of(case, "filing") == ()


WITHHELD = (
    ("a [Semizovac]{.redact} b", ["Semizovac"]),
    ("a [**Foča** and *Vareš*]{.redact kind=place} b", ["Foča and Vareš"]),
    ("a [met @w at Foča]{.redact} b", ["met", "at Foča"]),
    ("A whole paragraph about Foča.\n{.redact}", ["A whole paragraph about Foča"]),
    ("# The flight to Foča {.redact}", ["The flight to Foča"]),
    ("{.redact}\n\n- one Foča\n- two Vareš", ["one Foča", "two Vareš"]),
    ("::: redact kind=health\nIn Foča.\n\nIn Vareš.\n:::\n\nIn Tuzla.", ["In Foča", "In Vareš"]),
    ("Table: Flight {.redact}\n\n| a | b |\n|---|---|\n| Foča | Vareš |", ["Table: Flight", "a", "b", "Foča", "Vareš"]),
    ("| a | b |\n|---|---|\n| Foča {.redact-row} | Vareš |\n| c | Tuzla {.redact} |", ["Foča", "Vareš", "Tuzla"]),
    ("A note^[in Foča]{.redact} and ^[in Vareš].", ["in Foča"]),
    ("A note[^x]{.redact} and [^y].\n\n[^x]: in Foča\n\n[^y]: in Vareš", ["in Foča"]),
    ('![the house](annexes/a.png "In Foča"){.redact}', ["the house", "In Foča"]),
    ("Nothing here is withheld, [only](#facts) referred to.", []),
)


@pytest.mark.parametrize(("prose", "words"), WITHHELD)
def test_withheld_passages_are_found_in_every_kind_of_prose(prose: str, words: list[str]) -> None:
    assert [passage.text for passage in withheld_passages(Prose(prose))] == words


def test_a_withheld_passage_knows_its_line() -> None:
    lines = tuple(Place("facts.en.md", number) for number in range(1, 5))
    prose = Prose("One.\n\nTwo and\n[Foča]{.redact}", Place("facts.en.md"), lines)
    assert [passage.place.line for passage in withheld_passages(prose)] == [4]


@pytest.mark.parametrize(
    ("text", "begins", "specific"),
    [
        ("Semizovac", False, True),
        ("the police station", False, False),
        ("The police station", True, False),
        ("The police station of Vareš", True, True),
        ("Soldiers from the base", True, False),
        ("Mirsad Hodžić", True, True),
        ("12 March 1958", False, True),
        ("8 months", False, False),
        ("1993", False, False),
        ("مركز الشرطة", False, True),
        ("الشرطة", False, False),
        ("سراييفو", False, True),
    ],
)
def test_only_words_that_say_something_of_their_own_are_searched_for(text: str, begins: bool, specific: bool) -> None:
    assert is_specific(text, begins=begins) is specific


def test_a_list_of_names_gives_a_name_for_each_line() -> None:
    listed = "\ufeff# the women\n\nAlmasa Karahodžić\r\nSaq'ijob, Marta Elena\nChepa\n+387 61 123 456\n"
    listed += "a.k@mail.example\n1958-03-12\n"
    secrets, findings = read_names(listed, "names.txt")
    assert findings == []
    assert [(secret.text, secret.kind, secret.parts) for secret in secrets] == [
        ("Almasa Karahodžić", "name", ("Almasa", "Karahodžić")),
        ("Saq'ijob, Marta Elena", "name", ("Marta Elena", "Saq'ijob")),
        ("Chepa", "name", ()),
        ("+387 61 123 456", "contact", ()),
        ("a.k@mail.example", "contact", ()),
        ("1958-03-12", "birth", ()),
    ]
    assert secrets[0].label == "the name on line 3 of names.txt"
    assert secrets[0].place == Place("names.txt", 3)
    searcher = Searcher(secrets)
    for text in ("karahodzic", "Elena Saqijob", "CHEPA", "061 123 456", "A.K@MAIL.EXAMPLE", "12 March 1958"):
        assert searcher.search([Piece("a", "text", text)]), text


@pytest.mark.parametrize(
    ("listed", "codes"),
    [("", ["E650"]), ("# nobody\n\n", ["E650"]), ("Almasa\nLi\n-\nU\n", ["E651", "E651"]), ("李明\n", [])],
)
def test_a_list_without_names_and_a_name_too_short_are_faults(listed: str, codes: list[str]) -> None:
    _, findings = read_names(listed, "names.txt")
    assert [finding.code for finding in findings] == codes
    assert all("Li" not in finding.message for finding in findings)
    assert all(finding.help for finding in findings)
