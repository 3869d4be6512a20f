"""States in the six languages of the United Nations: what templates print of them, and what was mended by hand."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from submissions.states import State, find_state, suggest_state

TABLE = Path(__file__).parents[1] / "src" / "submissions" / "rules" / "states.csv"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
CYRILLIC = re.compile(r"[А-Яа-яЁё' ,()—-]+")


def rows() -> list[dict[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


NAMED = [row for row in rows() if row["ru"]]
# The United Nations has these names, and no formal ones.
NO_FORMAL_NAME = {"ESH", "FLK", "TWN"}


def state(code: str) -> State:
    found = find_state(code)
    assert found is not None, code
    return found


def test_no_code_stands_twice() -> None:
    for column in ("alpha2", "alpha3", "m49"):
        codes = [row[column] for row in rows()]
        assert len(codes) == len(set(codes)) == 250, column
        assert all(codes), column


def test_every_member_state_has_its_short_and_formal_name_in_six_languages() -> None:
    assert len(NAMED) == 203
    lacking = [
        f"{row['alpha3']} {column}"
        for row in NAMED
        if row["alpha3"] not in NO_FORMAL_NAME | {"HKG", "MAC"}
        for language in LANGUAGES
        for column in (language, f"{language}_formal")
        if not row[column]
    ]
    assert lacking == []


def is_in_its_script(column: str, name: str) -> bool:
    """Say whether a name is written as its language is; the resolution on Kosovo keeps its number everywhere."""
    if column.startswith("ru"):
        return bool(CYRILLIC.fullmatch(re.sub(r"1244 \(1999\)", "", name)))
    script = {"ar": r"[\u0600-\u06ff]", "zh": r"[\u4e00-\u9fff]"}.get(column[:2])
    return script is None or bool(re.search(script, name) and not re.search(r"[A-Za-z\u0400-\u04ff]", name))


def test_each_name_is_in_its_own_script() -> None:
    columns = ("ru", "ru_genitive", "ru_formal", "ar", "ar_formal", "zh", "zh_formal")
    names = [(row["alpha3"], column, row[column]) for row in NAMED for column in columns if row[column]]
    assert len(names) > 1200
    assert [name for name in names if not is_in_its_script(*name[1:])] == []


def test_no_name_has_stray_spaces_or_the_star_of_a_footnote() -> None:
    names = [(row["alpha3"], name) for row in NAMED for name in row.values()]
    assert [name for name in names if name[1] != " ".join(name[1].split()) or "*" in name[1]] == []


ONE_WORD = [row for row in NAMED if row["ru"].isalpha()]
IRREGULAR = {
    **{name: name for name in ("Бангладеш", "Малави", "Никарагуа", "Самоа")},
    "Египет": "Египта",
    "Израиль": "Израиля",
    "Филиппины": "Филиппин",
}


def decline(name: str) -> str:
    """Return the genitive of a name of one word by the rules of Russian declension."""
    if name in IRREGULAR:
        return IRREGULAR[name]
    if name.endswith(("ия", "ея")):
        return name[:-1] + "и"
    if name.endswith("а"):
        return name[:-1] + ("и" if name[-2] in "гкхжшщч" else "ы")
    if name.endswith("й"):
        return name[:-1] + "я"
    if name.endswith("ь"):
        return name[:-1] + "и"
    return name if name[-1] in "оеиуыэю" else name + "а"


def test_the_russian_genitive_of_one_word_follows_the_rules() -> None:
    assert len(ONE_WORD) > 100
    assert {
        row["ru_genitive"]: decline(row["ru"]) for row in ONE_WORD if row["ru_genitive"] != decline(row["ru"])
    } == {}


def test_the_russian_genitive_is_made_of_the_words_of_the_name() -> None:
    strange = []
    for row in NAMED:
        names = f"{row['ru']} {row['ru_formal']}".casefold()
        stems = [word[: max(3, len(word) - 4)].casefold() for word in re.findall(r"[\w']+", row["ru_genitive"])]
        strange += [f"{row['alpha3']}: {stem}" for stem in stems if stem not in names]
    assert strange == []


@pytest.mark.parametrize(
    ("code", "genitive"),
    [
        ("BIH", "Боснии и Герцеговины"),
        ("DZA", "Алжира"),
        ("GTM", "Гватемалы"),
        ("RUS", "Российской Федерации"),
        ("KAZ", "Казахстана"),
        ("KGZ", "Кыргызстана"),
        ("TJK", "Таджикистана"),
        ("UZB", "Узбекистана"),
        ("BLR", "Беларуси"),
        ("UKR", "Украины"),
        ("ARE", "Объединенных Арабских Эмиратов"),
        ("PHL", "Филиппин"),
        ("IRN", "Исламской Республики Иран"),
        ("MDA", "Республики Молдова"),
        ("MAR", "Марокко"),
        ("TZA", "Объединенной Республики Танзания"),
        ("VAT", "Святого Престола"),
        ("PSE", "Государства Палестина"),
    ],
)
def test_of_a_state_is_the_genitive_in_russian(code: str, genitive: str) -> None:
    assert state(code).of("ru") == genitive


@pytest.mark.parametrize(
    ("code", "language", "name", "in_sentence", "of"),
    [
        ("IRN", "en", "Iran (Islamic Republic of)", "the Islamic Republic of Iran", "of the Islamic Republic of Iran"),
        (
            "IRN",
            "fr",
            "Iran (République islamique d')",
            "la République islamique d'Iran",
            "de la République islamique d'Iran",
        ),
        (
            "BOL",
            "fr",
            "Bolivie (État plurinational de)",
            "l'État plurinational de Bolivie",
            "de l'État plurinational de Bolivie",
        ),
        (
            "BOL",
            "es",
            "Bolivia (Estado Plurinacional de)",
            "el Estado Plurinacional de Bolivia",
            "del Estado Plurinacional de Bolivia",
        ),
        (
            "FSM",
            "fr",
            "Micronésie (États fédérés de)",
            "les États fédérés de Micronésie",
            "des États fédérés de Micronésie",
        ),
        (
            "VEN",
            "ru",
            "Венесуэла (Боливарианская Республика)",
            "Боливарианская Республика Венесуэла",
            "Боливарианской Республики Венесуэла",
        ),
        (
            "NLD",
            "en",
            "Netherlands (Kingdom of the)",
            "the Kingdom of the Netherlands",
            "of the Kingdom of the Netherlands",
        ),
        ("NLD", "fr", "Pays-Bas (Royaume des)", "le Royaume des Pays-Bas", "du Royaume des Pays-Bas"),
        ("NLD", "zh", "荷兰王国", "荷兰王国", "荷兰王国"),
    ],
)
def test_a_name_for_lists_gives_way_to_the_formal_one_within_a_sentence(
    code: str, language: str, name: str, in_sentence: str, of: str
) -> None:
    one = state(code)
    assert (one.name(language), one.with_article(language), one.of(language)) == (name, in_sentence, of)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bracket_of_a_list_stands_in_a_sentence(language: str) -> None:
    allowed = {"FLK", "HKG", "MAC"}  # brackets that are a part of the name everywhere
    inverted = [
        row["alpha3"] for row in NAMED if row["alpha3"] not in allowed and " (" in state(row["alpha3"]).of(language)
    ]
    assert inverted == []


def test_what_the_source_lacks_was_mended_by_hand() -> None:
    assert state("TUR").formal("en") == "the Republic of Türkiye"
    assert state("TUR").name("ru") == "Турция"
    assert state("TWN").name("en") == "Taiwan Province of China"
    assert state("TWN").of("fr") == "de la Province chinoise de Taïwan"
    assert state("VAT").name("en") == "Holy See"
    assert state("PSE").formal("es") == "el Estado de Palestina"
    assert state("FLK").name("en") == "Falkland Islands (Malvinas)"
    assert state("XKX").name("en") == "Kosovo"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formal_name_of_kosovo_refers_to_the_resolution(language: str) -> None:
    assert "1244" in state("XKX").formal(language)


def test_the_netherlands_are_found_by_their_everyday_name() -> None:
    for typed in ("Netherlands", "Pays-Bas", "Países Bajos", "Нидерланды"):
        found = suggest_state(typed)
        assert found is not None, typed
        assert found.alpha3 == "NLD"


@pytest.mark.parametrize(
    ("code", "language", "to", "direct"),
    [
        ("SDN", "es", "al Sudán", "Sudán"),
        ("GBR", "es", "al Reino Unido de Gran Bretaña e Irlanda del Norte", None),
        ("USA", "es", "a los Estados Unidos de América", "Estados Unidos de América"),
        ("BOL", "es", "al Estado Plurinacional de Bolivia", "Estado Plurinacional de Bolivia"),
        ("VEN", "fr", "à la République bolivarienne du Venezuela", "République bolivarienne du Venezuela"),
        ("NPL", "fr", "au Népal", "Népal"),
        ("DZA", "fr", "à l'Algérie", "Algérie"),
        ("ISR", "fr", "à Israël", "Israël"),
        ("USA", "fr", "aux États-Unis d'Amérique", "États-Unis d'Amérique"),
        ("GBR", "en", "to the United Kingdom of Great Britain and Northern Ireland", None),
        ("NPL", "en", "to Nepal", "Nepal"),
        ("BOL", "en", "to the Plurinational State of Bolivia", "Plurinational State of Bolivia"),
        ("IRN", "en", "to the Islamic Republic of Iran", "Islamic Republic of Iran"),
        ("BOL", "ru", "Многонациональное Государство Боливия", "Многонациональное Государство Боливия"),
    ],
)
def test_a_state_has_a_form_for_each_place(code: str, language: str, to: str, direct: str | None) -> None:
    assert state(code).to(language) == to
    if direct is not None:
        assert state(code).direct(language) == direct


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_is_that_of_a_list(language: str) -> None:
    for row in NAMED:
        one = state(row["alpha3"])
        for form in (one.direct(language), one.to(language), one.of(language), one.with_article(language)):
            assert " (" not in form or row["alpha3"] in NO_FORMAL_NAME | {"HKG", "MAC", "XKX"}, form
        assert one.direct(language)[:1].isupper() or language in ("ar", "zh")


def test_no_template_prints_the_name_of_a_list() -> None:
    for body in (Path(__file__).parents[1] / "templates").rglob("*.md"):
        assert "state.name" not in body.read_text(encoding="utf-8"), body
