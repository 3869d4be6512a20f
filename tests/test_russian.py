"""Russian documents: dates, plurals, marks and spaces, citations, and sentences with the names of States."""

# ruff: noqa: E501 - a body or a printed note on one line reads better than one cut up

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
import yaml

import composing
from checking import check
from composing import catalogue, made
from full_cases import FULL, full_workspace
from speaking import spoken
from submissions.case import Case
from submissions.catalogue import built_in_templates
from submissions.compose import authorities_of, compose
from submissions.document import Document, Note, Paragraph, Run, plain, walk
from submissions.findings import Place
from submissions.source import read_case
from submissions.transforms import transform
from submissions.transforms.typography import set_inlines, set_words
from submissions.validate import validate_case
from submissions.values import Text
from submissions.view import view_case
from trees import inline_text, tree_text

HERE = Place("x.md", 1)
ADDRESSES = (
    "Palais des Nations, 1211 Geneva 10, Switzerland",
    "Rua das Oliveiras 12",
    "office@centre-for-redress.example",
)
AS_OF = datetime.date(2025, 4, 2)
COMMUNICATIONS = (
    "ccpr-communication",
    "cat-complaint",
    "cedaw-communication",
    "cerd-communication",
    "crc-communication",
    "cescr-communication",
    "crpd-communication",
    "ced-communication",
)
SAHLI = """\
  - {id: sahli-ru, type: decision, title: Сахли против Алжира, body: Комитет против пыток, communication: 341/2008, date: 2011-06-03, symbol: CAT/C/46/D/341/2008}
"""
GENERAL_COMMENT = """\
  - {id: comment, type: un-document, author: Комитет против пыток, title: "Замечание общего порядка № 3", short: Замечание общего порядка № 3, date: 2012-12-13, symbol: CAT/C/GC/3}
"""
PAGE = """\
  - {id: page, type: web, author: Управление Верховного комиссара, title: Индивидуальные сообщения, site: УВКПЧ, address: "https://example.org/ru", seen: 2025-04-02}
"""
WITHOUT_OFFICIAL_TITLE: frozenset[str] = frozenset()
"""Authorities of the house that have no official Russian title."""


def notes(folder: Path, body: str, case: str = "") -> list[str]:
    """Return the notes of a Russian body, with the spaces that do not break shown."""
    russian = composing.CASE.replace("ar: أ ضد الدولة", "ru: А против государства").replace(
        "language: en", "language: ru"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "CASE", russian)
        tree = made(folder, body, case=case, language="ru", numbered=False).tree
    found = [node for node in walk(tree.blocks) if isinstance(node, Note)]
    return [inline_text(b.inlines) for note in found for b in note.blocks if isinstance(b, Paragraph)]


def shown(typed: str) -> str:
    """Return typed words as Russian sets them, with the spaces that do not break shown."""
    return inline_text(set_inlines((Run(typed, HERE),), spoken("ru"))).replace("\N{OPEN BOX}", "␣")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The full case, which makes one submission by each template in Russian."""
    made_of: list[dict[str, object]] = [
        {"template": f"un/{name}", "languages": ["ru"], "audiences": ["filing", "public"], "date": "2025-04-02"}
        for name in COMMUNICATIONS
    ]
    return read(full_workspace(tmp_path_factory.mktemp("russian"), made_of))


def read(workspace: Path) -> Case:
    """Return the full case."""
    folder = workspace / "cases" / "full-case"
    source, _ = read_case(folder, workspace)
    assert source is not None
    case, faults = validate_case(source, folder, workspace, catalogue().house.authorities)
    assert case is not None, faults
    return case


def communication(case: Case, name: str, audience: str = "filing") -> Document:
    """Return a finished communication in which nothing is amiss."""
    known = catalogue()
    submission = next(one for one in case.submissions if one.template == f"un/{name}")
    view, findings = view_case(case, submission, audience, spoken("ru"), AS_OF, FULL)
    template = known.templates[f"un/{name}"]
    document, faults = compose(view, template, known.house)
    assert document is not None, [str(one) for one in faults]
    style, labels = known.house.citations["ru"], known.house.labels["ru"]
    document, more = transform(document, authorities_of(view, known.house), style, labels, "ru")
    assert [str(one) for one in (*findings, *faults, *more, *check(document, view, template))] == []
    return document


def words(document: Document) -> str:
    """Return the words of a document on one line, with ordinary spaces."""
    return " ".join(tree_text(document).replace("␣", " ").replace("\N{OPEN BOX}", " ").split())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Он сказал: "Нет".', "Он сказал: «Нет»."),
        ("\"Дело 'Сахли' против Алжира\"", "«Дело „Сахли“ против Алжира»"),
        ('(далее – "Комитет")', "(далее␣– «Комитет»)"),
        ("3 июня 2021 года", "3␣июня 2021␣года"),
        ("в период 2019 – 2021 гг.", "в период 2019␣– 2021␣гг."),
        ("в августе 2019 года; год 2020", "в августе 2019␣года; год 2020"),
        ("статья 7 и пункт 3 статьи 2", "статья␣7 и пункт␣3 статьи␣2"),
        ("статей 7 и 2 (3) Пакта", "статей␣7 и 2␣(3) Пакта"),
        ("пункта 5 a) статьи 22", "пункта␣5␣a) статьи␣22"),
        ("п. 8.3, пп. 4–6, ст. 14, с. 12", "п.␣8.3, пп.␣4–6, ст.␣14, с.␣12"),
        ("сообщение № 341/2008", "сообщение №␣341/2008"),
        ("см. сноску 4, раздел XII", "см. сноску␣4, раздел␣XII"),
        ("г-н Т и г-жа К; показания г-на Т", "г-н␣Т и г-жа␣К; показания г-на␣Т"),
        ("А. К. Собрал", "А.␣К.␣Собрал"),
        ("12 000 евро, т. е. много", "12␣000 евро, т.␣е. много"),
        ("в 2021 г. он, в г. Коимбре", "в 2021␣г. он, в г.␣Коимбре"),
        ("Человек – это мера", "Человек␣– это мера"),
    ],
)
def test_quotes_and_spaces_are_those_of_russian(typed: str, printed: str) -> None:
    assert shown(typed) == printed


@pytest.mark.parametrize("typed", ["Руи-Собрал", "– пункт списка", "2019–2021", "год назад", "приговор суда"])
def test_nothing_else_is_changed(typed: str) -> None:
    assert set_words(typed, spoken("ru")) == typed


def test_a_dash_and_a_year_break_elsewhere_as_before() -> None:
    assert set_words("Kafka – 2021 года", spoken("de")) == "Kafka – 2021 года"


def test_a_treaty_is_cited_with_its_official_title_and_then_by_its_short_one(tmp_path: Path) -> None:
    body = "# А\n\nОдно [@cat, ст. 14]. Два [@cat, ст. 2 и 12]. Три^[Ср. [@cat, статья 1]; [@cat, статья 3].]."
    assert [one.replace("\N{OPEN BOX}", "␣") for one in notes(tmp_path, body)] == [
        "Конвенция против пыток и других жестоких, бесчеловечных или унижающих достоинство видов обращения и наказания "
        "от 10␣декабря 1984␣года (вступление в силу: 26␣июня 1987␣года), United Nations, *Treaty Series*, vol.␣1465, "
        "p.␣85 («Конвенция против пыток»), ст.␣14.",
        "Конвенция против пыток (см. сноску␣<note 1 -> note-1> выше), ст.␣2 и 12.",
        "Ср. Конвенция против пыток (см. сноску␣<note 1 -> note-1> выше), ст.␣1; "
        "Конвенция против пыток (см. сноску␣<note 1 -> note-1> выше), ст.␣3.",
    ]


def test_a_decision_is_cited_in_full_and_then_by_its_names(tmp_path: Path) -> None:
    body = "# А\n\nОдно [см. @sahli-ru, п. 8.3]. Два [@sahli-ru, пп. 8.4-8.6]. Три [@sahli-ru, пункты 9 и 10]."
    assert [one.replace("\N{OPEN BOX}", "␣") for one in notes(tmp_path, body, SAHLI)] == [
        "См. Комитет против пыток, *Сахли против Алжира*, сообщение №␣341/2008, 3␣июня 2011␣года, "
        "CAT/C/46/D/341/2008, п.␣8.3.",
        "*Сахли против Алжира* (см. сноску␣<note 1 -> note-1> выше), пп.␣8.4–8.6.",
        "*Сахли против Алжира* (см. сноску␣<note 1 -> note-1> выше), пп.␣9 и 10.",
    ]


def test_no_english_is_left_in_a_pinpoint(tmp_path: Path) -> None:
    body = "# А\n\nОдно [@sahli-ru, paras 8.3 and 9]. Два [@sahli-ru, page 4]. Три [@sahli-ru, articles 1-3]."
    ends = [one.replace("\N{OPEN BOX}", "␣").rsplit(", ", 1)[1] for one in notes(tmp_path, body, SAHLI)]
    assert ends == ["пп.␣8.3 и 9.", "с.␣4.", "ст.␣1–3."]


def test_a_document_of_the_united_nations_stands_in_quotation_marks(tmp_path: Path) -> None:
    body = "# А\n\nОдно [@comment, п. 2]. Два [@comment, пп. 3-5]. Три [@udhr, ст. 5]."
    assert [one.replace("\N{OPEN BOX}", "␣") for one in notes(tmp_path, body, GENERAL_COMMENT)] == [
        "Комитет против пыток, «Замечание общего порядка №␣3», 13␣декабря 2012␣года, CAT/C/GC/3, п.␣2.",
        "Замечание общего порядка №␣3 (см. сноску␣<note 1 -> note-1> выше), пп.␣3–5.",
        "Генеральная Ассамблея, «Всеобщая декларация прав человека», 10␣декабря 1948␣года, A/RES/217(III), ст.␣5.",
    ]


def test_a_page_of_the_web_gives_the_day_on_which_it_was_seen(tmp_path: Path) -> None:
    first, second = notes(tmp_path, "# А\n\nОдно [@page]. Два [@page].", PAGE)
    assert first.startswith("Управление Верховного комиссара, «Индивидуальные сообщения», *УВКПЧ*, ")
    assert "https://example.org/ru" in first
    assert first.replace("\N{OPEN BOX}", "␣").endswith(", дата обращения: 2␣апреля 2025␣года.")
    assert second.replace("\N{OPEN BOX}", "␣") == "«Индивидуальные сообщения» (см. сноску␣<note 1 -> note-1> выше)."


def test_every_authority_of_the_house_that_is_named_in_french_is_named_in_russian() -> None:
    file = built_in_templates() / "house" / "authorities.yaml"
    entries = yaml.safe_load(file.read_text("utf-8"))["authorities"]
    lacking = {
        f"{entry['id']} {key}"
        for entry in entries
        for key in ("title", "short", "author")
        if "fr" in entry.get(key, {}) and not entry[key].get("ru") and entry["id"] not in WITHOUT_OFFICIAL_TITLE
    }
    assert lacking == set()
    for entry in entries:
        for key in ("title", "short", "author"):
            name = entry.get(key, {}).get("ru", "Имя")
            assert re.fullmatch(r"[А-ЯЁа-яё ,-]+", name), name
            assert "ё" not in name.casefold(), f"the titles of the United Nations are printed without ё: {name}"
        assert entry.get("short", {}).get("ru") != entry["title"].get("ru"), entry["id"]


@pytest.mark.parametrize(
    ("state", "genitive"),
    [
        ("PRT", "Португалии"),
        ("RUS", "Российской Федерации"),
        ("KGZ", "Кыргызстана"),
        ("ARE", "Объединенных Арабских Эмиратов"),
        ("MAR", "Марокко"),
    ],
)
def test_the_opening_sentence_has_the_state_in_the_genitive(full: Case, state: str, genitive: str) -> None:
    case = full.model_copy(update={"state": Text(state, full.state.place)})
    text = words(communication(case, "ccpr-communication"))
    assert f"Настоящее сообщение подается против {genitive} (далее – «государство-участник») в связи с" in text


@pytest.mark.parametrize("name", COMMUNICATIONS)
def test_the_provisions_stand_in_the_genitive_and_in_their_number(full: Case, name: str) -> None:
    text = words(communication(full, name))
    of = "Пакта" if name in {"ccpr-communication", "cescr-communication"} else "Конвенции"
    one, several = ("статьи 9", "статей 7 и 2 (3)")
    assert f"Изложенные факты свидетельствуют о нарушении государством-участником {one} {of}." in text
    assert f"Изложенные факты свидетельствуют о нарушении государством-участником {several} {of}." in text
    opening = f"{one} {of}, а также {several} {of}." if name == "crc-communication" else f"статей 9, 7 и 2 (3) {of}."
    assert f"в связи с нарушением {opening}" in text


@pytest.mark.proof
@pytest.mark.parametrize("name", COMMUNICATIONS)
@pytest.mark.parametrize("audience", ["filing", "public"])
def test_nothing_is_left_in_another_script_but_addresses_and_numbers(full: Case, name: str, audience: str) -> None:
    document = communication(full, name, audience)
    printed = " | ".join(plain(getattr(node, "inlines", ())) for node in walk(document.blocks))
    printed = printed.replace("\N{NO-BREAK SPACE}", " ")
    for known in ADDRESSES:
        printed = printed.replace(known, "")
    left = [word for word in re.findall(r"[A-Za-z]+", printed) if not re.fullmatch(r"[IVXLC]+|[a-dA-D]", word)]
    assert left == []


@pytest.mark.parametrize(
    ("gender", "noun", "own"),
    [("woman", "Заявительница", "ее"), ("man", "Заявитель", "его"), (None, "Заявитель", "его")],
)
def test_the_complainant_and_the_pronoun_agree(full: Case, gender: str | None, noun: str, own: str) -> None:
    change: dict[str, dict[str, object]] = {"ana": {"gender": gender}, "rui": {"protected": ()}}
    people = tuple(one.model_copy(update=change.get(str(one.id), {})) for one in full.people)
    text = words(communication(full.model_copy(update={"people": people}), "cat-complaint"))
    assert f"{noun} просит Комитет не раскрывать {own} личность" in text
    assert f"{noun} действует от имени предполагаемой жертвы" in text


def test_one_remedy_and_several_are_spoken_of_in_their_number(full: Case) -> None:
    reason = next(remedy.ineffective for remedy in full.remedies if remedy.ineffective)
    without = tuple(remedy.model_copy(update={"ineffective": reason}) for remedy in full.remedies)
    several = words(communication(full.model_copy(update={"remedies": without}), "cat-complaint"))
    assert "Перечисленные ниже обращения не обеспечили эффективной правовой защиты" in several
    one = words(communication(full.model_copy(update={"remedies": full.remedies[:1]}), "cat-complaint"))
    assert "Указанное ниже обращение не обеспечило эффективной правовой защиты" in one
    assert "Прокуратура Коимбры. За три года" in one


def test_people_stand_in_the_nominative_under_their_name_and_under_their_pseudonym(full: Case) -> None:
    filing, public = (words(communication(full, "ced-communication", one)) for one in ("filing", "public"))
    assert "от имени предполагаемой жертвы (Руи Собрал, брат заявительницы)" in filing
    assert "от имени предполагаемой жертвы (г-н Т)" in public
    assert "Ана Собрал – «г-жа К»; Руи Собрал – «г-н Т»" in filing
    assert "Собрал" not in public
    assert "обозначены псевдонимами: г-жа К и г-н Т." in public


def test_two_authors_act_and_ask_in_the_plural(full: Case) -> None:
    people = tuple(
        one.model_copy(update={"role": full.people[0].role}) if one.id == "rui" else one for one in full.people
    )
    case = full.model_copy(update={"people": people})
    text = words(communication(case, "ccpr-communication"))
    assert "Авторы сообщения действуют от собственного имени." in text
    assert "Авторы сообщения просят Комитет не раскрывать их личность" in text
    assert "авторы сообщения просят Комитет:" in text
    complaint = words(communication(case, "cat-complaint"))
    assert "Заявители действуют от собственного имени." in complaint
    assert "личность заявителей ни в одном из публикуемых документов" in complaint


def test_dates_are_written_out_and_keep_their_year_with_its_word(full: Case) -> None:
    document = communication(full, "cat-complaint")
    cells = [plain(getattr(node, "inlines", ())).replace("\N{NO-BREAK SPACE}", "␣") for node in walk(document.blocks)]
    assert {"14␣марта 1979␣года", "3␣июня 2021␣года", "19␣февраля 2024␣года", "2␣апреля 2025␣года"} <= set(cells)


@pytest.mark.parametrize(
    ("name", "same_matter", "interim"),
    [
        (
            "ccpr-communication",
            "Тот же вопрос не рассматривается в соответствии с другой процедурой",
            "правила 94 правил",
        ),
        ("cat-complaint", "Тот же вопрос не рассматривался и не рассматривается", "правила 114 правил"),
        (
            "cedaw-communication",
            "Тот же вопрос ранее не рассматривался Комитетом",
            "статьи 5 Факультативного протокола",
        ),
        ("cerd-communication", "Тот же вопрос не представлялся на рассмотрение", "правил процедуры"),
        ("crc-communication", "Тот же вопрос ранее не рассматривался Комитетом", "статьи 6 Факультативного протокола"),
        (
            "cescr-communication",
            "Тот же вопрос ранее не рассматривался Комитетом",
            "статьи 5 Факультативного протокола",
        ),
        ("crpd-communication", "Тот же вопрос ранее не рассматривался Комитетом", "статьи 4 Факультативного протокола"),
        (
            "ced-communication",
            "Тот же вопрос не рассматривается в рамках другой аналогичной процедуры",
            "пункта 4 статьи 31 Конвенции",
        ),
    ],
)
def test_the_communication_speaks_as_its_instrument_does(full: Case, name: str, same_matter: str, interim: str) -> None:
    text = words(communication(full, name))
    assert same_matter in text
    assert f"о принятии временных мер на основании {interim}" in text
