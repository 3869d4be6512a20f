"""What surely names somebody stops a document; what may be something else is looked at; each is told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from submissions.audit.names.search import Searcher
from submissions.audit.records import AuditReport, Hit, Piece, Secret
from submissions.audit.report import outcome_of, told_once
from submissions.findings import Place
from test_audit_guarded import searcher_for

NAMES = (
    "Faith Alexandr",
    "Grâce Constantin",
    "Esperanza Cristian",
    "Slavka Mirković",
    "Марина Любимов",
    "Ελπίδα Αλέξανδρος",
)


def secret(whole: str) -> Secret:
    return Secret("name of 'r'", whole, "name", Place("cases/x/case.yaml", 7, 5), tuple(whole.split()))


def judged(whole: str, text: str) -> tuple[int, int]:
    sure, unsure = Searcher([secret(whole)]).judged([Piece("a part", "text", text)])
    return len(sure), len(unsure)


@pytest.mark.parametrize("whole", NAMES)
def test_one_word_in_small_letters_is_looked_at_and_both_are_a_name(whole: str) -> None:
    given, family = whole.split()
    for word in (given, family):
        assert judged(whole, f"then {word.lower()} came") == (0, 1), word
        for named in (word, word.upper(), f"{word.lower()}.pdf", f"{word.lower()}@mail.example"):
            assert judged(whole, f"then {named} came") == (1, 0), named
    assert judged(whole, f"then {whole.lower()} came") == (1, 0)
    assert judged(whole, given.lower()) == (1, 0)  # a keyword or a title of its own, and no running text


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        ("Faith Alexandr", "in Alexandria"),
        ("Amal Constantin", "of Constantinople"),
        ("Nour Christia", "the Christians"),
    ],
)
def test_a_name_within_a_longer_word_is_looked_at(whole: str, text: str) -> None:
    assert judged(whole, f"They lived {text} for long.") == (0, 1)


@pytest.mark.parametrize(
    ("family", "given", "other"),
    [("García Márquez", "Ana", "Marta"), ("Nguyễn Phúc", "Lan", "Bảo"), ("Ben Youssef", "Hela", "Sami"),
     ("Иванова Петрова", "Анна", "Нина"), ("بن صالح", "هدى", "سامي")],
)  # fmt: skip
def test_the_printed_name_of_one_who_may_be_named_is_no_hit_for_a_relative(
    family: str, given: str, other: str, tmp_path: Path
) -> None:
    searcher = searcher_for(
        tmp_path,
        f"  - {{id: r, role: relative, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
        f"  - {{id: v, role: victim, name: {{given: {other}, family: {family}}}, protected: []}}\n",
    )
    for text in (f"{other} {family}", f"{family} {other}", f"{other}\n{family}", f"{other} {family}'s house"):
        assert searcher.judged([Piece("a part", "text", f"Then {text} came.")]) == ((), ()), text
    assert searcher.search([Piece("a part", "text", f"{other} {family}, {given} {family}")])


def hits(words: str, *channels: str) -> list[Hit]:
    return [Hit(secret("Faith Alexandr"), Piece("page 1", channel, words), "as typed", words) for channel in channels]


def test_words_that_stand_in_nine_channels_are_told_once_with_all_of_them() -> None:
    channels = [f"channel {number}" for number in range(9)]
    (told,) = told_once(hits("Alexandr", *channels), str)
    assert told.where == "; ".join(f"page 1, {channel}" for channel in channels)
    assert len(told_once([*hits("Alexandr", *channels), *hits("Faith", "text")], str)) == 2


def test_a_page_is_named_once_for_all_ways_in_which_its_text_is_read() -> None:
    read = ("text as drawn", "text as drawn, without gaps", "text by its place", "text", "text, lines joined")
    found = hits("Alexandr", *read, "text by its encoding", "tag ActualText")
    (first, *_) = found
    whole = [replace(one, piece=replace(one.piece, part="all pages")) for one in found[:5]]
    inner = [replace(one, piece=replace(one.piece, part=f"b.pdf > {one.piece.part}")) for one in (*whole, *found[:5])]
    named = [replace(first, piece=Piece("XMP", "dc:title", first.words))]
    (told,) = told_once([*whole, *found, *inner, *named], str)
    assert told.where == "page 1; page 1, tag ActualText; b.pdf > page 1; XMP, dc:title"
    (told,) = told_once(whole, str)
    assert told.where == "all pages"
    (told,) = told_once(hits("Alexandr", "text by its encoding"), str)
    assert told.where == "page 1, text by its encoding"


def test_the_list_of_what_to_look_at_has_ten_lines_at_most_and_repeats_no_name() -> None:
    searcher = Searcher([secret("Faith Alexandr")])
    looks = tuple(hit for number in range(14) for hit in hits(f"Alexandr{'xy'[number % 2] * number}", "text"))
    outcome = outcome_of(AuditReport("a.txt", looks=looks), searcher)
    assert len(outcome.looks) == 10
    assert outcome.looks[-1] == "and 5 more"
    assert outcome.is_clean
    assert not any("alexandr" in line.lower() for line in outcome.looks)


LONG = (
    ("Zulaikha", "Mansoori"), ("Oleksandra", "Hnatiuk"), ("Завалина", "Ростовцева"), ("Ελευθερία", "Κωστόπουλος"),
    ("فاطمةالزهراء", "المنصوري"), ("Thandeka", "Nkosana"), ("Gülseren", "Karabulut"), ("Xiomara", "Quispetupa"),
    ("Անահիտա", "Սարգսյան"), ("मीनाक्षी", "चतुर्वेदी"),
)  # fmt: skip


def edits(word: str) -> Iterator[str]:
    """Yield a word with a letter left out, doubled, replaced, and two that changed places, in its middle."""
    letters = list(word)
    middle = len(letters) // 2
    before, one, after = word[:middle], letters[middle], word[middle + 1 :]
    yield before + after
    yield before + one + one + after
    yield before + letters[0].lower() + after
    if one != letters[middle + 1]:
        yield before + letters[middle + 1] + one + word[middle + 2 :]


@pytest.mark.parametrize(("given", "family"), LONG)
def test_a_spelling_within_one_edit_is_looked_at(given: str, family: str) -> None:
    searcher = Searcher([secret(f"{given} {family}")])
    for word in (given, family):
        for misspelt in edits(word):
            sure, unsure = searcher.judged([Piece("a part", "text", f"Then there came {misspelt} alone.")])
            assert sure or unsure, misspelt


@pytest.mark.parametrize(
    ("whole", "text"),
    [("Anna Petrova", "Hanna and Petra came"), ("Marina Stoner", "the Marine said; marine life, marine law"),
     ("Karla Schmidt", "Karlo Schneider came"), ("Omar Haddadi", "Hadad came")],
)  # fmt: skip
def test_a_short_name_an_everyday_word_and_two_edits_are_nobody(whole: str, text: str) -> None:
    assert judged(whole, text) == (0, 0)
