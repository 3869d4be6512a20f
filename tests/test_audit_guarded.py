"""What cannot be searched for alone is found beside what makes it a name, in every language's habits, and is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from submissions.audit.names.parts import may_stand
from submissions.audit.names.search import Searcher
from submissions.audit.names.secrets import read_names, secrets_of
from submissions.audit.names.unsearched import unsearched_findings, unwritten_findings
from submissions.audit.records import Piece
from test_audit_build import Office
from test_audit_secrets import case_of


@dataclass(frozen=True)
class Shared:
    """A survivor and somebody who may be named with the same family name, and texts that tell her or him."""

    given: str
    family: str
    other: str
    hers: tuple[str, ...]
    others: tuple[str, ...]
    more: str = ""


SHARED = {
    "English": Shared(
        "Nadia", "Okafor", "Chidi",
        ("Mrs Okafor was raped in the cell", "the Okafor family fled", "Okafor's daughter saw it", "Miss N Okafor",
         "Ms. Okafor", "the Okafors fled", "the victim Okafor", "the mother of Okafor", "OKAFOR (Ms)", "N. Okafor",
         "MRS OKAFOR SPOKE", "mrs okafor", "Okafor, who is Witness 4", "In her cell, Okafor’s sister wept"),
        ("Okafor ordered it", "Colonel Okafor's men", "Chidi Okafor’s order", "C. Okafor", "okafor", "Mr C. Okafor"),
    ),
    "French": Shared(
        "Aïssata", "Traoré", "Moussa",
        ("Mme Traoré a été violée", "la famille Traoré", "la fille de Traoré", "Mlle A. Traoré", "A. Traoré",
         "la victime Traoré", "la veuve Traoré", "Madame Traore"),
        ("le colonel Traoré", "Moussa Traoré", "Traoré a ordonné", "le capitaine Traoré"),
    ),
    "Spanish": Shared(
        "Rosa", "Chávez", "Luis",
        ("la señora Chávez", "Sra. Chavez", "la familia Chávez", "hija de Chávez", "doña Chávez", "R. Chávez"),
        ("el coronel Chávez", "Luis Chávez", "Chávez declaró"),
    ),
    "German": Shared(
        "Leyla", "Yıldız", "Emre",
        ("Frau Yıldız wurde misshandelt", "die Familie Yildiz", "die Mutter von Yıldız", "L. Yıldız"),
        ("Emre Yıldız", "Yıldız befahl es"),
    ),
    "Turkish": Shared(
        "Leyla", "Aydın", "Emre",
        ("Aydın Hanım", "Aydın'ın annesi", "Aydın ailesi", "Bayan Aydın"), ("Emre Aydın", "Albay Aydın"),
    ),
    "Bosnian": Shared(
        "Amra", "Hodžić", "Senad",
        ("gospođa Hodžić", "gđa Hodžić", "porodica Hodžić", "majka Hodžić; A. Hodžić", "gospodja Hodzic"),
        ("Senad Hodžić", "Hodžić je naredio"),
    ),
    "Russian": Shared(
        "Мария", "Котова", "Ирина",
        ("г-жа Котова", "госпоже Котовой", "семья Котовых", "дочери Котовой", "М. Котова", "свидетельница Котова"),
        ("И. Котова", "прокурор Котова", "Котова сказала", "Ирины Котовой; Ирина Котова"),
    ),
    "Arabic": Shared(
        "رانيا", "حداد", "عمر",
        ("السيدة حداد", "والسيدة حداد", "عائلة حداد", "آل حداد", "ابنة حداد", "الشاهدة حداد"),
        ("العقيد حداد", "عمر حداد", "قال حداد"),
    ),
    "Chinese": Shared("秀兰", "欧阳", "伟", ("欧阳女士说", "欧阳家的人", "欧阳的母亲"), ("欧阳说",)),
    "Greek": Shared(
        "Μαρία", "Παππά", "Ελένη", ("κυρία Παππά", "η οικογένεια Παππά", "κόρη της Παππά"),
        ("Ελένη Παππά", "η Παππά είπε"),
    ),
}  # fmt: skip
SHORT = {
    "Vietnamese": (
        "Thị Vy", "Lê",
        ("Chị Vy", "bà Vy", "cô Vy", "Ms Vy", "Vy's mother", "The Le family", "gia đình Lê", "con của Vy"),
    ),
    "Burmese": ("Su", "Ei", ("Daw Su", "Ma Su", "Daw Ei", "Miss Su’s house")),
    "Chinese in Latin": ("Na", "Xu", ("Madam Xu", "Ms Na", "Lawyer Xu", "the Xu family")),
    "Korean": ("Mi", "No", ("Mrs. No", "Ms. Mi", "M. No")),
    "Swahili": ("Bi", "Wa", ("Bibi Wa", "Mama Wa")),
    "Somali": ("Ay", "Uw", ("Sheikh Uw", "Marwo Ay")),
    "Chinese": ("梅", "李", ("李女士", "李某", "李家")),
    "Thai": ("ดา", "ทอ", ("นางสาว ดา", "นางทอ")),
}  # fmt: skip


def searcher_for(folder: Path, people: str) -> Searcher:
    return Searcher(secrets_of(case_of(folder, f"people:\n{people}"), "public"))


def named(searcher: Searcher, text: str) -> list[str]:
    return [hit.variant for hit in searcher.search([Piece("a part", "text", f"It was. {text}. And so on")])]


def shared(folder: Path, one: Shared) -> Searcher:
    return searcher_for(
        folder,
        f"  - {{id: r, role: survivor, name: {{given: {one.given}, family: {one.family}}}, pseudonym: Witness 4}}\n"
        f"  - {{id: o, role: official, name: {{given: {one.other}, family: {one.family}}}, protected: []}}\n",
    )


@pytest.mark.parametrize("language", SHARED)
def test_a_family_name_that_an_official_bears_is_found_where_it_is_hers(language: str, tmp_path: Path) -> None:
    searcher = shared(tmp_path, SHARED[language])
    assert [text for text in SHARED[language].hers if not named(searcher, text)] == []


@pytest.mark.parametrize("language", SHARED)
def test_the_official_may_be_named(language: str, tmp_path: Path) -> None:
    searcher = shared(tmp_path, SHARED[language])
    assert [text for text in SHARED[language].others if named(searcher, text)] == []


@pytest.mark.parametrize("language", SHARED)
def test_the_author_is_told_that_a_shared_name_is_not_searched_for_alone(language: str, tmp_path: Path) -> None:
    one = SHARED[language]
    (finding,) = unsearched_findings(shared(tmp_path, one).secrets)
    assert (finding.code, finding.message) == (
        "W628", "of the name of 'r', not all is searched for alone: the family name is shared with 'o'",
    )  # fmt: skip
    assert not {one.given, one.family} & set((finding.message + str(finding.help)).split())


@pytest.mark.parametrize("language", SHORT)
def test_a_name_of_one_or_two_letters_is_found_beside_a_title_or_kin_and_told(language: str, tmp_path: Path) -> None:
    given, family, texts = SHORT[language]
    people = f"  - {{id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
    searcher = searcher_for(tmp_path, people)
    assert [text for text in texts if not named(searcher, text)] == []
    assert [finding.code for finding in unsearched_findings(searcher.secrets)] == ["W628"] * (language != "Thai")


def test_a_title_that_only_the_other_can_bear_is_the_others(tmp_path: Path) -> None:
    people = (
        "  - {{id: r, role: survivor, gender: {0}, name: {{given: Ada, family: Bello}}, pseudonym: Witness 4}}\n"
        "  - {{id: o, role: official, gender: {1}, name: {{given: Musa, family: Bello}}, protected: []}}\n"
    )
    for number, (hers, his, title, found) in enumerate(
        [("woman", "man", "Mr", False), ("woman", "man", "Mrs", True), ("man", "woman", "Mr", True),
         ("woman", "woman", "Ms", False), ("woman", "woman", "Mr", False)]
    ):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        assert bool(named(searcher_for(folder, people.format(hers, his)), f"{title} Bello")) is found, (
            hers,
            his,
            title,
        )


def test_the_family_of_a_victim_who_is_named_is_named_with_the_victim(tmp_path: Path) -> None:
    searcher = searcher_for(
        tmp_path,
        "  - {id: r, role: relative, gender: man, name: {given: Tarik, family: Mansour}, pseudonym: Witness 4}\n"
        "  - {id: v, role: victim, gender: man, name: {given: Sami, family: Mansour}, protected: []}\n",
    )
    assert [named(searcher, text) for text in ("the Mansour family", "Mansour's wife", "M. Mansour")] == [[], [], []]
    assert named(searcher, "T. Mansour")


EVERYDAY = """\
  - id: r
    role: survivor
    gender: woman
    name: {given: Faith, family: Rose}
    pseudonym: Witness 4
    residence: Kogi Road
    common_words: [{word: Rose, reason: a flower}, {word: Faith, reason: in good faith}]
"""


def test_a_declared_word_is_found_behind_a_title_and_as_a_possessive_and_noted(tmp_path: Path) -> None:
    searcher = searcher_for(tmp_path, EVERYDAY)
    for text in (
        "Ms Rose",
        "Rose's house",
        "the Rose family",
        "Judge Rose",
        "Sister Faith",
        "Faith’s mother",
        "F. Rose",
    ):
        assert named(searcher, text), text
    for text in ("good faith", "Rose Street", "prices rose", "In Faith", "the rose's thorns", "'the Rose' was shut"):
        assert not named(searcher, text), text
    (finding,) = unsearched_findings(searcher.secrets)
    assert finding.code == "N629"
    assert finding.message.endswith(
        "the given name, as the case calls it an everyday word; the family name, as the case calls it an everyday word"
    )


def test_what_may_be_the_name_of_another_is_only_looked_at(tmp_path: Path) -> None:
    searcher = searcher_for(tmp_path, EVERYDAY)
    for text in ("They met Mrs Rose Dupont", "They read Khalil Rose's book", "When Witness 4 spoke the Rose opened"):
        piece = [Piece("a part", "text", text)]
        assert searcher.search(piece) == (), text
        assert len(searcher.look(piece)) == 1, text


def test_a_list_of_names_tells_what_it_cannot_search_for_alone() -> None:
    secrets, findings = read_names("Thị Vy Lê\nMarta Petrović\n", "names.txt")
    assert findings == []
    (finding,) = unsearched_findings(secrets)
    assert (finding.code, finding.place.line) == ("W628", 1)
    assert "of the name on line 1 of names.txt" in finding.message


def test_a_line_of_two_letters_is_a_whole_name_and_searched_for_beside_what_makes_it_one() -> None:
    secrets, findings = read_names("Vy\nLi\n김\n", "names.txt")
    assert findings == []
    for text in ("Ms Vy", "Vy's mother", "the Li family", "김씨는", "Miss Li"):
        assert named(Searcher(secrets), text), text
    for text in ("Vy", "they vy", "Li", "기차", "감기", "김밥"):
        assert not named(Searcher(secrets), text), text
    said = unsearched_findings(secrets, listed=True)
    assert [finding.code for finding in said] == ["W628"] * 3
    assert not any(word in str(one.help) for one in said for word in ("@id", "common_words", "variants"))


VARIANTS = {
    "Vy": (("They hurt Vy", "VY"), ("they vy for it", "Vyborg")),
    "Li": (("They hurt Li",), ("in Lisbon", "li")),
    "Rania of the well": (("Rania of the well", "RANIA OF THE WELL"), ("The court", "the well", "of the rule")),
    "the Doctor": (("the Doctor", "The Doctor"), ("The court", "the doctor", "Doctor Smith")),
    "Die Löwin": (("die Löwin",), ("Die Sache", "Der Hof")),
    "la Doctora": (("la Doctora",), ("La ley", "Doctora Paz")),
    "Mother of Sami": (("Mother of Sami",), ("Mother of two", "Sami")),
    "Sister Mary of the Cross": (("Sister Mary of the Cross",), ("the Red Cross", "The Sister")),
    "мать Сами": (("мать Сами",), ()),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_of_one_word_is_searched_for_alone_and_a_nickname_of_several_whole(
    variant: str, tmp_path: Path
) -> None:
    name = "name: {given: Thị Thuy, family: Nguyen}"
    people = f"  - {{id: r, role: survivor, {name}, pseudonym: Witness 4, variants: [{variant}]}}\n"
    searcher = searcher_for(tmp_path, people)
    hers, others = VARIANTS[variant]
    assert [text for text in hers if not named(searcher, text)] == []
    assert [text for text in others if named(searcher, text)] == []
    assert unsearched_findings(searcher.secrets) == []


LETTERS = {
    "Μαρία Κεφαλά": ("", "Arabic"),
    "Nino Beridze": ("", "Georgian"),
    "ნინო ბერიძე": ("", "Arabic"),
    "Зоя Лещенко": ("", "Hebrew"),
    "شیرین رستمی": ("", "Cyrillic"),
    "آية آل": ("Latin", "Latin"),
    "小红 李": ("Latin", "Latin"),
    "영희 김": ("Latin", "Korean"),
    "נועה כהן": ("Latin", "Hebrew"),
    "ሰላም ተስፋዬ": ("Latin", "Ethiopic"),
    "सुनीता चौहान": ("Latin", "Hindi"),
    "ดาริน ทองดี": ("Latin", "Thai"),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_author_is_told_in_which_letters_a_name_is_not_searched_for(name: str, tmp_path: Path) -> None:
    given, family = name.split()
    people = "  - {{id: r, role: survivor, name: {{given: {0}, family: {1}}}, pseudonym: Witness 4{2}}}\n"
    secrets = searcher_for(tmp_path, people.format(given, family, "")).secrets
    missing, other = LETTERS[name]
    script = {"Korean": "HANGUL", "Hindi": "DEVANAGARI"}.get(other, other.upper())
    for scripts, letters in (((), missing), ((script,), missing if missing else other)):
        said = unwritten_findings(secrets, scripts)
        assert [(one.code, f"searched for in {letters} letters" in one.message) for one in said] == (
            [("W632", True)] if letters else []
        )
        assert not {given, family} & set("".join(f"{one.message} {one.help}" for one in said).split())
    (tmp_path / "more").mkdir()
    more = searcher_for(tmp_path / "more", people.format(given, family, ", variants: [Xiaohong Liang]")).secrets
    assert unwritten_findings(more) == []


# --- the whole run ---

DECLARED = "\n    common_words: [{word: Vukotinac, reason: the name of a street}]"


def test_a_document_has_one_list_of_ten_lines_of_what_to_look_at_and_is_made(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("family: Vukotinac}", "family: Vukotinac}" + DECLARED)
    indent = next(line for line in office.file.read_text("utf-8").splitlines() if "She was released" in line)
    apart = "\n\n" + " " * (len(indent) - len(indent.lstrip()))
    streets = apart.join(f"They met Mrs Vukotinac Dupont{number:c} there." for number in range(97, 111))
    office.change("She was released without charge, and", f"{streets}{apart}She was released without charge, and")
    result = office.run()
    (look,) = [finding for finding in result.findings if finding.code == "W630"]
    (note,) = [finding for finding in result.findings if finding.code == "N629"]
    assert look.message.count(";") == 9
    assert look.message.endswith("; and 5 more")
    assert "name of 'r' (with a title)" in look.message
    assert look.place.file == "cases/matter/case.yaml"
    assert not any(
        "vukotinac" in str(text).lower() for finding in (look, note) for text in (finding.message, finding.help)
    )
    assert office.published


def test_a_title_before_a_declared_word_stops_the_document(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("family: Vukotinac}", "family: Vukotinac}" + DECLARED)
    office.change("She was released without charge, and", "Then Ms Vukotinac was released, and")
    assert "E623" in {finding.code for finding in office.run().findings}
    assert office.published == []


def test_a_list_of_names_says_what_may_stand() -> None:
    listed = "Rania Okello\nFaith Oyelaran\n+ Justice Now\n+ Omar Okello\n+Faith\n"
    secrets, findings = read_names(listed, "names.txt")
    assert findings == []
    assert may_stand(listed) == ("Justice Now", "Omar Okello", "Faith")
    searcher = Searcher(secrets)
    for text in ("Omar Okello spoke", "Okello spoke", "In Faith and hope", "Justice Now filed"):
        assert searcher.search([Piece("a part", "text", f"Then. {text}.")]) == (), text
    for text in ("Ms Okello spoke", "Faith's mother", "Rania", "Oyelaran", "R. Okello", "Faith Oyelaran"):
        assert searcher.search([Piece("a part", "text", f"Then. {text}.")]), text
    assert [finding.code for finding in unsearched_findings(secrets)] == ["W628", "N629"]
