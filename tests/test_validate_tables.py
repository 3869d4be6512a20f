"""The tables behind codes: States, languages, and the characters that no document may hold."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from submissions.findings import Place
from submissions.folding import skeleton
from submissions.gate import compose_letters, pass_gate, shown
from submissions.languages import is_language, language_name
from submissions.source import nearest
from submissions.states import find_state, suggest_state

STATES = Path(__file__).parents[1] / "src" / "submissions" / "rules" / "states.csv"


def test_states_are_found_by_two_and_three_letters() -> None:
    for two, three in (("NO", "NOR"), ("BA", "BIH"), ("NA", "NAM"), ("XK", "XKX"), ("TR", "TUR")):
        by_two, by_three = find_state(two), find_state(three)
        assert by_two is by_three
        assert by_two is not None
        assert by_two.alpha3 == three
    assert find_state("no") is None
    assert find_state("") is None


@pytest.mark.parametrize(
    ("code", "language", "name", "of", "formal"),
    [
        ("SDN", "en", "Sudan", "of the Sudan", "the Republic of the Sudan"),
        ("MDV", "fr", "Maldives", "des Maldives", "la République des Maldives"),
        ("DZA", "fr", "Algérie", "de l'Algérie", "la République algérienne démocratique et populaire"),
        ("NPL", "fr", "Népal", "du Népal", "le Népal"),
        ("BIH", "fr", "Bosnie-Herzégovine", "de la Bosnie-Herzégovine", "la Bosnie-Herzégovine"),
        ("CUB", "fr", "Cuba", "de Cuba", "la République de Cuba"),
        ("SLV", "es", "El Salvador", "de El Salvador", "la República de El Salvador"),
        ("TUR", "en", "Türkiye", "of Türkiye", "the Republic of Türkiye"),
        ("PSE", "en", "State of Palestine", "of the State of Palestine", "the State of Palestine"),
        ("DZA", "ar", "الجزائر", "الجزائر", "الجمهورية الجزائرية الديمقراطية الشعبية"),
        ("GTM", "de", "Guatemala", "Guatemala", "Guatemala"),
        ("BIH", "bs", "Bosna i Hercegovina", "Bosna i Hercegovina", "Bosna i Hercegovina"),
        ("GRL", "fr", "Groenland", "de Groenland", "Groenland"),
        ("GTM", "acr", "", "", ""),
    ],
)
def test_states_are_named_as_the_united_nations_names_them(
    code: str, language: str, name: str, of: str, formal: str
) -> None:
    state = find_state(code)
    assert state is not None
    assert (state.name(language), state.of(language), state.formal(language)) == (name, of, formal)


def test_every_state_has_a_name_in_the_six_languages_without_asterisk_or_article() -> None:
    codes = [line.split(",")[1] for line in STATES.read_text(encoding="utf-8").splitlines() if line[:1].isupper()]
    assert len(codes) == 250
    for code in codes:
        state = find_state(code)
        assert state is not None
        for language in ("en", "fr", "es", "ru", "ar", "zh"):
            name = state.name(language)
            assert name
            assert not re.search(r"\*|\((the|le|la|les|l'|el|los|las)\)", name), name


def test_a_name_or_small_letters_suggest_the_code_that_was_meant() -> None:
    typed_names = (
        ("bih", "BIH"), ("Bosnia", "BIH"), ("Algérie", "DZA"), ("Gautemala", "GTM"), ("no", "NOR"), ("PERU", "PER"),
        ("Cote d’Ivoire", "CIV"), ("Sao Tome", "STP"), ("الامارات", "ARE"), ("Türkei", "TUR"), ("ПЕРУ", "PER"),
    )  # fmt: skip
    for typed, code in typed_names:
        state = suggest_state(typed)
        assert state is not None
        assert state.alpha3 == code
    assert suggest_state("Atlantis") is None


def test_languages_are_codes_in_small_letters() -> None:
    for code in ("en", "fr", "ar", "ne", "acr", "quc", "la", "rom"):
        assert is_language(code), code
    for code in ("EN", "xx", "english", "fr-FR", "", "e"):
        assert not is_language(code), code
    assert language_name("fr") == "French"
    assert language_name("ne") == "Nepali"


def test_the_gate_lets_through_what_xml_allows_and_writing_needs() -> None:
    text = "Hodžić, N'Djamena, عربي\u200f, فارسی\u200cها, नेपाल\u200d, 中文, 𝒜, \t\n — “quoted” 5\u00a0€ 👩🏽‍⚖️"
    assert pass_gate(text, lambda _: Place("x")) == (text, [])


def test_the_gate_refuses_each_character_that_cannot_be_stored() -> None:
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        category = unicodedata.category(character)
        bad = (
            (category in ("Cc", "Cs", "Co", "Zl", "Zp") and character not in "\t\n\r")
            or 0xFDD0 <= number <= 0xFDEF
            or number & 0xFFFE == 0xFFFE
            or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
        if bad or number < 0x3000:
            clean, findings = pass_gate(f"a{character}b", lambda index: Place("x", 1, index + 1))
            assert (clean == "a\ufffdb") is bad, hex(number)
            if bad:
                assert [(finding.code[0], finding.place.column) for finding in findings] == [("E", 2)]


def test_a_message_never_holds_what_a_terminal_would_obey() -> None:
    for number in (*range(32), 0x7F, 0x85, 0x9B, 0x202E, 0x2028, 0xD800, 0xFFFE):
        assert shown(f"a{chr(number)}b").isprintable()
    assert len(shown("x" * 500)) == 60


def test_letters_in_pieces_are_put_together_with_a_note() -> None:
    text, findings = compose_letters("Hodz\u030cic\u0301", lambda index: Place("x", 1, index + 1))
    assert text == "Hodžić"
    assert [(finding.code, finding.place.column) for finding in findings] == [("N134", 4)]


def test_look_alike_letters_are_seen_through() -> None:
    assert skeleton("рrоtесtеd") == "protected"
    assert skeleton("ｎａｍｅ") == "name"
    assert nearest("protcted", ["protected", "people"]) == "protected"
    assert nearest("short-title", ["short_title", "title"]) == "short_title"
    assert nearest("zzz", ["short_title", "title"]) == ""
