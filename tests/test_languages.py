"""Every language answers every row, none stands in for another, and no Python file knows one by name."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import composing
from composing import catalogue, look, template
from full_cases import full_workspace
from sample import sample_document
from speaking import CODES, KNOWN, somebody, spoken
from submissions.audit.names.address import kin_beyond
from submissions.audit.names.months import months_beyond
from submissions.audit.names.search import Searcher
from submissions.audit.records import Piece, Secret
from submissions.case.pseudonyms import free_pseudonym, numbered_pseudonym
from submissions.case.telling import told_by
from submissions.catalogue import ROWS, LanguageShelf, built_in_templates
from submissions.catalogue.house import read_house
from submissions.cli import main
from submissions.compose import compose
from submissions.dates import print_date
from submissions.document import OPEN_LABEL, Heading, ListBlock, ListItem, Paragraph, Run
from submissions.document.counting import counted
from submissions.findings import Place, has_errors
from submissions.folding import fold_words
from submissions.languages import FewLanguages, Language, Pseudonyms, script_of
from submissions.line.formats import WRITERS
from submissions.transforms.number import number
from submissions.transforms.typography import set_words
from submissions.values import Day, Localised, PartialDate, Text
from submissions.writers.page.pdf import write_pdf
from submissions.writers.word.docx import write_docx
from trees import tree_text
from word_files import document, house_files

ROOT = Path(__file__).parents[1]
HOUSE = built_in_templates() / "house"
HERE = Place("x.md", 1)
NAMED = {path.name.split(".")[1] for stem in ("labels", "citations") for path in HOUSE.glob(f"{stem}.*.yaml")}


# --- a language of which the house has no words ---


def test_a_language_without_its_file_is_no_document_and_one_finding(tmp_path: Path) -> None:
    """The labels and citations of a language are there, copied from English, and its own words are not."""
    own = catalogue().house
    labels = {**own.labels, "de": own.labels["en"]}
    citations = {**own.citations, "de": own.citations["en"]}
    empty = replace(own, labels=labels, citations=citations, languages=LanguageShelf({}))
    view = replace(look(tmp_path), language="de")
    made, findings = compose(view, template("# A\n\nWords.", "de"), empty)
    assert made is None
    (lacking,) = [one for one in findings if one.code == "E207"]
    assert lacking.place.file == "templates/house/language.de.yaml"
    assert lacking.message.endswith(", ".join(ROWS))


def test_nothing_of_another_language_stands_in_for_a_blank_one() -> None:
    blank = Language("pt")
    typed = "Disse: \"Nao 'sim'\" Mr K, 1er, 5 %: par. 8"
    assert set_words(typed, blank).replace("\N{NO-BREAK SPACE}", " ") == typed
    words = {word for language in KNOWN.values() for word in words_of(language)}
    for role, gender in (("witness", "woman"), ("relative", "man"), ("survivor", "woman"), ("survivor", None)):
        proposed = free_pseudonym(somebody(role, gender), (), blank)
        assert not set(fold_words(proposed).split()) & words
    assert not set(fold_words(numbered_pseudonym("witness", (), blank)).split()) & words
    assert print_date(PartialDate("between", Day(1993, 5), Day(1993, 6)), blank) == "[1993-05..1993-06]"


def patterns(words: Pseudonyms) -> tuple[str, ...]:
    """Return the patterns of all pseudonyms of a language."""
    return words.woman, words.man, words.witness, words.relative, words.person


def words_of(language: Language) -> set[str]:
    """Return the folded words of which a language makes pseudonyms."""
    assert language.pseudonyms is not None
    made = patterns(language.pseudonyms)
    return {word for pattern in made for word in fold_words(pattern.format("")).split() if len(word) > 1}


# --- what the rows do ---


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("gender", ["woman", "man", None])
@pytest.mark.parametrize("role", ["survivor", "witness", "relative"])
def test_pseudonyms_are_proposed_in_the_words_of_the_language_and_tell_nothing(
    role: str, gender: str | None, code: str
) -> None:
    """Of each letter that a pseudonym may have, somebody whose name begins with it is given another."""
    language = spoken(code)
    words = language.pseudonyms
    assert words is not None
    for letter in words.letters:
        one = somebody(role, gender)
        one = one.model_copy(update={"name": Text(f"{letter}абв" if code == "ru" else f"{letter}qx")})
        proposed = free_pseudonym(one, (), language)
        assert told_by(proposed, one) == ""
        assert any(re.fullmatch(pattern.replace("{}", r"[\w]"), proposed) for pattern in patterns(words))


def test_a_russian_pseudonym_is_russian() -> None:
    one = somebody("survivor", "woman").model_copy(update={"name": Text("Анна Быкова")})
    taken = somebody("survivor", "man").model_copy(
        update={"pseudonym": Localised((("ru", Text("г-н В")),)), "name": Text("Пётр")}
    )
    assert free_pseudonym(one, (one, taken), spoken("ru")) == "г-жа Г"
    assert free_pseudonym(somebody("witness", "man"), (), spoken("ru")) == "Свидетель 1"
    assert free_pseudonym(somebody("relative", None), (), spoken("ru")) == "Родственник 1"
    assert free_pseudonym(somebody("counsel", None), (), spoken("ru")) == "Лицо 1"


@pytest.mark.parametrize(
    ("code", "typed", "printed"),
    [
        ("fr", 'l\'"accord" et d\'"urgence"', "l’«‿accord‿» et d’«‿urgence‿»"),
        ("fr", 'l’"accord" et qu\'"il"', "l’«‿accord‿» et qu’«‿il‿»"),
        ("fr", 'dit "l\'" ici', "dit «‿l’‿» ici"),
        ("fr", 'dit "l\'accord" ici', "dit «‿l’accord‿» ici"),
        ("ar", 'و"نعم" ثم ب"لا"', "و«نعم» ثم ب«لا»"),
        ("ar", 'ول"اللجنة" رأيها', "ول«اللجنة» رأيها"),
        ("ar", 'قال "السيد ل" نعم', "قال «السيد ل» نعم"),
        ("ar", 'كتاب"الحق"', "كتاب»الحق»"),
        ("en", 'o\'"x" y', "o’“x” y"),
    ],
)
def test_a_quotation_mark_opens_behind_a_word_that_is_written_together_with_the_next(
    code: str, typed: str, printed: str
) -> None:
    assert set_words(typed, spoken(code)) == printed.replace("‿", "\N{NARROW NO-BREAK SPACE}")


@pytest.mark.parametrize("code", CODES)
def test_what_each_language_binds_is_kept_together(code: str) -> None:
    binding = spoken(code).binding
    cases = {f"{word} 12": 1 for word in binding.numbers}
    cases |= {f"{word} Q" if code != "ru" else f"{word} Ж": 1 for word in (*binding.names, *binding.capitals)}
    cases |= {f"2019 {word}": 1 for word in binding.years} | {f"5 {word}": 1 for word in binding.units}
    cases |= {f"x {phrase} y": phrase.count(" ") for phrase in binding.phrases}
    assert {typed: set_words(typed, spoken(code)).count("\N{NO-BREAK SPACE}") for typed, kept in cases.items()} == cases


@pytest.mark.parametrize("code", CODES)
def test_a_date_that_is_printed_in_a_language_is_found_in_it(code: str) -> None:
    """Whoever withholds a day of birth is safe in every language in which documents are made."""
    assert_dates_are_found(spoken(code), Searcher((Secret("born", "1958-03-01", "birth", HERE),)))
    dates = spoken(code).dates
    assert dates is not None
    assert code == "zh" or months_beyond((*dates.months, *dates.months_alone)) == ()


def test_the_months_of_an_added_language_are_looked_for_too() -> None:
    """Welsh, which nobody has listed, is found as soon as the house has its months."""
    welsh = tuple("Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split())  # noqa: SIM905  as a line
    english = spoken("en").dates
    assert english is not None
    language = Language("cy", dates=replace(english, months=welsh))
    months = months_beyond(welsh)
    assert len(months) == 12
    secret = Secret("born", "1958-10-01", "birth", HERE)
    printed = print_date(PartialDate("day", Day(1958, 10, 1)), language)
    assert not Searcher((secret,)).search([Piece("1", "text", printed)])
    assert Searcher((secret,), months).search([Piece("1", "text", printed)])


def test_the_words_for_kin_of_an_added_language_are_looked_for_too() -> None:
    """A name of two letters, too short to be looked for alone, is found behind the Welsh word for a sister."""
    kin = kin_beyond(("chwaer", "mother"))
    assert kin == ("chwaer",)
    secret = Secret("name of 'r'", "Ela Wu", "name", HERE, ("Ela", "Wu"))
    pieces = [Piece("1", "text", "Daeth ei chwaer Wu adref.")]
    assert not Searcher((secret,)).search(pieces)
    assert Searcher((secret,), kin=kin).search(pieces)


@pytest.mark.parametrize("code", CODES)
def test_the_search_knows_the_words_for_kin_of_every_language_of_the_house(code: str) -> None:
    assert spoken(code).kin
    assert code == "zh" or kin_beyond(spoken(code).kin) == ()


def assert_dates_are_found(language: Language, searcher: Searcher) -> None:
    printed = print_date(PartialDate("day", Day(1958, 3, 1)), language)
    assert searcher.search([Piece("1", "text", f"x {printed} y")]), printed


def test_arabic_lists_and_sections_take_arabic_letters_where_the_house_says_so(tmp_path: Path) -> None:
    """As in documents of the United Nations; Word counts them itself, and both files are read back alike."""
    text = (HOUSE / "language.ar.yaml").read_text(encoding="utf-8")
    own = text.replace("\nlists: (a)", "\nlists: (أ)").replace("sections: [I, A, 1]", "sections: [I, أ, 1]")
    (tmp_path / "language.ar.yaml").write_text(own, encoding="utf-8")
    house, findings = read_house([(tmp_path, "templates/house"), (HOUSE, "built-in")])
    assert findings == []
    language = house.languages["ar"]
    item = ListItem((Paragraph((Run("كلمات", HERE),), HERE),), HERE)
    headings = [Heading(level, (Run("عنوان", HERE),), HERE, label=OPEN_LABEL) for level in (1, 2, 2, 2, 2, 2)]
    base = sample_document("ar", "filing")
    draft = replace(
        base,
        blocks=(*headings, ListBlock("alpha", (item,) * 30, HERE)),
        resources=(),
        languages=FewLanguages((language,)),
    )
    made = number(draft)
    assert [node.label for node in made.blocks if isinstance(node, Heading)] == ["I.", "أ.", "ب.", "ج.", "د.", "ه."]
    [listed] = [node for node in made.blocks if isinstance(node, ListBlock)]
    markers = [one.marker for one in listed.items]
    assert (markers[:3], markers[9], markers[27:]) == (["(أ)", "(ب)", "(ج)"], "(ي)", ["(غ)", "(أأ)", "(بب)"])
    files = dict(house.files)
    content, findings = write_docx(made, files)
    assert findings == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("word/numbering.xml").count(b'<w:numFmt w:val="arabicAbjad"/>') == 5
    pdf, findings = write_pdf(made, files)
    assert findings == []
    for kind, written in (("docx", content), ("pdf", pdf)):
        assert WRITERS[kind].read_back(written, made, HERE) == []  # type: ignore[index]


@pytest.mark.parametrize("first", ["I", "A", "1", "i", "a", "أ"])
def test_sections_count_as_the_language_says_in_the_tree_and_in_word(first: str) -> None:
    language = replace(spoken("en"), sections=(first, "a" if first != "a" else "I", "i"))
    blocks = [
        Heading(level, (Run(f"{level}-{index}", HERE),), HERE, label=OPEN_LABEL)
        for index in range(1, 4)
        for level in (1, 2, 3)
    ] + [
        Paragraph((Run("Words.", HERE),), HERE),
        ListBlock("alpha", tuple(ListItem((Paragraph((Run("w", HERE),), HERE),), HERE) for _ in range(3)), HERE),
    ]
    draft = replace(document(*blocks), languages=FewLanguages((language,)))
    made = number(draft)
    labels = [node.label for node in made.blocks if isinstance(node, Heading)]
    assert labels[::3] == [f"{counted(index, first)}." for index in (1, 2, 3)]
    content, findings = write_docx(made, house_files())
    assert not has_errors(findings), findings
    assert WRITERS["docx"].read_back(content, made, HERE) == []


# --- the one reader ---

WRITTEN = frozenset({*CODES, *NAMED, "fa", "he", "it", "pt", "uk", "ur"})
ALLOWED: Mapping[str, str] = {
    "languages/codes.py: en": "the language of the commands, and of a case that says none: the one place that names it",
    "writers/word/graft/transitional.py: pt": "a point, in which measures are given",
    "folding/scripts.py: zh": "two Latin letters for ж, in a table of transliteration",
    "audit/names/inflection.py: es": "the plural of a word in Latin letters",
    "audit/names/inflection.py: ar": "the end of Slavic names such as Petar",
}


def codes_in(path: Path) -> Iterator[str]:
    """Yield every string of a module that is nothing but the code of a language: a key, a comparison, a default."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and node.value in WRITTEN:
            yield str(node.value)


def test_no_python_file_knows_a_language_by_its_code() -> None:
    package = ROOT / "src" / "submissions"
    found = {
        f"{path.relative_to(package).as_posix()}: {code}" for path in package.rglob("*.py") for code in codes_in(path)
    }
    assert found == set(ALLOWED)


def test_the_table_of_codes_says_what_the_program_once_said_in_three_places() -> None:
    right_to_left = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
    assert {
        code for code in (*right_to_left, "ku", "en", "tr", "zh") if script_of(code).direction == "rtl"
    } == right_to_left
    assert {code for code in ("zh", "ja", "ko", "vi", "ar") if script_of(code).east_asian} == {"zh", "ja", "ko"}
    assert [script_of(code).word for code in ("sr", "he", "acr")] == ["sr-Latn-RS", "he-IL", "acr"]


def test_rules_that_do_not_speak_a_language_are_no_document_in_it(tmp_path: Path) -> None:
    """A memorandum in Russian would print the rules in English: it is refused, and says in which it can be had."""
    entry = {"template": "internal/memo", "languages": ["ru"], "audiences": ["filing"], "date": "2025-04-02"}
    full_workspace(tmp_path, [entry])
    folder = tmp_path / "templates" / "internal" / "memo"
    shutil.copytree(built_in_templates() / "internal" / "admissibility-memo", folder)
    (folder / "ru.md").write_text("# А\n\n{% for one in examinations %}{{ one.name }}{% endfor %}\n", encoding="utf-8")
    data = (folder / "template.yaml").read_text(encoding="utf-8")
    (folder / "template.yaml").write_text(data.replace("[en, fr, es]", "[en, fr, es, ru]"), encoding="utf-8")
    with contextlib.chdir(tmp_path):
        printed = CliRunner().invoke(main, ["check", "full-case"], prog_name="submissions").output
    assert "error[E231]: the filing rules have no Russian words" in printed
    assert "English, French or Spanish" in printed


@pytest.mark.parametrize(("code", "printed"), [("en", "1.5 and 2"), ("fr", "1,5 and 2"), ("ru", "1,5 and 2")])
def test_a_fraction_has_the_mark_of_its_language(code: str, printed: str, tmp_path: Path) -> None:
    russian = composing.CASE.replace("ar: أ ضد الدولة", "ar: أ ضد الدولة, ru: А против государства")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "CASE", russian)
        tree = composing.made(tmp_path, "# A\n\n{{ 3 / 2 }} and {{ 1 + 1 }}", language=code, numbered=False).tree
    assert printed in tree_text(tree)
    assert f"{spoken(code).spacing.dash}A test" in tree.title.replace("\N{NO-BREAK SPACE}", " ")


def test_what_a_document_cites_from_another_language_is_bound_as_there(tmp_path: Path) -> None:
    """English is cited in every document, as the papers of the United Nations are; another where words of it stand."""
    body = "# A\n\nRules of procedure, rules 102, Mr K, artículo 5. [Mira]{lang=es}"
    bound = tree_text(composing.made(tmp_path, body, language="fr", numbered=False).tree)
    assert "rules␣102, Mr␣K, artículo␣5" in bound
    alone = tree_text(composing.made(tmp_path, body.partition(" [")[0], language="fr", numbered=False).tree)
    assert "rules␣102, Mr␣K, artículo 5" in alone
