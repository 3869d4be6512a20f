"""Notice where YAML takes the rest of a sentence for a comment: `held in cell #4 for 20 days` keeps `held in cell`.

A comment after a value is honest where two spaces stand before its `#` and one after it, as yamllint's rule `comments`
asks by default. A code, a date or a word of small letters may have a single space before; any other value of one to
three words is remarked on, and so is a code before a number: `Cell # 4`.
"""

from __future__ import annotations

import re

from submissions.findings import Finding
from submissions.gate import shown
from submissions.source.text_file import SourceText

# Behind the value on its own line, and, for a value of several lines, at the head of the next.
_AFTER = re.compile(r"([ \t]*)#([^\n]*)")
_BELOW = re.compile(r"[ \t]*\n( *)#([^\n]*)")
# What stands alone by its nature: an id, a word of the program, the code of a State, a date or a number; or nothing.
_CODE = re.compile(r"[a-z0-9_./-]*|[A-Z]{2,3}|[\d.,/-]+")
_ORDER = "put the whole value into quotation marks; before a comment write two spaces, and one after its #"
_RULE = "YAML 1.2.2, section 6.6"


def cut_off_findings(source: SourceText, value: str, end: int, column: int, key: str) -> list[Finding]:
    """Look behind an unquoted value for words that YAML dropped.

    `end` is the index just behind the value, `column` the column of its key or, in a list, of the value itself.
    """
    after = _AFTER.match(source.text, end)
    if after:
        return _judge(source, value, after.start() + len(after[1]), after[2], deliberate=len(after[1]) != 1, key=key)
    below = _BELOW.match(source.text, end)
    if below and len(below[1]) + 1 > column:
        return _judge(source, value, below.end(1), below[2], deliberate=False, key=key)
    return []


def _judge(source: SourceText, value: str, index: int, words: str, *, deliberate: bool, key: str) -> list[Finding]:
    """Decide whether the words behind `#` are a comment, which `deliberate` spacing says."""
    # "#!" begins the first line of a script, and "##" is a comment that somebody underlined.
    spaced = not words or words[0] in " \t#!"
    code = _CODE.fullmatch(value) and not words.strip()[:1].isdigit()
    if spaced and (deliberate or code):
        return []
    place = source.place_at(index)
    lost = f"'#{shown(words)}'"
    # A sentence that is cut off has mostly more words than that before its "#".
    if spaced and len(value.split()) <= 3:
        return [Finding("W139", place, f"'{key}' may lose words that YAML takes for a comment: {lost}", _ORDER, _RULE)]
    return [Finding("E111", place, f"'{key}' is cut off, YAML takes the rest for a comment: {lost}", _ORDER, _RULE)]
