"""A timeline tells what the view holds and no more, stands to scale, and no two of its labels touch."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from checking import subject
from composing import Composed, catalogue, made
from house import ROOT
from submissions.audit.files import open_file
from submissions.audit.names.search import Searcher
from submissions.audit.records import Secret
from submissions.checks.protected import check_names
from submissions.document import Design, Moment, Picture, Run, Scale, Table, plain, walk
from submissions.findings import Place, has_errors
from submissions.line.formats import WRITERS, Print
from submissions.readback.word import check_word
from submissions.writers.drawings.axis import axis_of
from submissions.writers.drawings.document import with_drawings
from submissions.writers.drawings.labels import Label, fitting, flags, height_of
from submissions.writers.drawings.letters import OutlinedLetters, lines_of
from submissions.writers.drawings.look import ARABIC, look_of
from submissions.writers.drawings.shaping import in_visual_order
from submissions.writers.drawings.timelines import draw_timeline
from submissions.writers.page.html import write_html
from submissions.writers.word.docx import write_docx

HERE = Place("cases/example/case.yaml", 1)
BODY = 'Before.\n\n{{ events|timeline("Key dates", "violation alleged", "still goes on") }}\n\nAfter.\n'
EVENTS = """\
events:
  - {id: arrest, date: 2015-05-02, text: One., short: Arrest of @a, violation: true}
  - {id: held, date: {from: 2015-05-02, to: 2016-01}, text: Two., short: Detention}
  - {id: secret, date: 2017, text: Three., short: Treatment of Zumra Hodžić at home, confidential: true, violation: true, continuing: true}
  - {id: asked, date: {between: [2018-01, 2018-03]}, text: Four., short: Complaint, continuing: true}
"""  # noqa: E501 - one event a line


def drawn(composed: Composed) -> Picture:
    found = [node for node in walk(composed.tree.blocks) if isinstance(node, Picture)]
    assert len(found) == 1
    return found[0]


def svg_of(composed: Composed) -> str:
    document = with_drawings(composed.tree)
    return document.resource(drawn(composed).resource).content.decode()


def titles(svg: str) -> list[str]:
    return re.findall("<title>(.*?)</title>", svg)


def test_the_filing_version_tells_every_event_in_words(tmp_path: Path) -> None:
    assert drawn(made(tmp_path, BODY, EVENTS)).alternative == (
        "Key dates. 2 May 2015 to January 2016, Detention. 2 May 2015, Arrest of Zumra Hodžić, violation alleged. "
        "2017, Treatment of Zumra Hodžić at home, violation alleged, still goes on. "
        "at an unknown date between January and March 2018, Complaint, still goes on"
    )


def test_the_public_reads_the_date_alone_of_a_confidential_event_and_no_protected_name(tmp_path: Path) -> None:
    public = made(tmp_path, BODY, EVENTS, "public")
    picture = drawn(public)
    assert "2017, [withheld]. " in picture.alternative
    secret = picture.moments[2]
    assert (secret.violation, secret.continues) == (False, False)
    shown = svg_of(public)
    assert "Arrest of A" in titles(shown)
    assert not re.search("Zumra|Hod|Treatment", shown + picture.alternative)


def test_a_protected_name_that_somebody_typed_stops_the_public_version(tmp_path: Path) -> None:
    events = EVENTS.replace("Arrest of @a", "Arrest of Zumra Hodžić")
    public = made(tmp_path, BODY, events, "public")
    searcher = Searcher((Secret("name of 'a'", "Zumra Hodžić", "name", HERE, ("Zumra", "Hodžić")),))
    found = check_names(subject(public.tree, "public", public.view, searcher=searcher))
    assert {(one.code, one.place.file, one.place.line) for one in found} == {("E623", "cases/example/case.yaml", 17)}
    clean = made(tmp_path, BODY, EVENTS, "public")
    assert check_names(subject(clean.tree, "public", clean.view, searcher=searcher)) == []


def test_the_audit_finds_the_words_of_a_drawing_in_every_part_that_has_them(tmp_path: Path) -> None:
    printed = Print(made(tmp_path, BODY, EVENTS).tree, catalogue().house.files)
    for form, parts in (("docx", {"word/media/image1.svg", "word/document.xml"}), ("pdf", {"alternative text"})):
        content, findings = WRITERS[form].write(printed)
        assert findings == []
        assert WRITERS[form].read_back(content, printed.document, HERE) == []
        pieces = open_file(f"brief.{form}", content).pieces
        found = {piece.part + piece.channel for piece in pieces if "Treatment of Zumra" in " ".join(piece.text.split())}
        assert all(any(part in one for one in found) for part in parts), found


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ("events: [{id: one, date: 2015, text: One.}]\n", "W356"),
        ("events: [{id: one, date: 2015-01-01, text: One.}, {id: two, date: 2015-01-01, text: Two.}]\n", "W356"),
        ("".join(["events:\n", *(f"  - {{id: e{n}, date: {1960 + n}, text: One.}}\n" for n in range(41))]), "W357"),
        (EVENTS.replace("Complaint", "So many words that nobody would read them beside a mark of three"), "W358"),
    ],
)
def test_what_is_not_drawn_is_told(events: str, code: str, tmp_path: Path) -> None:
    composed = made(tmp_path, BODY, events)
    assert code in composed.codes
    assert not has_errors(composed.findings)


def test_a_timeline_within_a_sentence_is_refused(tmp_path: Path) -> None:
    composed = made(tmp_path, 'See {{ events|timeline("Key dates") }} here.\n', EVENTS)
    assert [one.code for one in composed.findings] == ["E332"]


def test_a_timeline_of_anything_else_is_a_fault_of_the_template(tmp_path: Path) -> None:
    assert made(tmp_path, '{{ case|timeline("Key dates") }}\n').codes == ["E215"]


def test_what_is_withheld_by_the_template_is_not_drawn(tmp_path: Path) -> None:
    public = made(tmp_path, f"::: redact\n{BODY}:::\n", EVENTS, "public")
    assert not [node for node in walk(public.tree.blocks) if isinstance(node, Picture)]


def test_word_holds_the_drawing_and_its_likeness_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    document = made(tmp_path, BODY, EVENTS).tree
    content, findings = write_docx(document, catalogue().house.files)
    assert findings == []
    assert check_word(content, document, HERE) == []
    assert write_docx(document, catalogue().house.files)[0] == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        drawing = package.read("word/media/image1.svg")
        with Image.open(io.BytesIO(package.read("word/media/image1.png"))) as likeness:
            assert f'viewBox="0 0 {likeness.width} {likeness.height}"'.encode() in drawing
        assert b"svgBlip" in package.read("word/document.xml")
        assert b'Extension="svg" ContentType="image/svg+xml"' in package.read("[Content_Types].xml")


@pytest.mark.proof
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the library is hidden as Linux looks for it")
def test_without_a_page_engine_word_has_the_drawing_alone_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"")
    program = (
        "import pathlib, sys, test_timelines as t; from submissions.line.formats import WRITERS, Print; "
        "given = Print(t.made(pathlib.Path(sys.argv[1]), t.BODY, t.EVENTS).tree, t.catalogue().house.files); "
        "content, findings = WRITERS['docx'].write(given); print(bool(content), [one.code for one in findings])"
    )
    environment = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1:] == ["True ['N530']"], done.stderr


def test_html_holds_the_drawing(tmp_path: Path) -> None:
    content, findings = write_html(made(tmp_path, BODY, EVENTS).tree, catalogue().house.files)
    assert findings == []
    assert b"data:image/svg+xml;base64," in content


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_a_brief_draws_three_key_events_that_have_words_beside_its_table(code: str) -> None:
    body = str(catalogue().templates["advocacy/brief"].bodies[code])
    assert body.index("|timeline(") < body.index("#key-dates")


# What follows needs no case: moments of any kind, on paper of any width.
days = st.integers(datetime.date(1500, 1, 1).toordinal(), datetime.date(2200, 1, 1).toordinal())


@st.composite
def moments(draw: st.DrawFn) -> tuple[Moment, ...]:
    def one(first: int) -> Moment:
        last = first + draw(st.sampled_from([0, 0, 30, 365, 4000]))
        words = draw(st.sampled_from(["", "Arrest", "ح", "Überweisungsangelegenheitsbearbeitungsstelle", "a b " * 30]))
        inlines = (Run(words, HERE),) if words else ()
        kinds = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
        return Moment((Run(f"day {first}", HERE),), inlines, HERE, first, last, *kinds)

    near = st.integers(735_000, 735_003)
    return tuple(one(first) for first in sorted(draw(st.lists(days | near, min_size=2, max_size=40, unique=True))))


def scale_of(drawn: tuple[Moment, ...]) -> Scale:
    last = max(one.last for one in drawn) + 10
    years = range(datetime.date.fromordinal(drawn[0].first).year, datetime.date.fromordinal(last).year + 2)
    named = tuple((datetime.date(year, 1, 1).toordinal(), str(year)) for year in years)
    return Scale(last, named, (), "violation alleged", "still goes on")


@settings(max_examples=12, deadline=None)
@given(moments(), st.sampled_from(["filing", "brief"]), st.booleans())
def test_every_drawing_stays_on_its_paper(drawn: tuple[Moment, ...], frame: str, rtl: bool) -> None:
    look = look_of(Design(frame).measures)
    picture = Picture("timeline-1", "x", 100.0, HERE, moments=drawn, scale=scale_of(drawn))
    assert picture.scale is not None
    made_once = draw_timeline(picture, picture.scale, look, rtl=rtl)
    assert made_once == draw_timeline(picture, picture.scale, look, rtl=rtl)
    svg = made_once.content.decode()
    numbers = [float(x) for x in re.findall(r'(?:x1|x2|cx)="([-0-9.]+)"', svg)]
    outlines = [float(x) for path in re.findall(r'd="([^"]*)"', svg) for x in re.findall(r"[ML](-?[0-9.]+)", path)]
    assert all(-1 <= x <= look.width + 1 for x in [*numbers, *outlines])
    assert made_once.height <= look.height_of_labels + 90
    assert f"day {drawn[0].first}" in titles(svg)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 400), st.integers(5, 110), st.integers(8, 40)), min_size=1, max_size=40))
def test_no_label_touches_another_or_a_pole(given_labels: list[tuple[float, int, int]]) -> None:
    places = [place for place, _, _ in given_labels]
    labels = [Label((), (), width, height) for _, width, height in given_labels]
    raised = flags(places, labels, range(len(labels)))
    assert len(raised) == len(labels)
    for one in raised:
        for other in raised:
            if one is other:
                continue
            beside = one.place + one.label.width <= other.place or other.place + other.label.width <= one.place
            above = one.lift >= other.lift + other.label.height or other.lift >= one.lift + one.label.height
            assert beside or above
            if one.place < other.place < one.place + one.label.width:  # the pole of the other ends below these words
                assert other.lift + other.label.height <= one.lift


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 400), st.integers(5, 110)), min_size=2, max_size=40))
def test_what_does_not_fit_is_left_out_and_the_first_stays(given_labels: list[tuple[float, int]]) -> None:
    labels = [Label((), (), width, 12) for _, width in given_labels]
    raised = fitting([place for place, _ in given_labels], labels, range(len(labels)), 36)
    assert height_of(raised) <= 36
    assert 0 in {flag.index for flag in raised}


@given(st.lists(days, min_size=2, max_size=40, unique=True))
@example([724_000, 735_000, 735_001])
def test_the_axis_keeps_the_order_of_days_and_its_ends(given_days: list[int]) -> None:
    axis = axis_of(given_days, 5, 448)
    places = [axis.place(day) for day in sorted(given_days)]
    assert places == sorted(places)
    assert places[0] == 5
    assert places[-1] == pytest.approx(448)
    lengths = [
        (axis.place(last) - axis.place(first)) / (last - first)
        for first, last in zip(axis.days, axis.days[1:], strict=False)
        if (first, last) not in axis.breaks
    ]
    assert lengths == pytest.approx([lengths[0]] * len(lengths))  # whatever is not cut out is to one scale


def test_one_long_gap_is_cut_out_where_it_would_squeeze_what_is_left() -> None:
    assert axis_of([724_000, 735_000, 735_001], 5, 448).breaks == ((724_000, 735_000),)
    assert axis_of([724_000, 726_000, 728_000], 5, 448).breaks == ()
    assert axis_of([724_000, 735_000], 5, 448).breaks == ()


@given(st.text("abcdefghij دة", max_size=60), st.integers(20, 200))
def test_lines_lose_no_letter_and_are_no_wider_than_asked(text: str, most: int) -> None:
    look = look_of(Design("brief").measures)
    lettering = OutlinedLetters(look.regular, ARABIC[0], look.size, rtl=False)
    lines = lines_of(text, most, lettering.width)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(lettering.width(line) <= most for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2 May 2015", "2 May 2015"),
        ("سلام", "\ufee1\ufefc\ufeb3"),  # meem alone, lam with alef behind a letter, seen at the beginning
        ("12 مارس 2009", "2009 \ufeb1\ufead\ufe8e\ufee3 12"),
        ("مُ", "\ufee1"),
    ],
)
def test_arabic_joins_and_runs_to_the_left(text: str, shown: str) -> None:
    assert in_visual_order(text, rtl=text != "2 May 2015") == shown


def test_a_letter_that_no_face_has_is_not_drawn() -> None:
    look = look_of(Design("brief").measures)
    lettering = OutlinedLetters(look.regular, ARABIC[0], look.size, rtl=False)
    assert lettering.can_draw("Arrest, задержание, الاعتقال")
    assert not lettering.can_draw("\U0001f600")


def test_a_picture_of_the_case_is_printed_with_who_made_it(tmp_path: Path) -> None:
    home = tmp_path / "cases" / "example"
    home.mkdir(parents=True)
    Image.new("RGB", (8, 8), "red").save(home / "gate.png")
    images = "images: [{file: gate.png, released_by: Claire, date: 2019-01-01, credit: 'Photograph: The Office'}]\n"
    for caption, printed in ((' "The gate."', "The gate. Photograph: The Office"), ("", "Photograph: The Office")):
        composed = made(tmp_path, f"Words.\n\n![A gate](gate.png{caption})\n", images, "public")
        assert plain(drawn(composed).caption) == printed
    assert not [node for node in walk(composed.tree.blocks) if isinstance(node, Table)]
