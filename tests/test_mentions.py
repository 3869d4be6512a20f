"""A person is named as `@id` in prose and in short texts; in text that stays plain the sign is found at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from composing import Composed, made
from filing import HEAD
from submissions.audit.names.secrets import secrets_of
from submissions.case.texts import as_printed, with_ids, without_people
from submissions.document import Heading, Paragraph, plain, walk
from submissions.findings import Finding
from submissions.source import read_case
from submissions.validate import validate_case
from trees import tree_text

CASE = """
state: BIH
people:
  - {id: ana, role: complainant, name: {given: Ana, family: Reis}, protected: [], RELATION}
  - {id: rui-2, role: relative, name: {given: Rui, family: Lobo}, pseudonym: her brother}
events: [{id: one, date: 2015, text: "She met @rui-2.", place: PLACE}]
claims: [{id: c, instrument: cat, articles: ["14"], title: TITLE, argument: "Of @ana."}]
"""
PLAIN = {"RELATION": "occupation: nurse", "PLACE": "Foča", "TITLE": "Torture"}


def told(folder: Path, **words: str) -> list[Finding]:
    text = HEAD + CASE
    for name, typed in {**PLAIN, **words}.items():
        text = text.replace(name, typed)
    home = folder / "cases" / "small"
    home.mkdir(parents=True)
    (home / "case.yaml").write_text(text, encoding="utf-8")
    source, _ = read_case(home, folder)
    assert source is not None
    _, findings = validate_case(source, home, folder, {"cat"})
    return [finding for finding in findings if finding.code == "E157"]


@pytest.mark.parametrize(
    "words",
    [
        {"RELATION": 'residence: "the house of @rui-2"'},
        {"RELATION": 'pseudonym: {en: "friend of @rui-2", fr: Témoin 1}'},
        {"RELATION": 'unprotected: "known as @rui-2"'},
    ],
)
def test_a_mention_in_text_that_stays_plain_is_found_at_its_line(tmp_path: Path, words: dict[str, str]) -> None:
    (finding,) = told(tmp_path, **words)
    assert finding.is_error
    assert finding.message.startswith("'@rui-2'")
    assert finding.place.line == next(
        number for number, line in enumerate((HEAD + CASE).splitlines(), 1) if next(iter(words)) in line
    )


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"RELATION": "email: ana@rui-2.org"},
        {"RELATION": 'residence: "Café @home"'},
        {"RELATION": 'relation: "sister of @rui-2"'},
        {"PLACE": '"the house of @rui-2, Foča"'},
        {"TITLE": '{en: "@ana: torture", fr: "@ana: torture"}'},
    ],
)
def test_an_address_a_sign_of_another_kind_and_a_text_with_names_are_none(
    tmp_path: Path, words: dict[str, str]
) -> None:
    assert told(tmp_path, **words) == []


MATTER = """
remedies: [{id: one, authority: "AUTHORITY", sought: Release., filed: 2015, outcome: None.}]
claims: [{id: c, instrument: cat, articles: ["14"], title: "Torture of @a", argument: "Of @a."}]
"""
BODY = """\
{% for claim in claims %}
# {{ claim.title }}
{% endfor %}
{% for remedy in remedies %}

Of {{ remedy.authority }}; {{ remedy.authority|capitalize }}; {{ "by " ~ remedy.authority }}.
{{ remedy.authority|upper }}
{% endfor %}
"""


def printed(folder: Path, audience: str, authority: str) -> Composed:
    return made(folder, BODY, MATTER.replace("AUTHORITY", authority), audience)


@pytest.mark.parametrize(
    ("authority", "filing", "public"),
    [
        ("the ward of @a", "the ward of Zumra Hodžić", "the ward of A"),
        ("the ward of @a.full, Foča", "the ward of Zumra Hodžić, Foča", "the ward of A, Foča"),
        ("@a's court", "Zumra Hodžić's court", "A's court"),
        ("court*_x_ (@a)", "court*_x_ (Zumra Hodžić)", "court*_x_ (A)"),
        ("court \\\\@a at b@a.org", "court @a at b@a.org", "court @a at b@a.org"),
    ],
)
def test_each_audience_reads_the_people_of_a_short_text_as_it_may(
    tmp_path: Path, authority: str, filing: str, public: str
) -> None:
    for audience, said in (("filing", filing), ("public", public)):
        nodes = walk(printed(tmp_path, audience, authority).tree.blocks)
        read = [plain(node.inlines) for node in nodes if isinstance(node, Heading | Paragraph)]
        words = " ".join(read).replace("\u2019", "'").replace("\u00a0", " ")
        capital = said[:1].upper() + said[1:]
        assert f"Of {said}; " in words
        assert f"; {capital}; by {said}." in words
        assert ("Hodžić" in words) == (audience == "filing")


def test_capitals_are_for_the_words_and_not_for_the_ids(tmp_path: Path) -> None:
    words = tree_text(printed(tmp_path, "public", "the ward of @a").tree)
    assert "THE WARD OF A" in words


def test_somebody_who_is_not_there_is_an_error_at_line_and_column(tmp_path: Path) -> None:
    result = printed(tmp_path, "filing", "the ward of @nobody")
    (finding,) = {one for one in result.findings if one.code == "E307"}
    assert "'@nobody'" in finding.message
    assert finding.place.line > 1
    assert finding.place.column == MATTER.splitlines()[1].index('"AUTHORITY"') + 1
    assert [one.code for one in printed(tmp_path, "filing", "of @a.nick").findings][:1] == ["E310"]


def test_what_is_searched_for_has_the_names_that_a_protected_text_names(tmp_path: Path) -> None:
    home = tmp_path / "cases" / "small"
    home.mkdir(parents=True)
    typed = HEAD + CASE.replace("protected: [], RELATION", "protected: [family], relation: a private nurse of @rui-2")
    (home / "case.yaml").write_text(typed.replace("PLACE", "Foča").replace("TITLE", "Torture"), encoding="utf-8")
    source, _ = read_case(home, tmp_path)
    assert source is not None
    case, _ = validate_case(source, home, tmp_path, {"cat"})
    assert case is not None
    assert case.people[0].relation is not None
    text = case.people[0].relation[""]
    assert as_printed(text, case.people) == ("a private nurse of Rui Lobo", "a private nurse of her brother")
    assert without_people(text).split() == ["a", "private", "nurse", "of"], "no id becomes a word that all may read"
    assert with_ids(text) == "a private nurse of rui-2"
    sought = {secret.text for secret in secrets_of(case, "public") if secret.label.startswith("family")}
    assert sought == {"a private nurse of Rui Lobo"}, "words that many write are searched for as little as ever"
