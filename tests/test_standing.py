"""Who acts for whom: as roles tell it, as cases say it, where cases contradict it, and as every language prints it."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from examples import catalogue
from filing import answer, full_case, read, situation, small
from full_cases import FULL
from sampling import few_of
from speaking import spoken
from submissions.case import Case
from submissions.cli import main
from submissions.compose import authorities_of, compose
from submissions.document import Document
from submissions.findings import Finding
from submissions.transforms import transform
from submissions.values import LocalisedProse, LocalisedWithNames, PartialDate, Prose, Text, TextWithNames
from submissions.view import view_case
from trees import tree_text

# ruff: noqa: E501 - one case, and one sentence, a line
CASES = Path(__file__).parent / "standing_cases"
AS_OF = datetime.date(2024, 3, 20)
HEAD = """
state: BIH
people:
"""
TAIL = """
claims:
  - {id: torture, instrument: cat, articles: ["14 (1)"], title: Torture, argument: It was., of: [%s]}
annexes:
  - {id: power, title: Power, file: annexes/a.pdf, role: authority}
submissions:
  - {template: un/cat-complaint, languages: [en], date: 2018-03-01}
"""
ANA = "  - {id: ana, role: complainant, name: Ana Reis, protected: []%s}\n"
EVA = "  - {id: eva, role: complainant, name: Eva Reis, protected: []%s}\n"
SON = "  - {id: son, role: victim, name: Ivo Reis, protected: []%s}\n"
HARM = "events:\n  - {id: harm, date: 2015-04-02, text: '@%s is beaten.', violation: true}\n"


def case_of(*parts: str, of: str = "") -> Case:
    return small(HEAD + "".join(parts) + TAIL % of)


def links(case: Case) -> list[tuple[str, str]]:
    return [(str(link.author), "" if link.victim is None else str(link.victim)) for link in case.links]


@pytest.mark.parametrize(
    ("parts", "of", "expected"),
    [
        ((ANA % "",), "", [("ana", "")]),
        ((ANA % "", EVA % ""), "", [("ana", ""), ("eva", "")]),
        ((SON % "",), "", [("son", "")]),
        ((SON % ", died: 2016-01-02",), "", []),
        ((SON % ", disappeared: 2016-01-02",), "", []),
        ((ANA % "", SON % ""), "", [("ana", "son")]),
        ((ANA % "", SON % "", HARM % "ana"), "", [("ana", ""), ("ana", "son")]),
        ((ANA % "", SON % ""), "ana", [("ana", ""), ("ana", "son")]),
        ((ANA % "", EVA % "", SON % ""), "", [("ana", "son"), ("eva", "son")]),
        ((ANA % "", EVA % "", SON % ", relation: son of @eva"), "", [("ana", ""), ("eva", "son")]),
        ((ANA % "", EVA % "", SON % ", relation: her son", HARM % "ana"), "", [("ana", ""), ("ana", "son"), ("eva", "son")]),
        (
            (ANA % "", EVA % "", SON % ", consent: [{scope: submit, date: 2018-01-01, form: written, given_by: eva, authority: heir}]"),
            "",
            [("ana", ""), ("eva", "son")],
        ),
    ],
)  # fmt: skip
def test_roles_relations_and_events_tell_who_acts_for_whom(
    parts: tuple[str, ...], of: str, expected: list[tuple[str, str]]
) -> None:
    assert links(case_of(*parts, of=of)) == expected


LINK = "standing:\n  - {author: %s, victim: %s%s}\n"
OWN = "standing:\n  - {author: %s}\n"


@pytest.mark.parametrize(
    ("parts", "of", "wording"),
    [
        ((ANA % "", SON % "", OWN % "ana"), "", "nobody-for-victim"),
        ((ANA % "", EVA % "", OWN % "ana"), "", "author-for-nobody"),
        ((ANA % ", died: 2017-01-01",), "", "author-dead"),
        ((ANA % ", died: 2017-01-01", SON % "", LINK % ("ana", "son", "")), "", "author-dead"),
        ((ANA % ", disappeared: 2017-01-01",), "", "author-gone"),
        ((SON % ", died: 2017-01-01",), "", "nobody-for-victim"),
        ((ANA % "", SON % "", LINK % ("ana", "son", ", capacity: heir")), "", "heir-of-living"),
        ((ANA % "", SON % ", died: 2016", LINK % ("ana", "son", ", capacity: guardian")), "", "guardian-of-dead"),
        ((ANA % "", SON % ", without_consent: {reason: He said no., date: 2018-01-01, refused: true}"), "", "victim-refused"),
        ((ANA % "", SON % "", "  - {id: wit, role: witness, name: Jan Kos, protected: []}\n"), "wit", "claim-of-nobody"),
        ((ANA % "", "standing:\n  - {author: organisation}\n  - {author: ana}\n"), "", "organisation-as-victim"),
    ],
)  # fmt: skip
def test_what_a_case_says_against_itself_about_standing_is_a_contradiction(
    parts: tuple[str, ...], of: str, wording: str
) -> None:
    found = answer("cat-22", "standing", situation(case_of(*parts, of=of), as_of=AS_OF))
    assert (found.state, found.wording) == ("contradicted", wording)
    assert found.place is not None


@pytest.mark.parametrize(
    ("parts", "of", "state", "wording"),
    [
        ((ANA % "",), "", "met", "standing-shown"),
        ((ANA % "", EVA % ""), "", "met", "standing-shown"),
        (
            (ANA % ", died: 2017-01-01", EVA % "", LINK % ("eva", "ana", ", capacity: heir, continues: ana, authority: [power]")),
            "", "met", "standing-shown",
        ),
        ((ANA % ", born: 2009", EVA % "", LINK % ("eva", "ana", ", capacity: guardian")), "", "asserted", "standing-said"),
        ((ANA % "", SON % ""), "", "asserted", "standing-taken"),
        ((ANA % "", SON % "", LINK % ("ana", "son", "")), "", "asserted", "standing-said"),
        ((ANA % "", SON % "", LINK % ("ana", "son", ", authority: [power]")), "son", "met", "standing-shown"),
        ((ANA % "", SON % ", died: 2016", LINK % ("ana", "son", ", capacity: heir, authority: [power]")), "", "met", "standing-shown"),
        ((SON % "", "standing:\n  - {author: organisation, victim: son, authority: [power]}\n"), "", "met", "standing-shown"),
    ],
)  # fmt: skip
def test_what_no_annex_shows_is_asserted_only(parts: tuple[str, ...], of: str, state: str, wording: str) -> None:
    found = answer("cat-22", "standing", situation(case_of(*parts, of=of), as_of=AS_OF))
    assert (found.state, found.wording) == (state, wording)


# --- what is printed ---


def composed(
    case: Case, template: str, language: str, audience: str, folder: Path
) -> tuple[Document | None, list[Finding]]:
    known = catalogue()
    submission = next(iter(case.submissions)).model_copy(update={"template": Text(template)})
    view, _ = view_case(case, submission, audience, spoken(language), AS_OF, folder)
    document, findings = compose(view, known.templates[template], known.house)
    if document is None:
        return None, findings
    finished, more = transform(
        document,
        authorities_of(view, known.house),
        known.house.citations[language],
        known.house.labels[language],
        view.case.language,
    )
    return finished, [*findings, *more]


def words(case: Case, template: str, language: str, audience: str = "filing", folder: Path = FULL) -> str:
    document, findings = composed(case, template, language, audience, folder)
    assert [str(one) for one in findings] == []
    assert document is not None
    return " ".join(tree_text(document).replace("␣", " ").replace("\u2019", "'").split())


def whole() -> Case:
    """Return the full case without what its other tests add."""
    return full_case().model_copy(update={"procedures": ()})


def with_person(case: Case, identity: str, **changes: Any) -> Case:
    people = tuple(one.model_copy(update=changes) if one.id == identity else one for one in case.people)
    return case.model_copy(update={"people": people})


LOST = {"born": None, "disappeared": None, "died": None, "detained": None, "incapable": None}
DAY = PartialDate.read("2021-06-03")
CONDITIONS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "dead": (
        {"died": DAY},
        {"en": "who died on 3 June 2021", "fr": "décédé le 3 juin 2021", "es": "fallecido el 3 de junio de 2021",
         "ru": "дата смерти: 3 июня 2021 года"},
    ),
    "dead, the month known": (
        {"died": PartialDate.read("2021-06")},
        {"en": "who died in June 2021", "fr": "décédé en juin 2021", "es": "fallecido en junio de 2021",
         "ru": "дата смерти: июнь 2021 года"},
    ),
    "disappeared": (
        {"disappeared": DAY},
        {"en": "whose fate and whereabouts have been unknown since 3 June 2021",
         "fr": "dont on ignore le sort et le lieu où il se trouve depuis le 3 juin 2021",
         "es": "cuya suerte y paradero se desconocen desde el 3 de junio de 2021",
         "ru": "дата исчезновения: 3 июня 2021 года"},
    ),
    "held": (
        {"detained": DAY},
        {"en": "who has been held since 3 June 2021", "fr": "détenu depuis le 3 juin 2021",
         "es": "privado de libertad desde el 3 de junio de 2021", "ru": "дата задержания: 3 июня 2021 года"},
    ),
    "a child": (
        {"born": PartialDate.read("2010-02-01")},
        {"en": ", a child.", "fr": ", mineur.", "es": ", menor de edad.", "ru": "(ребенок)"},
    ),
    "unable": (
        {"incapable": LocalisedProse((("", Prose("He is in a coma.", DAY.place, (DAY.place,))),), DAY.place)},
        {"en": "cannot act for himself", "fr": "ne peut agir en personne", "es": "no puede actuar por sí mismo",
         "ru": "Действовать самостоятельно предполагаемая жертва не может"},
    ),
}  # fmt: skip


@few_of("condition language", tuple(CONDITIONS), ("en", "fr", "es", "ru"))
def test_the_paper_says_why_somebody_else_speaks(condition: str, language: str) -> None:
    changes, expected = CONDITIONS[condition]
    if "incapable" in changes:
        spoken_here = tuple(
            (code, words) for code in ("en", "fr", "es", "ru") for _, words in changes["incapable"].texts
        )
        changes = {"incapable": LocalisedProse(spoken_here, DAY.place)}
    case = with_person(whole(), "rui", **(LOST | changes)).model_copy(update={"disappearances": (), "detentions": ()})
    filing = words(case, "un/cat-complaint", language)
    assert expected[language] in filing
    if "incapable" in changes:
        assert "He is in a coma." in filing
        assert "coma" not in words(case, "un/cat-complaint", language, "public")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_without_counsel_nobody_is_said_to_be_represented(language: str) -> None:
    case = whole()
    without = case.model_copy(update={"people": tuple(one for one in case.people if one.role != "counsel")})
    stem = {"en": "represented", "fr": "représenté", "es": "representad", "ru": "Представитель:"}[language]
    none = {"en": "no counsel", "fr": "pas de conseil", "es": "no tiene representación", "ru": "не имеет представителя"}
    assert stem in words(case, "un/ccpr-communication", language)
    alone = words(without, "un/ccpr-communication", language)
    assert stem not in alone
    assert none[language] in alone


PARTED = {
    "en": ("represented by Otto Kern, of Bar Chambers.", "Eva Couto has no counsel.", "represented by Bar Chambers",
           "correspondence through Centre for Redress", "For Ana Sobral",
           "The complainants request interim measures", "a child, who has been held since 3 June 2021"),
    "fr": ("représentée par Otto Kern, de l'organisation Bar Chambers.", "Eva Couto n'a pas de conseil.", "ayant pour conseil Bar Chambers",
           "correspondance",
           "Pour Ana Sobral", "Les requérants sollicitent", "mineur, détenu depuis le 3 juin 2021"),
    "es": ("representada por Otto Kern (Bar Chambers).", "Eva Couto no tiene representación letrada.", "con la representación de Bar Chambers",
           "correspondencia: Centro para la Reparación",
           "En representación de Ana Sobral", "Los autores solicitan medidas", "menor de edad, privado de libertad desde"),
    "ru": ("Представитель: Отто Керн, Bar Chambers.", "Eva Couto: без представителя.", "представитель: Bar Chambers",
           "адрес для переписки: Центр по возмещению ущерба", "signature: Eva Couto",
           "Заявители просят о принятии", "Руи Собрал (ребенок) (дата задержания: 3 июня 2021 года)"),
}  # fmt: skip
APART = """
  - {id: eva, role: complainant, name: Eva Couto, protected: [], gender: woman}
  - id: second
    role: counsel
    name: {given: Otto, family: Kern, in_languages: {ru: {given: Отто, family: Керн}}}
    organisation: {en: Bar Chambers, fr: Bar Chambers, es: Bar Chambers, ru: Bar Chambers}
    represents: [ana]
"""
WHOSE = "standing:\n  - {author: ana}\n  - {author: eva}\n  - {author: organisation, victim: rui}\n"


@pytest.mark.parametrize("language", PARTED)
def test_counsel_of_another_office_those_without_any_and_the_organisation_are_told_apart(language: str) -> None:
    more = small(f"state: PRT\npeople:{APART}{WHOSE}claims: []\n")
    kept = tuple(one for one in whole().people if one.role != "counsel")
    case = with_person(
        whole().model_copy(update={"people": (*kept, *more.people), "standing": more.standing}),
        "rui", **(LOST | {"born": PartialDate.read("2010-02-01"), "detained": DAY}),
    ).model_copy(update={"disappearances": (), "detentions": ()})  # fmt: skip
    unsigned = tuple(one.model_copy(update={"signed_by": ()}) for one in case.submissions)
    filing = words(case.model_copy(update={"submissions": unsigned}), "un/cat-complaint", language)
    assert [sentence for sentence in PARTED[language] if sentence not in filing] == []
    assert filing.count("Bar Chambers") == 4, "twice on the cover, where she is represented, and where he signs"


def test_nobody_is_disclosed_because_she_stands_in_a_list() -> None:
    case = whole()
    witness = case.people[2].model_copy(update={"id": Text("vera"), "role": "witness", "name": Text("Vera Pires")})
    case = case.model_copy(update={"people": (*case.people, witness)})
    assert "Vera" not in words(case, "un/cat-complaint", "en")
    named = case.claims[0].argument.texts
    said = tuple(
        (code, Prose(f"{text}\n\n@vera saw it.", text.place, (*text.lines, text.place, text.place)))
        for code, text in named
    )
    claim = case.claims[0].model_copy(update={"argument": LocalisedProse(said, case.claims[0].argument.place)})
    assert "Vera Pires as “" in words(
        case.model_copy(update={"claims": (claim, *case.claims[1:])}), "un/cat-complaint", "en"
    )


def test_a_person_whom_a_short_text_names_is_named_too() -> None:
    case = whole()
    witness = case.people[2].model_copy(update={"id": Text("vera"), "role": "witness", "name": Text("Vera Pires")})
    remedy, *others = case.remedies
    spoken_of = tuple((code, TextWithNames("Office of @vera", text.place)) for code, text in remedy.authority.texts)
    office = LocalisedWithNames(spoken_of, remedy.authority.place)
    remedies = (remedy.model_copy(update={"authority": office}), *others)
    changed = case.model_copy(update={"people": (*case.people, witness), "remedies": remedies})
    text = words(changed, "un/cat-complaint", "en")
    assert "Office of Vera Pires" in text
    assert "Vera Pires as “" in text


# --- two whole cases ---


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("standing")
    for case in (path for path in CASES.iterdir() if path.is_dir()):
        own = folder / "cases" / case.name
        shutil.copytree(case, own)
        (own / "annexes").mkdir()
        for file in re.findall(r"file: (annexes/\S+\.pdf)", (own / "case.yaml").read_text("utf-8")):
            with pikepdf.new() as pdf:
                pdf.add_blank_page()
                pdf.save(own / file)
    return folder


SAID = {
    "thapa-v-nepal": (
        "Maya Thapa submits this communication in her own name, and on behalf of Suresh Thapa, her late husband, who died on 6 September 2016.",
        "Bikram Rai submits this communication in his own name, and on behalf of Hari Gurung, his brother-in-law, who has been held since 12 April 2021.",
        "Suresh Thapa (died on 6 September 2016)", "By Maya Thapa, next of kin",
        "The consent of Hari Gurung to the submission of this communication could not be obtained, for the following reason.",
        "returned the form of authority that counsel sent him unopened",
        "of article 6 of the Covenant, in respect of Suresh Thapa.",
        "a violation by the State party of article 2 (3) of the Covenant, in respect of Maya Thapa, Bikram Rai, Suresh Thapa and Hari Gurung.",
        "to withhold the identities of Bikram Rai and Hari Gurung, and any particular from which they could be inferred",
        "to refer to Bikram Rai as “Mr Q” and to Hari Gurung as “Mr Z”.",
    ),
    "y-c-tunisie": (
        "L'auteure soumet la présente communication en son nom propre, et au nom de Nour Trabelsi, son fils, mineur, détenu depuis le 8 novembre 2023.",
        "Nour Trabelsi (mineur) (détenu depuis le 8 novembre 2023)", "Par Samia Trabelsi, en qualité de représentante légale",
        "Donné par Samia Trabelsi",
        "L'opinion de Nour Trabelsi est exposée dans les pièces suivantes",
        "à l'égard de Nour Trabelsi.", "à l'égard de Samia Trabelsi.",
        "représentée par Hédi Mansour, avocat, de l'organisation Ligue pour les droits de l'enfant détenu",
    ),
}  # fmt: skip
HIDDEN = {"thapa-v-nepal": ("Bikram", "Gurung", "Nakkhu"), "y-c-tunisie": ("Nour", "Samia", "Trabelsi")}


@pytest.mark.parametrize("name", SAID)
def test_the_whole_paper_says_who_acts_for_whom(name: str, workspace: Path) -> None:
    folder = workspace / "cases" / name
    case = read(folder, workspace)
    (submission,) = case.submissions
    (language,) = map(str, submission.languages)
    filing = words(case, str(submission.template), language, "filing", folder)
    for sentence in SAID[name]:
        assert sentence.removeprefix("of ") in filing or sentence in filing, sentence
    public = words(case, str(submission.template), language, "public", folder)
    assert [word for word in HIDDEN[name] if word in public] == []
    assert "not asked" not in public


@pytest.mark.proof
@pytest.mark.parametrize("name", SAID)
def test_the_whole_case_is_built_and_checked_for_both_audiences(name: str, workspace: Path) -> None:
    (workspace / "templates").mkdir(exist_ok=True)
    order = ["build", name, "--as-of", AS_OF.isoformat(), "-w", str(workspace)]
    ran = CliRunner().invoke(main, order)
    assert ran.exit_code == 0, ran.output
    made = sorted(
        str(path.relative_to(workspace / "output" / name)) for path in (workspace / "output" / name).rglob("un-*.*")
    )
    assert len([one for one in made if one.endswith((".docx", ".pdf"))]) == 4
