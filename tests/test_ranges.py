"""Several annexes, paragraphs or notes are printed as their language does, and every number stays a reference."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from examples import catalogue
from submissions.document import NUMBER_ALONE, Anchor, Document, Inline, Paragraph, Reference, Run, Table, plain, walk
from submissions.transforms.neutral import neutral_ids
from submissions.transforms.ranges import join_references
from submissions.writers.word.docx import write_docx
from test_columns import table
from test_pdf_writer import PLACE, document
from word_files import house_files

LABELS = catalogue().house.labels


def annexes(labels: dict[str, str], *numbers: int) -> tuple[Inline, ...]:
    """Return what `and_list` makes of annexes."""
    made: list[Inline] = []
    for index, number in enumerate(numbers):
        if index:
            last = index == len(numbers) - 1
            made.append(Run(labels["list_and" if last else "list_comma"], PLACE))
        made.append(Reference(f"annex-{number}", "annex", labels["annex"].replace("{number}", str(number)), PLACE))
    return tuple(made)


def printed(inlines: tuple[Inline, ...], labels: dict[str, str], between: str = "\N{EN DASH}") -> str:
    (block,) = join_references(document(Paragraph(inlines, PLACE)), labels, between).blocks
    assert isinstance(block, Paragraph)
    return plain(block.inlines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("numbers", "language", "words"),
    [
        ((3,), "en", "Annex 3"),
        ((1, 2), "en", "Annexes 1 and 2"),
        ((7, 8, 9, 10), "en", "Annexes 7–10"),
        ((1, 7, 8, 9, 10), "en", "Annexes 1 and 7–10"),
        ((1, 2, 4, 5, 6, 9), "en", "Annexes 1, 2, 4–6 and 9"),
        ((3, 2, 1), "en", "Annexes 3, 2 and 1"),
        ((2, 2), "en", "Annex 2 and Annex 2"),
        ((1, 3), "fr", "Annexes 1 et 3"),
        ((1, 2, 3), "es", "Anexos 1–3"),
        ((1, 7, 8, 9), "ru", "Приложения 1 и 7–9"),
        ((7, 8), "ar", "المرفقان 7 و8"),
        ((7, 8, 9), "ar", "المرفقات 7–9"),
    ],
)
def test_annexes_are_listed_in_few_words(numbers: tuple[int, ...], language: str, words: str) -> None:
    labels = dict(LABELS[language])
    assert printed(annexes(labels, *numbers), labels) == words


def numbered(kind: str, *parts: str) -> tuple[Inline, ...]:
    made = (Reference(f"x-{part}", kind, part, PLACE) if part.isdecimal() else Run(part, PLACE) for part in parts)  # type: ignore[arg-type]
    return tuple(made)


@pytest.mark.parametrize("kind", ["paragraph", "note"])
def test_paragraphs_and_notes_are_ranges_only_where_three_count_on(kind: str) -> None:
    labels = dict(LABELS["en"])
    assert printed(numbered(kind, "paras ", "12", ", ", "13", " and ", "14", "."), labels) == "paras 12–14."
    for parts in (("12", " and ", "13"), ("12", ", ", "14", " and ", "16"), ("12", " or ", "13", " or ", "14")):
        assert printed(numbered(kind, *parts), labels) == "".join(parts)


def test_words_between_annexes_and_other_kinds_end_a_list() -> None:
    labels = dict(LABELS["en"])
    first, second = annexes(labels, 1), annexes(labels, 2)
    assert printed((*first, Run(" or ", PLACE), *second), labels) == "Annex 1 or Annex 2"
    note = Reference("n", "note", "3", PLACE)
    assert printed((*first, Run(", ", PLACE), note), labels) == "Annex 1, 3"


def test_a_house_without_the_word_for_several_prints_each_with_its_word() -> None:
    labels = {key: words for key, words in LABELS["en"].items() if key != "annexes"}
    assert printed(annexes(labels, 1, 2, 3), labels) == "Annex 1, Annex 2 and Annex 3"


def cell(of: Table, row: int, column: int, inlines: tuple[Inline, ...]) -> Table:
    target = of.body[row].cells[column].blocks[0]
    body = tuple(
        type(line)(
            tuple(
                type(one)((Paragraph(inlines, PLACE),), PLACE, one.header) if target in one.blocks else one
                for one in line.cells
            ),
            PLACE,
        )
        for line in of.body
    )
    return type(of)(of.columns, of.head, body, PLACE)


def listed(labels: dict[str, str], *, is_short: bool = False) -> Document:
    """Return a document with a column of annexes, and a list in which each has its words."""
    head = labels["annex"].replace("{number}", "").strip()
    over = f"{head[:4]}." if is_short else head
    of = cell(table(("Event", over), ("one", "two")), 0, 1, annexes(labels, 9, 3, 8, 10))
    anchors = tuple(
        Anchor(
            f"annex-{number}",
            (Run(f"{head} ", PLACE), Anchor(f"annex-{number}{NUMBER_ALONE}", (Run(str(number), PLACE),), PLACE)),
            PLACE,
        )
        for number in (3, 8, 9, 10)
    )
    return document(of, *(Paragraph((anchor,), PLACE) for anchor in anchors))


@pytest.mark.parametrize("is_short", [False, True])
@pytest.mark.parametrize("language", sorted(LABELS))
def test_a_column_of_annexes_has_numbers_alone_in_order(language: str, is_short: bool) -> None:
    (block, *_) = join_references(
        listed(dict(LABELS[language]), is_short=is_short), LABELS[language], "\N{EN DASH}"
    ).blocks
    assert isinstance(block, Table)
    (words,) = (plain(part.inlines) for part in block.body[0].cells[1].blocks if isinstance(part, Paragraph))
    assert words == f"3{LABELS[language]['list_comma']}8–10"


def test_word_updates_a_number_alone_to_the_number_alone() -> None:
    """A field gives the text of its bookmark: that of a number must hold nothing else."""
    made = neutral_ids(join_references(listed(dict(LABELS["en"])), LABELS["en"], "\N{EN DASH}"))
    ids = {node.id for node in walk(made.blocks) if isinstance(node, Anchor)}
    assert {node.target for node in walk(made.blocks) if isinstance(node, Reference)} <= ids
    assert all(re.fullmatch(r"annex-\d(-number)?", identity) for identity in ids)
    content, findings = write_docx(made, house_files())
    assert findings == []
    body = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    names = re.findall(r"REF (_Ref\d+) ", body)
    assert len(names) == 3
    # Word counts the annexes itself, so that one that is put in numbers those behind it anew.
    assert re.findall(r"SEQ Annex ([^<]*?) *<", body) == [r"\* ARABIC \r 3", r"\* ARABIC \r 8", *[r"\* ARABIC"] * 2]
    for name in names:
        begin = re.search(rf'<w:bookmarkStart w:id="(\d+)" w:name="{name}"/>(.*?)<w:bookmarkEnd w:id="\1"/>', body)
        assert begin is not None
        assert re.fullmatch(r"\d+", "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", begin[2])))
