"""The one gate that every string passes: keys, values, prose files and file names.

It refuses what no document can print or what makes a line read otherwise than it is stored, remarks on what cannot be
seen, and brings everything else into Unicode's composed form (NFC), saying so. A refused character is handed on as
U+FFFD, so that no later stage meets it. Rule for the characters: XML 1.0 (fifth edition), production 2; for the
directions: Unicode Technical Report 36, section 2.5, and CVE-2021-42574.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from submissions.findings import Finding, Place

# All controls but tab and the two line ends; XML allows those from U+007F to U+009F and discourages them.
_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# Line and paragraph separator: YAML 1.2 takes them for letters, Word and editors for line ends.
_BREAKS: Final = "\u2028\u2029"
# Embeddings, overrides and isolates. The marks U+200E, U+200F and U+061C have no scope and may stay.
_DIRECTIONS: Final = "\u202a-\u202e\u2066-\u2069"
_SURROGATES: Final = "\ud800-\udfff"
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# The 66 codes that Unicode keeps free for programs (section 23.7); `jinja.marks` uses some for printed values.
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
# Soft hyphen, zero-width space, word joiner and the invisible operators, retired format controls, the byte order mark,
# interlinear notes, tags, the Hangul fillers and the Mongolian vowel separator.
LOST: Final = "\ufffd"
"""What stands in place of a letter that could not be read."""
_UNSEEN: Final = (
    "\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\u115f\u1160\u3164\uffa0\u180e"
)
_REFUSED: Final = re.compile(f"[{_CONTROLS}{_BREAKS}{_DIRECTIONS}{_SURROGATES}{_PRIVATE}{_NONCHARACTERS}]")
_REMARKED: Final = re.compile(
    f"[{_CONTROLS}{_BREAKS}{_DIRECTIONS}{_SURROGATES}{_PRIVATE}{_NONCHARACTERS}{LOST}{_UNSEEN}]"
)
# In a message, joiners and directional marks are hidden too: they would bend the line that they are shown in.
_UNPRINTED: Final = re.compile(f"[\t\r\n{_REMARKED.pattern[1:-1]}\u200c-\u200f\u061c]")
# Windows opens a device where a file is called so, whatever its ending.
_DEVICE: Final = re.compile(r"(con(in\$|out\$)?|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE)
# What no name may hold on Windows, nor end with: a case is sent on to people with other computers.
_NO_FILE_NAME: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]$')
# Whatever has the property Bidi_Control, the marks too: in a name they can make one ending look like another.
_TURNS: Final = re.compile(f"[{_DIRECTIONS}\u200e\u200f\u061c]")
# What fits beside place and message on one line of a terminal.
_SHOWN_MAX: Final = 60


@dataclass(frozen=True, slots=True)
class _Kind:
    """A class of characters that the gate stops: its pattern, the finding's code, and what to say and to do."""

    pattern: re.Pattern[str]
    code: str
    what: str
    help: str


# The first kind that fits is reported: C1 controls come before the controls of which they are a part.
_KINDS: Final = (
    _Kind(
        re.compile("[\x80-\x9f]"), "E130", "a control character",
        "type the character again; text from an old Windows program often holds these for quotation marks and dashes",
    ),
    _Kind(
        re.compile(f"[{_CONTROLS}]"), "E130", "a control character that no Word file or web page may hold",
        "delete it and type the text again by hand",
    ),
    _Kind(re.compile(f"[{_BREAKS}]"), "E130", "a line separator that most programs cannot see", "press Enter instead"),
    _Kind(
        re.compile(f"[{_DIRECTIONS}]"), "E131", "a control of the writing direction, which can make text read "
        "otherwise than it is stored", "delete it; Arabic and Hebrew words need none, and the marks U+200E, U+200F "
        "and U+061C may stay",
    ),
    _Kind(re.compile(f"[{_SURROGATES}]"), "E132", "half of a character", "type the character again"),
    _Kind(
        re.compile(f"[{_PRIVATE}]"), "E132", "a private character that only the font of one program can print",
        "replace it with an ordinary character, such as a bullet or a dash",
    ),
    _Kind(re.compile(f"[{_NONCHARACTERS}]"), "E132", "a code that is no character", "delete it"),
    _Kind(
        re.compile(LOST), "E132", "what another program leaves of a letter that it could not read",
        "write the letter that stood there; the text that it was copied from has it",
    ),
    _Kind(re.compile(f"[{_UNSEEN}]"), "W133", "a character that cannot be seen", "delete it unless it is meant"),
)  # fmt: skip


# What the fonts Symbol and Wingdings show for the codes under which Word keeps their signs (U+F000 and the code of the
# font): bullets, arrows and boxes, and of Symbol the signs that stand where ASCII has them.
_SHOWN_BY_SYMBOLS: Final = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0fe": "☑",
    "\uf0fd": "☒", "\uf0a8": "☐", "\uf06f": "□", "\uf0e0": "→", "\uf0de": "⇒", "\uf0b1": "±", "\uf0b0": "°",
    "\uf0b4": "×", "\uf0a3": "≤", "\uf0b3": "≥",
    **{chr(0xF000 + ord(sign)): sign for sign in "!#%&()*+,-./0123456789:;<=>?[]_{|}"},
}  # fmt: skip


def shown_by_symbols(character: str) -> str:
    """Return what the fonts of symbols show for a private character, "" where that is not known."""
    return _SHOWN_BY_SYMBOLS.get(character, "")


def code_point(character: str) -> str:
    """Name a character as U+XXXX."""
    return f"U+{ord(character):04X}"


def shown(text: str) -> str:
    """Return text fit for a message: on one line, at most 60 characters, nothing in it that a terminal would obey."""
    short = text if len(text) <= _SHOWN_MAX else text[: _SHOWN_MAX - 1] + "…"
    return _UNPRINTED.sub(lambda match: "⏎" if match[0] == "\n" else f"<{code_point(match[0])}>", short)


def pass_gate(text: str, place_at: Callable[[int], Place]) -> tuple[str, list[Finding]]:
    """Return the text fit for printing, and a finding for each kind of character in it that is not.

    `place_at` turns an index in `text` into its place. Each refused code point is reported once, where it stands first.
    """
    findings = list(_character_findings(text, place_at)) if _REMARKED.search(text) else []
    return _REFUSED.sub("\ufffd", text), findings


def compose_letters(text: str, place_at: Callable[[int], Place]) -> tuple[str, list[Finding]]:
    """Return the text in Unicode's composed form, and a note where that differs from what was typed.

    The same name typed on two computers may be stored in two ways; only in one form can it be found again.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, []
    composed = unicodedata.normalize("NFC", text)
    first = next((index for index, pair in enumerate(zip(text, composed, strict=False)) if pair[0] != pair[1]), 0)
    note = Finding(
        "N134",
        place_at(first),
        f"a letter stored in pieces was put together: {shown(composed[first])} ({code_point(composed[first])})",
        "check this letter in print; nothing need be done if it looks right",
        "Unicode Standard Annex 15, form NFC",
    )
    return composed, [note]


def _character_findings(text: str, place_at: Callable[[int], Place]) -> Iterator[Finding]:
    """Yield one finding for each code point that the gate stops, at its first place, with how often it stands."""
    first: dict[str, int] = {}
    for match in _REMARKED.finditer(text):
        first.setdefault(match[0], match.start())
    for character, index in sorted(first.items(), key=lambda item: item[1]):
        kind = next(kind for kind in _KINDS if kind.pattern.match(character))
        more = text.count(character) - 1
        times = f", and {more} more of them" if more else ""
        rule = "XML 1.0, production 2" if kind.code == "E130" else ""
        likely = _SHOWN_BY_SYMBOLS.get(character)
        order = f"write what that font showed, most likely {likely}" if likely else kind.help
        yield Finding(kind.code, place_at(index), f"{code_point(character)} is {kind.what}{times}", order, rule)


def can_be_a_file_name(name: str) -> bool:
    """Tell whether Linux, macOS and Windows all take a name for a file or folder."""
    return bool(name) and not _DEVICE.fullmatch(name) and not _NO_FILE_NAME.search(name)


def turns_direction(name: str) -> bool:
    """Tell whether a name holds a control of the writing direction: it may read otherwise than it is stored."""
    return _TURNS.search(name) is not None
