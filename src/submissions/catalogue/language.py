"""Read the file of a language into the record that is passed down the line: the one reader of a language's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from submissions.catalogue.language_rows import MAY_LACK, NONE, ROWS
from submissions.catalogue.yaml_file import FileReader
from submissions.document.counting import ABJAD
from submissions.findings import Finding, Place
from submissions.languages import (
    Agreement,
    Alternation,
    ArticleForms,
    Binding,
    DateWords,
    DraftWords,
    Enumerations,
    FewLanguages,
    Forms,
    Language,
    Languages,
    Pseudonyms,
    Quotes,
    Script,
    Spacing,
)
from submissions.languages.record import NARROW, NO_BREAK
from submissions.values import Node, SourceList, SourceMapping, Text

_SPACES: Final = {NONE: "", "narrow": NARROW, "wide": NO_BREAK}
_SECTIONS: Final = frozenset("IA1ia" + ABJAD)
_MONTHS: Final = 12


def read_language(code: str, node: SourceMapping, reader: FileReader) -> Language | None:
    """Return the language that a file of the house gives; None, with one finding of every row that it lacks."""
    rows = _Rows(node, reader)
    lacking = [key for key in ROWS if key not in rows.found]
    if lacking:
        reader.findings.append(lacking_finding(code, Place(reader.file, node.place.line or 1), lacking))
        return None
    before = len(reader.findings)
    language = _language(code, rows)
    return language if len(reader.findings) == before else None


def lacking_finding(code: str, place: Place, lacking: list[str] | None = None) -> Finding:
    """Return what says which rows a language lacks, all of them where its file is not there, and what to write."""
    rows = list(ROWS) if lacking is None else lacking
    message = f"the language '{code}' lacks words that its documents need: {', '.join(rows)}"
    what = "; ".join(f"{key}, {ROWS[key]}" for key in rows)
    order = f"write each of these rows, and 'none' where the language has no such thing: {what}"
    return Finding("E207", place, message, order)


class LanguageShelf(Languages):
    """The languages for which the house has a file, by code, each read when it is first asked for.

    One that cannot be read is not there; `faults` says why.
    """

    def __init__(self, files: Mapping[str, tuple[Path, str]]) -> None:
        """Know the file of each code, and its name in findings."""
        self._files = dict(files)
        self._read: dict[str, tuple[Language | None, tuple[Finding, ...]]] = {}

    def __getitem__(self, code: str) -> Language:
        """Return a language; raises KeyError where the house has no file for it that can be read."""
        language, _ = self._look(code)
        if language is None:
            raise KeyError(code)
        return language

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def only(self, codes: Iterable[str]) -> FewLanguages:
        """Return those of some languages that the house has words of."""
        found = (self.get(code) for code in sorted(set(codes)))
        return FewLanguages(tuple(one for one in found if one is not None))

    def faults(self, code: str) -> tuple[Finding, ...]:
        """Return what is wrong with the file of a language: nothing where there is none."""
        return self._look(code)[1]

    def missing(self, code: str) -> tuple[Finding, ...]:
        """Return what keeps documents from being made in a language: its file is not there, or has faults."""
        place = Place(f"templates/house/language.{code}.yaml")
        return self.faults(code) if code in self._files else (lacking_finding(code, place),)

    def _look(self, code: str) -> tuple[Language | None, tuple[Finding, ...]]:
        if code not in self._files:
            return None, ()
        if code not in self._read:
            reader = FileReader(*self._files[code])
            node = reader.read()
            language = None if node is None else read_language(code, node, reader)
            self._read[code] = language, tuple(reader.findings)
        return self._read[code]


class _Rows:
    """The rows of one file by their keys; reading one notes what is wrong with it."""

    def __init__(self, node: SourceMapping, reader: FileReader) -> None:
        self.reader = reader
        self.found: dict[str, tuple[SourceMapping, str, Node]] = {}
        groups = {key.partition(".")[0] for key in ROWS if "." in key}
        reader.refuse_unknown(node, {key.partition(".")[0] for key in ROWS})
        for key, value in node.items():
            if key in groups and isinstance(value, SourceMapping):
                own = {row.partition(".")[2] for row in ROWS if row.startswith(f"{key}.")}
                reader.refuse_unknown(value, own)
                self.found |= {f"{key}.{name}": (value, str(name), inner) for name, inner in value.items()}
            elif key in groups:
                reader.refuse(node, key, f"'{key}' must be a mapping", f"write '{key}:' and its rows below")
            else:
                self.found[str(key)] = (node, str(key), value)

    def refuse(self, row: str, message: str) -> None:
        """Note what is wrong with a row, with what is to be written there."""
        node, key, _ = self.found[row]
        self.reader.refuse(node, key, f"'{row}' {message}", f"write {ROWS[row]}")

    def lacks(self, row: str) -> bool:
        """Tell whether a row answers `none`, and note it where every language has what it asks for."""
        answered = self.found[row][2] == NONE
        if answered and row not in MAY_LACK:
            self.refuse(row, f"cannot be '{NONE}'")
        return answered

    def text(self, row: str, *fields: str) -> str:
        """Return the text of a row, which holds the fields; "" where it answers `none`."""
        value = self.found[row][2]
        if not isinstance(value, Text) or not value:
            self.refuse(row, "must be a text")
            return ""
        if self.lacks(row):
            return ""
        self._hold(row, value, fields)
        return str(value)

    def _hold(self, row: str, text: str, fields: tuple[str, ...]) -> None:
        """Note a pattern that lacks a field or has it twice, or has one that nothing fills."""
        found = re.findall(r"\{(\w*)\}", text)
        rest = re.sub(r"\{\w*\}", "", text)
        if fields and (sorted(found) != sorted(fields) or "{" in rest or "}" in rest):
            self.refuse(row, f"must hold {' and '.join(f'{{{name}}}' for name in fields)} once, no other: '{text}'")

    def one_of(self, row: str, *choices: str) -> str:
        """Return the text of a row, which is one of the choices."""
        value = self.found[row][2]
        if value not in choices:
            self.refuse(row, f"must be one of {', '.join(choices)}")
            return choices[0]
        return str(value)

    def words(self, row: str, count: int = 0, *fields: str) -> tuple[str, ...]:
        """Return the texts of a row, so many of them; none where it answers `none`."""
        value = self.found[row][2]
        if self.lacks(row):
            return ()
        texts = [str(one) for one in value if isinstance(one, Text) and one] if isinstance(value, SourceList) else []
        if not texts or (isinstance(value, SourceList) and len(texts) != len(value)) or (count and len(texts) != count):
            self.refuse(row, f"must be a list of {count or 'one or more'} texts")
            return ()
        for text in texts:
            self._hold(row, text, fields)
        return tuple(texts)

    def pairs(self, row: str) -> tuple[tuple[str, str], ...]:
        """Return the keys and texts of a row, which is a mapping of texts."""
        value = self.found[row][2]
        if self.lacks(row):
            return ()
        if not isinstance(value, SourceMapping) or not all(isinstance(one, Text) for one in value.values()):
            self.refuse(row, "must be a mapping of texts")
            return ()
        return tuple((str(key), str(one)) for key, one in value.items())

    def pattern(self, row: str) -> str:
        """Return the regular expression of a row."""
        text = self.text(row)
        return text if self.compiles(row, text) else ""

    def compiles(self, row: str, text: str) -> bool:
        """Tell whether a regular expression can be read, and note it where it cannot."""
        try:
            re.compile(text)
        except re.error as fault:
            self.refuse(row, f"is no regular expression: {fault}")
            return False
        return True


def _language(code: str, rows: _Rows) -> Language:
    direction: Literal["ltr", "rtl"] = (
        "rtl" if rows.one_of("direction", "left-to-right", "right-to-left") == "right-to-left" else "ltr"
    )
    east_asian = rows.one_of("script", "alphabetic", "east-asian") == "east-asian"
    latin = rows.words("quotes.latin")
    if len(latin) not in (0, 2, 4):
        rows.refuse("quotes.latin", "must be a list of 2 texts, or of 4 with the marks within them")
        latin = ()
    mark = rows.one_of("lists", "(a)", "a)", f"({ABJAD})", f"{ABJAD})")
    inner = _two(rows.words("quotes.inner", 2))
    return Language(
        code,
        rows.text("name"),
        Script(direction, east_asian, rows.text("word")),
        quotes=_quotes(rows, inner),
        latin_quotes=Quotes(latin[0], latin[1], *_two(latin[2:] or inner)) if latin else None,
        particles=rows.words("quotes.particles"),
        notes_before=rows.one_of("notes", "after", "before") == "before",
        list_mark=mark.replace(mark[-2], "{}"),
        list_letters=mark[-2],
        enumerations=_enumerations(rows),
        sections=_sections(rows),
        articles=ArticleForms(
            rows.text("articles.paragraph", "article", "paragraph"),
            rows.text("articles.letter", "article", "paragraph", "letter"),
        ),
        spacing=_spacing(rows),
        binding=Binding(
            *(rows.words(f"binds.{one}") for one in ("numbers", "names", "capitals", "years", "phrases", "units"))
        ),
        dates=_dates(rows),
        agreement=_agreement(rows),
        pseudonyms=_pseudonyms(rows),
        draft=DraftWords(rows.text("draft.mark"), rows.text("draft.gap", "what", "where"), rows.text("draft.others")),
        kin=rows.words("kin"),
        states=rows.pairs("states"),
        treaties=_treaties(rows),
    )


def _two(texts: tuple[str, ...]) -> Forms:
    """Return two texts; what is wrong with another number of them has been said."""
    return (texts[0], texts[1]) if len(texts) == 2 else ("", "")


def _quotes(rows: _Rows, inner: Forms) -> Quotes | None:
    outer = _two(rows.words("quotes.outer", 2))
    space = _SPACES[rows.one_of("quotes.inside", *_SPACES)]
    return Quotes(outer[0] + space, space + outer[1], *inner) if outer[0] else None


def _sections(rows: _Rows) -> tuple[str, str, str]:
    found = rows.words("sections", 3)
    if len(found) != 3 or set(found) - _SECTIONS:
        rows.refuse("sections", f"must be three of I, A, 1, i, a and {ABJAD}")
        return ("I", "A", "1")
    return found[0], found[1], found[2]


def _enumerations(rows: _Rows) -> Enumerations:
    between, last, end = (rows.text(f"enumerations.{one}") for one in ("between", "last", "end"))
    return Enumerations(between, last, end, rows.words("enumerations.typed"), rows.words("enumerations.shortened"))


def _spacing(rows: _Rows) -> Spacing:
    raised = [re.fullmatch(r"([A-Z0-9]+)(\w+)", one) for one in rows.words("signs.raised")]
    if not all(raised):
        rows.refuse("signs.raised", "must give figures and then letters")
    return Spacing(
        narrow="".join(rows.words("signs.narrow")),
        wide="".join(rows.words("signs.wide")),
        thousands=_SPACES[rows.one_of("figures.thousands", "narrow", "wide")],
        decimal=rows.one_of("figures.decimal", ".", ","),
        dash=rows.text("dash.text"),
        dash_bound=rows.one_of("dash.bound", "true", "false") == "true",
        raised=tuple((one[1], one[2]) for one in raised if one is not None),
    )


def _dates(rows: _Rows) -> DateWords:
    def pair(row: str) -> Forms:
        return _two(rows.words(f"dates.{row}", 2, ""))

    shortened = rows.words("dates.shortened", 3)
    return DateWords(
        months=rows.words("dates.months", _MONTHS),
        one=(
            rows.text("dates.day", "d", "m", "y"),
            rows.text("dates.month", "m", "y"),
            rows.text("dates.year", "y"),
        ),
        shortened=(shortened[0], shortened[1], shortened[2]) if len(shortened) == 3 else (),
        span=rows.text("dates.span", "0", "1"),
        span_from=pair("span_from"),
        span_to=pair("span_to"),
        since=pair("since"),
        between=rows.text("dates.between", "0", "1"),
        limit=pair("limit"),
        about=pair("about"),
        first_day=rows.text("dates.first_day"),
        months_alone=rows.words("dates.months_alone", _MONTHS),
        year_alone=rows.text("dates.year_alone", "y"),
        elided=_two(elided) if (elided := rows.words("dates.elided", 2)) else (),
    )


def _agreement(rows: _Rows) -> Agreement:
    joins = [(*key.split(" ", 1), together) for key, together in rows.pairs("agreement.joins")]
    if any(len(one) != 3 for one in joins):
        rows.refuse("agreement.joins", "must give two words before each colon")
    attached = _attached(rows)
    return Agreement(
        elided=rows.words("agreement.elided"),
        elides=rows.pattern("agreement.elides"),
        unless=rows.pattern("agreement.unless"),
        doubtful=rows.pattern("agreement.doubtful"),
        joins=tuple((one[0], one[1], one[2]) for one in joins if len(one) == 3),
        alternations=_alternations(rows),
        attached=attached("word"),
        attached_after=attached("after"),
        attached_starts=_starts(rows),
        attached_foreign=attached("foreign").replace(" ", NO_BREAK),
    )


def _alternations(rows: _Rows) -> tuple[Alternation, ...]:
    value = rows.found["agreement.alternates"][2]
    made = []
    for item in value if isinstance(value, SourceList) else ():
        texts = {str(key): str(one) for key, one in item.items()} if isinstance(item, SourceMapping) else {}
        known = {"plain", "changed", "before", "unless", "spelt"}
        if not {"plain", "changed", "before"} <= set(texts) <= known:
            rows.refuse("agreement.alternates", "must give 'plain', 'changed', 'before', and may 'unless', 'spelt'")
        elif all(rows.compiles("agreement.alternates", texts.get(one, "")) for one in ("before", "unless")):
            made.append(Alternation(**texts))
    if value != NONE and not made:
        rows.refuse("agreement.alternates", "must be a list of mappings")
    return tuple(made)


def _attached(rows: _Rows) -> Callable[[str], str]:
    """Return what gives the text of each key of the attached preposition, "" where there is none."""
    value = rows.found["agreement.attached"][2]
    keys = {"word", "after", "starts", "foreign"}
    if value != NONE and (not isinstance(value, SourceMapping) or set(map(str, value)) != keys):
        rows.refuse("agreement.attached", f"must give {', '.join(sorted(keys))}")
    given = value if isinstance(value, SourceMapping) else {}
    return lambda key: str(given.get(Text(key), ""))


def _starts(rows: _Rows) -> tuple[tuple[str, str], ...]:
    value = rows.found["agreement.attached"][2]
    starts = value.get(Text("starts")) if isinstance(value, SourceMapping) else None
    pairs = starts.items() if isinstance(starts, SourceMapping) else ()
    return tuple((str(key), str(one)) for key, one in pairs)


def _treaties(rows: _Rows) -> tuple[tuple[str, str, str], ...]:
    value = rows.found["treaties"][2]
    given = value.items() if isinstance(value, SourceMapping) else ()
    made = [(str(key), *map(str, titles)) for key, titles in given if isinstance(titles, SourceList)]
    if value != NONE and (not made or len(made) != len(given) or any(len(one) != 3 for one in made)):
        rows.refuse("treaties", "must give two titles for each id")
        return ()
    return tuple((one[0], one[1], one[2]) for one in made)


def _pseudonyms(rows: _Rows) -> Pseudonyms:
    letters = rows.text("pseudonyms.letters")
    if len(letters) < 5 or not letters.isalpha():
        rows.refuse("pseudonyms.letters", "must be five letters or more")
    woman, man, witness, relative, person = (
        rows.text(f"pseudonyms.{one}", "") for one in ("woman", "man", "witness", "relative", "person")
    )
    articles = rows.pairs("pseudonyms.articles")
    return Pseudonyms(woman, man, witness, relative, person, letters, articles)
