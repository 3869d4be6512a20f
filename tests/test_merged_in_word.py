"""What Word can merge comes into the tree as it is seen in Word; what no tree can hold is mended, no word lost."""

from __future__ import annotations

import random

import pytest

from drafting import p, run, word_file
from submissions.document import OPEN_WIDTH, Cell, Column, Division, Paragraph, Row, Table, plain, walk
from submissions.document.grids import misfits, of_table
from submissions.drafted.finished import read_document

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = "<w:tblHeader/>"


def over(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def tc(words: str, properties: str = "") -> str:
    block = words if words.startswith("<") else p(words)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{block}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    made = (one if one.startswith("<w:tc>") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = (), look: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def before(columns: int) -> str:
    return f'<w:gridBefore w:val="{columns}"/>'


MERGES: dict[str, tuple[str, int, str]] = {
    "down": (tbl(tr(tc("2015", START), "a"), tr(tc("", ON), "b"), tr("2016", "c")), 2, "2015:2v a | b | 2016 c"),
    "across": (tbl(tr(tc("title", over(3))), tr("a", "b", "c")), 3, "title:3h | a b c"),
    "both ways": (
        tbl(tr(tc("a", over(2) + START), "b"), tr(tc("", over(2) + ON), "c"), tr("d", "e", "f")),
        3,
        "a:2h2v b | c | d e f",
    ),
    "as Word 97 did": (
        tbl(
            tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("x", '<w:hMerge w:val="continue"/>'), "b"), tr("c", "d", "e")
        ),
        3,
        "a x:2h b | c d e",
    ),
    "two merges below each other": (
        tbl(tr(tc("a", START), "1"), tr(tc("", ON), "2"), tr(tc("b", START), "3"), tr(tc("", ON), "4")),
        2,
        "a:2v 1 | 2 | b:2v 3 | 4",
    ),
    "a row that begins later": (tbl(tr("a", "b", "c"), tr("d", "e", properties=before(1))), 3, "a b c | - d e"),
    "a row that ends early": (tbl(tr("a", "b", "c"), tr("d")), 3, "a b c | d -:2h"),
    "a merge without a beginning": (tbl(tr("a", "b"), tr(tc("c", ON), "d"), tr(tc("", ON), "e")), 2, "a b | c d | - e"),
    "a merge in the first row": (tbl(tr(tc("a", ON), "b"), tr("c", "d")), 2, "a b | c d"),
    "a span beyond the table": (tbl(tr(tc("a", over(9))), tr("b", "c"), grid=(50, 50)), 2, "a:2h | b c"),
    "a span that is nothing": (tbl(tr(tc("a", over(0)), tc("b", over(-3)))), 2, "a b"),
    "rows that nobody sees": (
        tbl(tr(tc("a", START), tc("b", START)), tr(tc("", ON), tc("", ON)), tr("c", "d")),
        2,
        "a b | c d",
    ),
    "columns that nobody sees": (
        tbl(tr(tc("a", over(2)), tc("b", over(3))), tr(tc("c", over(2)), tc("d", over(3)))),
        2,
        "a b | c d",
    ),
    "borders that do not meet": (
        tbl(tr(tc("a", over(2)), tc("b", over(3))), tr(tc("c", over(3)), tc("d", over(2)))),
        3,
        "a b:2h | c:2h d",
    ),
    "a head of two rows": (
        tbl(
            tr(tc("a", START), tc("b", over(2)), properties=HEAD),
            tr(tc("", ON), "c", "d", properties=HEAD),
            tr("1", "2", "3"),
        ),
        3,
        "a:2v b:2h | c d || 1 2 3",
    ),
    "nothing but heads": (tbl(tr("a", "b", properties=HEAD), tr("c", "d", properties=HEAD)), 2, "a b | c d"),
}
MENDED: dict[str, tuple[str, str, str]] = {
    "a merge from the head into the body": (
        tbl(tr(tc("a", START), "b", properties=HEAD), tr(tc("", ON), "c"), tr(tc("", ON), "d")),
        "a b || -:2v c | d",
        "W382",
    ),
    "a merge of other columns": (
        tbl(tr(tc("a", over(2) + START), "b"), tr(tc("", ON), "c", "d")),
        "a:2h b | - c d",
        "W382",
    ),
    "words that the cell above covers": (tbl(tr(tc("a", START), "b"), tr(tc("Amina", ON), "c")), "a:2v b | c", "E374"),
    "a table that the cell above covers": (
        tbl(tr(tc("a", START), "b"), tr(tc(tbl(tr("x")) + p(""), ON), "c")),
        "a:2v b | c",
        "E374",
    ),
    "covered words of other columns": (
        tbl(tr(tc("a", over(2) + START), "b"), tr(tc("Amina", ON), "c", "d")),
        "a:2h b | Amina c d",
        "E374",
    ),
}


def shown(table: Table) -> str:
    """Return the rows of a table, the head first: each cell with its words, how many columns and rows it covers."""
    rows: list[list[str]] = [[] for _ in (*table.head, *table.body)]
    for one in of_table(table):
        words = " ".join(plain(node.inlines) for node in walk(one.cell.blocks) if isinstance(node, Paragraph)) or "-"
        spans = [f"{count}{way}" for count, way in ((one.cell.columns, "h"), (one.cell.rows, "v")) if count > 1]
        rows[one.row].append(words + ":" * bool(spans) + "".join(spans))
    lines = [" ".join(one) for one in rows]
    heads = len(table.head)
    return " | ".join(lines[:heads]) + " || " * bool(heads) + " | ".join(lines[heads:])


def as_table(node: Table | Division) -> Table:
    """Return a table, also one that is kept whole, and a box, which a table of one cell becomes, as one of one cell."""
    inner = node.blocks[:1] if isinstance(node, Division) else (node,)
    if inner and isinstance(inner[0], Table):
        return inner[0]
    return Table((Column("start", 100),), (), (Row((Cell(node.blocks, node.place),), node.place),), node.place)


def read(body: str) -> tuple[Table, list[str]]:
    held, findings = read_document(word_file(p("Before"), body, p("After")), "a.docx")
    (found,) = (as_table(node) for node in held.blocks if isinstance(node, Table | Division))
    assert all(misfits(rows, len(found.columns)) == [] for rows in (found.head, found.body))
    widths = [column.width for column in found.columns]
    assert set(widths) == {OPEN_WIDTH} or sum(widths) == pytest.approx(100)
    return found, [one.code for one in findings]


@pytest.mark.parametrize("name", MERGES)
def test_what_word_merges_is_merged_in_the_tree(name: str) -> None:
    body, columns, rows = MERGES[name]
    found, codes = read(body)
    assert (shown(found), len(found.columns), codes) == (rows, columns, [])


@pytest.mark.parametrize("name", MENDED)
def test_what_no_tree_can_hold_is_mended_and_told(name: str) -> None:
    body, rows, code = MENDED[name]
    found, codes = read(body)
    assert shown(found) == rows
    assert code in codes


def test_columns_are_as_wide_as_in_word() -> None:
    rows = (tr(tc("a", over(2)), "b"), tr("c", tc("d", over(2))))
    found, _ = read(tbl(*rows, grid=(1000, 2000, 5000)))
    assert [column.width for column in found.columns] == [12.5, 25, 62.5]
    found, _ = read(tbl(*rows, grid=(1000, 0, 5000)))
    assert {column.width for column in found.columns} == {OPEN_WIDTH}
    found, _ = read(tbl(*rows, grid=(3001, 3000, 3000)))  # as Word begins a table
    assert {column.width for column in found.columns} == {OPEN_WIDTH}
    sides, _ = read(tbl(tr("a", "b"), grid=(3000, 3000)))
    assert [column.width for column in sides.columns] == [50, 50]
    joined, _ = read(tbl(tr(tc("a", over(2)), "b"), grid=(1000, 2000, 5000)))
    assert [column.width for column in joined.columns] == [37.5, 62.5]


def test_heads_at_the_left_are_heads_and_those_above_are_not_both() -> None:
    look = '<w:tblLook w:val="0080" w:firstRow="0" w:firstColumn="1"/>'
    found, _ = read(tbl(tr(tc("a", START), "b"), tr(tc("", ON), "c"), tr("", "d"), look=look))
    assert [[cell.header for cell in row.cells] for row in found.body] == [[True, False], [False], [False, False]]
    found, _ = read(tbl(tr("a", "b", properties=HEAD), tr("c", "d"), look=look))
    assert not any(cell.header for row in (*found.head, *found.body) for cell in row.cells)


def bold(words: str) -> str:
    return p(run(words, "<w:b/>"))


BOLD = {
    "heads above": (tbl(tr(bold("a"), bold("b")), tr("c", "d")), 1, []),
    "heads above in two rows": (
        tbl(tr(tc(bold("a"), START), tc(bold("b"), over(2))), tr(tc("", ON), bold("c"), bold("d")), tr("1", "2", "3")),
        2,
        [],
    ),
    "heads at the left": (tbl(tr(bold("a"), "b"), tr(bold("c"), "d")), 0, ["a", "c"]),
    "a title": (tbl(tr(tc(bold("a"), over(2))), tr("c", "d")), 0, []),
    "all bold": (tbl(tr(bold("a"), bold("b")), tr(bold("c"), bold("d"))), 0, []),
    "a row alone": (tbl(tr(bold("a"), bold("b"))), 0, []),
    "a column alone": (tbl(tr(bold("a")), tr("b")), 0, []),
    "heads that go on": (tbl(tr(tc(bold("a"), START), bold("b")), tr(tc("", ON), "c"), tr("d", "e")), 0, []),
    "an empty corner": (tbl(tr("", bold("b")), tr("c", "d")), 0, []),
}


@pytest.mark.parametrize("name", BOLD)
def test_bold_words_above_or_at_the_left_are_heads(name: str) -> None:
    body, heads, left = BOLD[name]
    found, _ = read(body)
    headers = [one.cell for one in of_table(found) if one.cell.header]
    assert (len(found.head), [plain(one.blocks[0].inlines) for one in headers]) == (heads, left)  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_file_says_of_its_cells_no_word_is_lost_and_each_row_is_whole(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    spans = ("", over(1), over(2), over(3), over(70), '<w:gridSpan w:val="x"/>')
    merges = ("", START, ON, '<w:vMerge w:val="continue"/>', '<w:hMerge w:val="continue"/>')
    words = iter(f"w{number}" for number in range(1000))
    told: list[str] = []

    def cell() -> str:
        merge = chance.choice(merges)
        text = next(words) if chance.random() < 0.8 and merge not in merges[2:4] else ""
        told.extend([text] * bool(text))
        return tc(text, chance.choice(spans) + merge)

    rows = [
        tr(*(cell() for _ in range(chance.randint(1, 5))), properties=chance.choice(("", "", before(1), HEAD)))
        for _ in range(chance.randint(1, 6))
    ]
    found, codes = read(tbl(*rows, grid=chance.choice(((), (10, 20), (10, 20, 30, 40, 50)))))
    printed = [word for cells in shown(found).split() for word in cells.split(":")]
    assert [word for word in told if word not in printed] == [] or "E374" in codes
    assert set(codes) <= {"W382", "E374"}
