"""What runs the other way is set apart as one, stands in one order wherever a line ends, and alike in Word and PDF."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from importlib.resources import files

import pytest
from bidi import get_display
from fontTools.ttLib import TTFont

from readback_matrix import SCRIPTS, SIGNS
from sample import sample_document
from speaking import KNOWN
from submissions.document import Cell, Column, Document, Emphasis, Inline, Note, Paragraph, Row, Run, Table
from submissions.document.directed import Stretch, directed
from submissions.document.directions import turns
from submissions.findings import Place
from submissions.languages import NO_LANGUAGES
from submissions.line.formats import WRITERS, Print
from submissions.readback.drawn import in_reading_order
from submissions.readback.lines import ISOLATES, Line, isolated, words
from submissions.readback.normal import BOUNDARY, drawn_sign
from submissions.readback.tagged import DrawnSign, MarkedText, read_tagged
from test_readback import house

AT = Place("case.yaml", 1, 1)


def apart(text: str, *, rtl: bool) -> list[str]:
    return [text[turn.start : turn.end] for turn in turns(text, rtl)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المادة 14، CAT/C/GC/3 (13 كانون الأول)", ["CAT/C/GC/3"]),
        ("TRIAL International · 4 آذار", ["TRIAL International"]),
        ("TRIAL International 4 آذار", ["TRIAL International"]),
        ("محكمة، S1 1 K 012024 14 KrI، حكم", ["S1 1 K 012024 14 KrI"]),
        ("الصحي (Vogošća).", ["Vogošća"]),
        ("الفقرة 12 من العهد", []),
        ("انظر A (no. 2) هنا", ["A (no. 2)"]),
        ("وTRIAL International قالت", ["TRIAL International"]),
        ("في 1999-09-02 ثم 23/12/2026.", ["1999-09-02", "23/12/2026"]),
        (
            "A/HRC/43/49، و CAT/C/GC/3, para. 38 و art. 14 (1) من",
            ["A/HRC/43/49", "CAT/C/GC/3, para. 38", "art. 14 (1)"],
        ),
        ("الفقرتان 9-6 و9-7 و50%", ["9-6", "9-7", "50%"]),
        ("في 12 March 2021 و12 de marzo de 2021", ["12 March 2021", "12 de marzo de 2021"]),
        ("هاتف +41 22 917 90 00 (مكتب)", ["+41 22 917 90 00"]),
        ("انظر https://a.org/b/ و(CAT)", ["https://a.org/b/", "CAT"]),
        ("ב־Human Rights Watch, p. 3 נאמר", ["Human Rights Watch, p. 3"]),
        ("سال ۱۳۷۸/۰۶/۱۱ بود", ["۱۳۷۸/۰۶/۱۱"]),
        ("قال و“Sahli” (2011) 45 EHRR 12, [2011] ECHR 5؛", ["“Sahli” (2011) 45 EHRR 12, [2011] ECHR 5"]),
        ("قال و“Sahli” وحده", ["Sahli"]),
        ("في و/var/log/x وفي و~/x و@handle و$PATH", ["/var/log/x", "~/x", "@handle", "$PATH"]),
        ("وTRIAL/المنظمة والمنظمة/TRIAL وTRIAL+المنظمة", ["TRIAL", "TRIAL", "TRIAL"]),
        ("هل نظر CAT/C/GC/3, para. 38؟ قال A؛", ["CAT/C/GC/3, para. 38", "A"]),
        ("الفقرة14A و580/2014", ["14A", "580/2014"]),
        ("قال:TRIAL و-A و…B", ["TRIAL", "A", "B"]),
        ("انظر Sahli v Algeria, § 38 و§ 12 منه", ["Sahli v Algeria, § 38", "§ 12"]),
        ("عند 12°30′ و5′ 10″ و6″ و12°30′15″ N.", ["12°30′", "5′ 10″", "6″", "12°30′15″ N"]),
        ("بلغ -5 و-5 و±3 و−2 و5±3 وكوفيد-19", ["-5", "-5", "±3", "−2", "5±3"]),
        ("بين 10%-20% و$100-$200 و5×7 و2+2=4", ["10%-20%", "$100-$200", "5×7", "2+2=4"]),
        ("The State did nothing, in 1999.", ["The State did nothing, in 1999."]),
        ("I.", ["I"]),
        ("A/RES/60/147؛ CAT/C/GC/3.", ["A/RES/60/147", "CAT/C/GC/3"]),
        ("طوله 5′10″ عند 12°30′45″ و20° 5 و3″ و6′ 2″", ["5′10″", "12°30′45″", "20°", "3″", "6′ 2″"]),
    ],
)
def test_in_right_to_left_text_foreign_words_and_figures_are_set_apart(text: str, expected: list[str]) -> None:
    assert apart(text, rtl=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The prison (تيارت), 14 (جيلالي حنافي), were", ["تيارت", "جيلالي حنافي"]),
        ("said «المادة 14» twice", ["المادة 14"]),
        ("She said مرحبا يا صديقي.", ["مرحبا يا صديقي"]),
        ("قال: نعم؟ she said", ["قال: نعم؟"]),
        ("the word בַּיִת, in 1999", ["בַּיִת"]),
        ("no such word, 1999-09-02", []),
        ("می‌خواهم means", ["می‌خواهم"]),
    ],
)
def test_in_left_to_right_text_the_words_of_the_other_direction_are(text: str, expected: list[str]) -> None:
    assert apart(text, rtl=False) == expected


def test_a_stretch_goes_through_emphasis_and_ends_at_a_note() -> None:
    note = Note(1, (), "note-1", AT)
    inlines: tuple[Inline, ...] = (
        Run("انظر ", AT), Emphasis((Run("A v. B", AT),), AT), Run(", para. 3", AT), note, Run(" و", AT)
    )  # fmt: skip
    pieces = directed(inlines, True, NO_LANGUAGES)
    assert [type(piece).__name__ for piece in pieces] == ["Run", "Stretch", "Note", "Run"]
    assert isinstance(pieces[1], Stretch)
    assert pieces[1].inlines == inlines[1:3]
    assert pieces[1].ends.parts, "the note's mark would be drawn among the words"


def test_words_are_neither_lost_nor_changed_by_being_set_apart() -> None:
    for sign in SIGNS:
        for word, more in SCRIPTS.values():
            text = f"{sign}{word} انظر {more}{sign}12 see ({word}){sign}"
            cut = (Run(text[:5], AT), Emphasis((Run(text[5:9], AT),), AT), Run(text[9:], AT))
            for rtl in (False, True):
                shown = words(cut, rtl, NO_LANGUAGES)
                assert "".join(mark for mark in shown if mark not in ISOLATES) == text


def one_paragraph(text: str, language: str) -> Document:
    return replace(sample_document(language, "filing"), blocks=(Paragraph((Run(text, AT),), AT),), resources=())


def word_text(document: Document) -> str:
    content, _ = WRITERS["docx"].write(Print(document, house()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml").decode()
    return unescape("".join(re.findall(r"<w:t[ >][^<]*", body)).replace('<w:t xml:space="preserve">', ""))


MIXED = (
    "قال في 1999-09-02 ثم في 23/12/2026.",
    "انظر A/HRC/43/49، و CAT/C/GC/3, para. 38 و art. 14 (1) من الاتفاقية.",
    "رقم CAT/C/GC/3، 13-14 (1999-09-02), 2001-03-04",
    "وTRIAL International (جنيف) +41 22 917 90 00 و50%",
    "The prison (تيارت), 14 May 1999, and (جيلالي حنافي); 12-13.",
    "a שלום, 12 (זכויות אדם) 1999-09-02",
)


# Without embeddings, a number in groups inside Arabic words inside an English sentence cannot be held together there.
@pytest.mark.parametrize(
    ("language", "text"), [*(("ar", text) for text in MIXED), *(("en", text) for text in MIXED if "+41" not in text)]
)
def test_a_reader_that_knows_the_unicode_algorithm_alone_shows_the_word_file_in_the_same_order(
    language: str, text: str
) -> None:
    base = "R" if language == "ar" else "L"
    meant = words((Run(text, AT),), language == "ar", NO_LANGUAGES)
    shown = [str(get_display(one, base_dir=base)) for one in (word_text(one_paragraph(text, language)), meant)]
    marks = {*ISOLATES, "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"}
    assert len({"".join(sign for sign in one if sign not in marks) for one in shown}) == 1


@pytest.mark.parametrize("before", range(0, 48, 12))
def test_a_date_and_a_symbol_stand_in_one_order_wherever_the_line_ends(before: int) -> None:
    text = f"{'كلمة ' * before}1999-09-02 و CAT/C/GC/3, para. 38 ثم 1–2."
    document = one_paragraph(text, "ar")
    content, _ = WRITERS["pdf"].write(Print(document, house()))
    assert WRITERS["pdf"].read_back(content, document, AT) == []
    signs = [sign for piece in read_tagged(content, placed=True).body for sign in piece.signs]
    rows = {round(sign.y): "" for sign in signs}
    for sign in sorted((one for one in signs if one.text != BOUNDARY), key=lambda one: one.x):
        rows[round(sign.y)] += sign.text
    shown = " ".join(rows.values())
    assert "1999-09-02" in shown
    assert "1–2" in shown


def drawn(text: str) -> list[MarkedText]:
    """Return one piece whose signs stand from left to right as they are given, as PDFium might read them."""
    return [MarkedText(text, tuple(DrawnSign(sign, 0, 10.0 * at, 700.0, at) for at, sign in enumerate(text)))]


@pytest.mark.parametrize(
    ("shown", "agrees"),
    [
        ("مث 1999-09-02 لاق", True),
        ("مث 02-09-1999 لاق", False),
        ("قال 1999-09-02 ثم", False),
        ("مث 1999-09-02 لا", False),
        ("مث1999-09-02 لاق", False),
        ("مث 1999-09-02 لاقق", False),
        ("مث 1999-09-03 لاق", False),
    ],
)
def test_a_row_is_read_only_where_it_shows_the_order_that_is_meant(shown: str, agrees: bool) -> None:
    line = Line("text", "", f"قال {isolated('1999-09-02', False)} ثم", AT)
    plain = "".join(sign for sign in line.text if sign not in ISOLATES)
    assert (in_reading_order([line], drawn(shown), True) == plain) is agrees


def test_no_line_of_a_word_file_ends_at_the_hyphen_of_a_title_and_the_words_are_read_back() -> None:
    titles = "Сказал г-н\N{NO-BREAK SPACE}Т. г-ну К и г-жа Ц; северо-запад, А-1, ``г-нА``."
    made = replace(one_paragraph(titles, "en"), language="ru", languages=KNOWN)
    content, _ = WRITERS["docx"].write(Print(made, house()))
    assert WRITERS["docx"].read_back(content, made, AT) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml").decode()
    assert len(re.findall(r"г</w:t><w:noBreakHyphen/><w:t[^>]*>(?:н|ну|жа)\b", body)) == 3
    assert body.count("<w:noBreakHyphen/>") == 3
    lost = body.replace("<w:noBreakHyphen/>", "", 1)
    assert WRITERS["docx"].read_back(repacked(content, lost), made, AT) != []


def repacked(content: bytes, body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, body.encode() if name == "word/document.xml" else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize("script", ["Arabic", "Vocalised", "Hebrew", "Pointed"])
@pytest.mark.parametrize("stop", [".", ":", "،", "؟"])
@pytest.mark.parametrize(("number", "printed"), [("1", "1. "), ("1", "1 "), ("•", "• "), ("(a)", "(a) ")])
def test_a_stop_at_the_end_of_a_row_is_the_words_own_although_a_number_stands_beside_it(
    script: str, stop: str, number: str, printed: str
) -> None:
    word, more = SCRIPTS[script]
    line = Line("text", number, isolated(f"{word}{stop} {more}", True), AT)
    rows = (printed + get_display(f"{word}{stop}", base_dir="R"), get_display(more, base_dir="R"))
    signs = [
        DrawnSign(sign, 0, 10.0 * at, 700.0 - 20 * down, 100 * down + at)
        for down, row in enumerate(rows)
        for at, sign in enumerate(str(row))
    ]
    read = in_reading_order([line], [MarkedText("".join(sign.text for sign in signs), tuple(signs))], False)
    assert f"{word}{stop}" in read.replace(BOUNDARY, " ")


def shared_glyphs() -> set[str]:
    """Return the letters, two by two, that one glyph of the program's Arabic face draws in some place of a word."""
    with TTFont(files("submissions") / "fonts" / "NotoNaskhArabic-Regular.ttf", lazy=True) as font:
        letters = {code: name for code, name in font.getBestCmap().items() if 0x620 <= code < 0x700}
        table = font["GSUB"].table
        drawn: dict[str, set[str]] = {}
        for feature in table.FeatureList.FeatureRecord:
            if feature.FeatureTag in ("init", "medi", "fina"):
                for index in feature.Feature.LookupListIndex:
                    for sub in table.LookupList.Lookup[index].SubTable:
                        forms = getattr(getattr(sub, "ExtSubTable", sub), "mapping", {})
                        for code, name in letters.items():
                            drawn.setdefault(forms.get(name, name), set()).add(chr(code))
    return {"".join(sorted(twins)) for twins in drawn.values() if len(twins) > 1}


def test_letters_that_one_glyph_draws_are_read_as_one() -> None:
    twins = shared_glyphs()
    assert twins
    assert [pair for pair in twins if len(set(map(drawn_sign, pair))) > 1] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_letters_that_share_a_glyph_are_printed_in_one_text(language: str) -> None:
    text = " ".join(f"{letter * 3} {letter}" for letter in sorted({*"".join(shared_glyphs())}))
    document = one_paragraph(text, language)
    content, _ = WRITERS["pdf"].write(Print(document, house()))
    assert WRITERS["pdf"].read_back(content, document, AT) == []


SOFT_ARABIC = "الدي\u00adمقرا\u00adطية "
SOFT = "com\u00admu\u00adnica\u00adtion pré\u00adsen\u00adtée au nom d’une survi\u00advante, "


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", f"{SOFT * 7}fin."), ("en", f"{SOFT * 7}(قال الشاهد)."), ("ar", f"{SOFT_ARABIC * 30}.")],
)
def test_a_word_that_is_parted_at_a_soft_hyphen_is_read_as_it_was_typed(language: str, text: str) -> None:
    document = one_paragraph(text, language)
    content, _ = WRITERS["pdf"].write(Print(document, house()))
    assert WRITERS["pdf"].read_back(content, document, AT) == []


def test_a_cell_beside_words_of_the_other_direction_is_read_in_its_own_order() -> None:
    def row(*texts: str) -> Row:
        return Row(tuple(Cell((Paragraph((Run(text, AT),), AT),), AT) for text in texts), AT)

    rows = (row("1999-09-02", "شهادة الشاهد (جيلالي)", "A/HRC/1"), row("4.5.2001", "допрос г-на", "с. 5"))
    table = Table((Column("start", 40), Column("start", 40), Column("start", 20)), (), rows, AT)
    document = replace(one_paragraph("x", "en"), blocks=(table,))
    content, _ = WRITERS["pdf"].write(Print(document, house()))
    assert WRITERS["pdf"].read_back(content, document, AT) == []


@pytest.mark.parametrize(
    "text",
    [
        "Here,\tthere, and\u2003there;\u2009so.",
        "x ≥ 5; y ≤ 6; a ⊂ b ∈ c; ≪d≫; and so",
        "l’“État”, d’“office”, qu’“il”, aujourd’hui",
        "5′10″, 12°30′; ± 3; A & B",
    ],
)
def test_signs_and_spaces_of_foreign_words_are_read_as_they_are_drawn(text: str) -> None:
    for line in (text, f"قال {text} ثم"):
        document = one_paragraph(line, "ar")
        content, _ = WRITERS["pdf"].write(Print(document, house()))
        assert WRITERS["pdf"].read_back(content, document, AT) == []
