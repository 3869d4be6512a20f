"""Look up codes and read the files of a case while its values become records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from submissions.case.asked import AskedValue, TypedValue
from submissions.drafted.paths import OFFICE_ENDINGS, word_file_in
from submissions.findings import Finding, Place
from submissions.gate import compose_letters, shown
from submissions.languages import PLAIN, is_language, language_meant
from submissions.source import locate, read_text_file
from submissions.states import find_state, suggest_state
from submissions.validate.asked import read_asked
from submissions.values import Prose, RefusedValueError, Text, ToCome, Unread
from submissions.values.refusal import KEY

if TYPE_CHECKING:
    from pydantic import ValidationInfo

AskedOf: TypeAlias = Callable[[str], Mapping[str, AskedValue] | None]
"""Returns what a template asks the case to type, by name; None where nobody can say."""

# An id is typed behind an @ in prose, stands in file names, and must read alike on every system.
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
# Ids become names of files, of bookmarks and of folders below several others.
_ID_MAX: Final = 60
# A name of a template's own text, which Jinja must be able to read: `texts.background`.
_TEXT_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_MAGIC: Final[dict[str, tuple[bytes, ...]]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
    ".webp": (b"RIFF",),
}


class CaseReading:
    """What the records ask while they are made from one case file; `findings` gathers the remarks of files.

    `has_unread` tells whether one of them could not be used.
    """

    def __init__(self, folder: Path, workspace: Path, asked: AskedOf = lambda _: None, *, draft: bool = False) -> None:
        """Begin without a remark; in a draft the file of an annex may be missing, which is remarked on."""
        self.folder, self.draft = folder, draft
        self._asked = asked
        self.workspace = workspace
        self.findings: list[Finding] = []
        self._stand_ins = 0
        self.has_unread = False
        self._readers: dict[str, Callable[[Text], Text]] = {
            "country": _read_country,
            "language": _read_language,
            "id": _read_id,
            "text-name": _read_text_name,
            "exhibit": self._read_exhibit,
            "picture": self._read_picture,
            "prose": self._read_prose,
        }

    def read(self, kind: str, value: Any) -> Any:
        """Return a text of a kind as it is to be kept; raises RefusedValueError where it is not of that kind."""
        if isinstance(value, ToCome):
            self._stand_ins += 1
            return Text(f"to-come-{self._stand_ins}", value.place) if kind == "id" else value
        return self._readers[kind](value)

    def read_values(self, template: str, given: Mapping[Text, object], info: ValidationInfo) -> dict[Text, TypedValue]:
        """Return the values that a submission gives a template; none where nobody can say what it asks for."""
        asked = self._asked(template)
        return {} if asked is None else read_asked(given, asked, info)

    def _read_exhibit(self, typed: Text) -> Text:
        path, findings = locate(self.folder, typed)
        if path is None and self.draft and all(finding.code == "E125" for finding in findings):
            self.findings += [replace(one, message=one.message.replace(KEY, "'file'", 1)) for one in findings]
            return typed
        if path is None:
            return self._unread(typed, typed, findings)
        signs = _MAGIC.get(path.suffix.lower())
        with path.open("rb") as stream:
            # As far as readers look for the head of a PDF.
            head = stream.read(1024)
        if signs and not any(head.startswith(sign) or (sign == b"%PDF-" and sign in head) for sign in signs):
            words = f"'file' is not the kind of file that its name says: '{shown(typed)}'"
            order = "open it, and save it again as what it is to be"
            return self._unread(typed, typed, [Finding("E128", typed.place, words, order)])
        stored = path.relative_to(self.folder).as_posix()
        return typed if stored == typed else Text(stored, typed.place)

    def _read_picture(self, typed: Text) -> Text:
        """Return the path of a picture: of a file of its own, or within a Word file of prose."""
        word_file, name = word_file_in(typed)
        if not word_file:
            return self._read_exhibit(typed)
        from submissions.drafted.resources import picture_in  # noqa: PLC0415 - only prose from Word needs it

        path, findings = locate(self.folder, Text(word_file, typed.place))
        if path is not None and picture_in(path, name) is None:
            order = "write it as check names the picture: facts.docx/image1.png"
            words = f"{KEY} names a picture that is not in the Word file: '{shown(typed)}'"
            findings = [Finding("E125", typed.place, words, order)]
        return self._unread(typed, typed, findings) if findings else typed

    def _read_prose(self, typed: Text) -> Prose:
        path, findings = locate(self.folder, typed)
        if path is None:
            return self._unread("", typed, findings)
        name = self._name(path)
        if path.suffix.lower() in OFFICE_ENDINGS:
            return self._read_word(path, name, typed)
        source, findings = read_text_file(path, name, typed.place)
        if source is None:
            return self._unread("", typed, findings)
        text, notes = compose_letters(source.text, source.place_at)
        self.findings += findings + notes
        text = text.rstrip("\n")
        places = tuple(Place(name, line + 1, 1) for line in range(text.count("\n") + 1))
        return Prose(text, places[0], places)

    def _read_word(self, path: Path, name: str, typed: Text) -> Prose:
        """Return the prose of a Word file; a place in it is the number of a paragraph."""
        from submissions.drafted.opening import read_word_prose  # noqa: PLC0415 - only prose from Word needs it

        prose, findings = read_word_prose(path, name, typed.place, f"{path.relative_to(self.folder).as_posix()}/")
        if prose is None:
            return self._unread("", typed, findings)
        places = tuple(Place(name, number) for number in prose.numbers)
        text, notes = compose_letters(prose.text, lambda index: places[prose.text.count("\n", 0, index)])
        self.findings += findings + notes
        return Prose(text, places[0], places)

    def _unread(self, text: str, typed: Text, findings: list[Finding]) -> Unread:
        """Report a file that cannot be used; what stands for it lets the rest of the case be looked at.

        A draft has stand-ins of its own.
        """
        if self.draft:
            raise RefusedValueError(*findings)
        self.findings += findings
        self.has_unread = True
        return Unread(text, typed.place, findings[0])

    def _name(self, path: Path) -> str:
        below = self.folder.relative_to(self.workspace) if self.folder.is_relative_to(self.workspace) else Path()
        return (below / path.relative_to(self.folder)).as_posix()


def _read_country(typed: Text) -> Text:
    """Return the three-letter code of a State; two letters are accepted."""
    state = find_state(typed)
    if state is None:
        near = suggest_state(typed)
        help_ = (
            f"write {near.alpha3} for {near.name(PLAIN)}"
            if near
            else "write the three letters of ISO 3166, such as BIH"
        )
        raise RefusedValueError(Finding("E119", typed.place, f"{KEY} is not a country: '{shown(typed)}'", help_))
    return Text(state.alpha3, typed.place)


def _read_language(typed: Text) -> Text:
    if not is_language(typed):
        near = language_meant(typed)
        help_ = f"write '{near}'" if near else "write the code of ISO 639 in small letters: en, fr, es, ru, ar"
        place = getattr(typed, "place", Place("<program>"))
        raise RefusedValueError(Finding("E120", place, f"{KEY} is not a language: '{shown(typed)}'", help_))
    return typed


def _read_id(typed: Text) -> Text:
    if not _ID.fullmatch(typed) or len(typed) > _ID_MAX:
        words = f"{KEY} is not written as ids are: '{shown(typed)}'"
        help_ = f"begin with a small letter and use small letters, digits and single hyphens, {_ID_MAX} at most"
        raise RefusedValueError(Finding("E121", typed.place, words, help_))
    return typed


def _read_text_name(typed: Text) -> Text:
    if not _TEXT_NAME.fullmatch(typed):
        words = f"the name of a text is not written as names are: '{shown(typed)}'"
        raise RefusedValueError(Finding("E121", typed.place, words, "use small letters, digits and _: why_now"))
    return typed
