"""The stress run can fail: what a file lost, added or put elsewhere is found, and so is an empty page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.stress.__main__ import differences_of
from benchmarks.stress.compare import in_any_order, in_order
from benchmarks.stress.pages import is_empty
from benchmarks.stress.scratch import OWN, build, languages_of
from benchmarks.stress.source import read_source

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {
    "en": "1\\. The Court said: \"[n]o one shall be 'tortured'\" (§ 3).\n\n(a) First;\n(b) second.\n",
    "fr": "Il a dit : « L'État n'en dit mot » ; 12 000 euros.\n\n- Un\n- Deux\n",
    "ru": 'Суд указал: "это пытка" - п. 1 ст. 3.\n',
    "ar": 'قالت اللجنة: "حدث تعذيب" (CAT/C/GC/3).\n',
    "th": "บุคคลใดจะถูกกระทำการทรมานมิได้\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_word_lost_added_or_put_elsewhere_is_found_at_its_line(language: str) -> None:
    tokens = read_source(TEXTS[language]).body
    assert list(in_order(tokens, tokens)) == list(in_any_order(tokens, tokens)) == []
    words = [index for index, token in enumerate(tokens) if token.form.isalpha() and not token.is_mark]
    for index in words:
        lost = (*tokens[:index], *tokens[index + 1 :])
        assert [one.line for one in in_order(tokens, lost)] == [tokens[index].where]
        assert list(in_any_order(tokens, lost))
        assert list(in_order(lost, tokens))
    first, last = words[0], words[-1]
    moved = list(tokens)
    moved[first], moved[last] = moved[last], moved[first]
    assert list(in_order(tokens, moved))


def test_two_words_that_became_one_are_found_and_one_that_a_line_parted_is_none() -> None:
    parted, whole = (read_source(text).body for text in ("the torturer said", "thetorturer said"))
    assert list(in_order(parted, whole))
    assert list(in_order(whole, parted)) == []


@pytest.mark.parametrize(("extents", "expected"), [
    ([(10, 90)], False), ([(10, 60)], True), ([(36, 90)], False), ([(45, 90)], True), ([], True),
    ([(10, 30), (60, 90)], True), ([(10, 30), (50, 90), (30, 45)], False),
])  # fmt: skip
def test_a_page_is_empty_where_more_than_a_third_is_in_one_piece(
    extents: list[tuple[float, float]], expected: bool
) -> None:
    assert is_empty(extents, 10, 90) is expected


@pytest.mark.proof
def test_a_word_that_was_planted_or_taken_out_is_found_in_both_files(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text(f"{TEXTS['fr']}\nLa Cour rappelle^[Voir la note.] ce qui suit.\n", encoding="utf-8")
    (built,) = build([text], OWN, ["fr"], tmp_path)
    assert built.findings == ()
    assert list(differences_of(built)) == []
    changed = tmp_path / "changed.md"
    changed.write_text(text.read_text("utf-8").replace("mot", "un mot").replace("la note", "note"), encoding="utf-8")
    told = list(differences_of(replace(built, text=changed)))
    assert [one.split(", line")[0] for one in told] == ["Word", "Word, notes", "PDF"]


@pytest.mark.proof
@pytest.mark.parametrize("language", languages_of(OWN))
def test_the_declaration_in_many_languages_goes_through_without_a_word_lost(language: str, tmp_path: Path) -> None:
    texts = sorted((ROOT / "benchmarks" / "stress" / "texts").glob("*.md"))
    built = build(texts, OWN, [language], tmp_path)
    assert [(one.text.name, told) for one in built for told in differences_of(one)] == []
    refused = {finding.code for one in built for finding in one.findings if finding.severity == "error"}
    assert refused <= {"E510"}
