"""Take text apart: plain text of any encoding, HTML, RTF, mail, and what JSON or calendars write in codes."""

from __future__ import annotations

import email
import email.errors
import email.policy
import html
import quopri
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from html.parser import HTMLParser
from typing import Final

from submissions.audit.gathering import Found, decode, gathered, words
from submissions.audit.kinds.xml import data_addresses, is_outline
from submissions.audit.nesting import Manner, inside, open_each
from submissions.audit.records import Opened, Piece

# What people of the regions that the program serves saved before there was UTF-8; each gives something for any bytes.
_OLD: Final = ("cp1252", "cp1250", "cp1251", "koi8-r", "iso8859-5", "cp1256", "iso8859-6", "iso8859-9", "mac_roman")
# These refuse bytes that are not theirs.
_STRICT: Final = ("gb18030", "shift_jis", "euc_kr", "big5")
_ESCAPES: Final = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([nrt\"/]))"
)
SURROGATES: Final = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_QUOTED: Final = re.compile(r"(?:=[0-9A-F]{2}){2}|=\r?\n")
_FOLDED: Final = re.compile(r"\r?\n[ \t]")
_ENCODED_WORD: Final = re.compile(r"=\?[\w-]+\?[bBqQ]\?")
_CALENDAR: Final = re.compile(r"\s*BEGIN:V(?:CALENDAR|CARD)", re.IGNORECASE)
_HEADERS: Final = re.compile(
    r"(?:(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Reply-To|Content-Type"
    r"|X-[\w-]+|DKIM-Signature|From ) ?:?[^\n]*\n(?:[ \t][^\n]*\n)*){2,}",
    re.IGNORECASE,
)
_PARTS_MAX: Final = 1_000


def open_text(content: bytes, part: str = "") -> Opened:
    """Return a text in every encoding that its bytes may be in, and with what it writes in codes decoded."""
    return gathered(piece for text in decodings(content) for piece in read_text(text, part))


def decodings(content: bytes) -> list[str]:
    """Return bytes as text; several readings where they are not UTF-8 and nothing tells which encoding they have."""
    text = decode(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\x00" in content[:4096]:
        return [text]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        found = [content.decode(codec, "replace") for codec in _OLD]
        for codec in _STRICT:
            try:
                found.append(content.decode(codec))
            except UnicodeDecodeError:
                continue
        return list(dict.fromkeys([text, *found]))
    return [text]


def read_text(text: str, part: str, channel: str = "text") -> Iterator[Piece]:
    """Yield a text as it stands, and once more with its codes decoded where it has any."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield from words(part, channel, text)
    if _ESCAPES.search(text):
        yield from words(part, f"{channel}, escapes decoded", without_escapes(text))
    if _QUOTED.search(text):
        decoded = quopri.decodestring(text.encode("utf-8", "surrogatepass"))
        yield from words(part, f"{channel}, quoted-printable decoded", decode(decoded))
    if _CALENDAR.match(text):
        yield from words(
            part, f"{channel}, lines unfolded", _FOLDED.sub("", text).replace("\\,", ",").replace("\\;", ";")
        )
    if _ENCODED_WORD.search(text):
        yield from words(part, f"{channel}, encoded words decoded", _header(_FOLDED.sub(" ", text)))


def without_escapes(text: str) -> str:
    """Return a text with the codes that JSON, YAML and programs use as the characters that they stand for."""

    def character(match: re.Match[str]) -> str:
        number = match[1] or match[2] or match[3] or match[4]
        if number is None:
            return {"n": "\n", "r": "\n", "t": "\t"}.get(match[5], match[5])
        return chr(int(number, 16)) if int(number, 16) <= 0x10FFFF else "\ufffd"

    def pair(match: re.Match[str]) -> str:
        return (match[1] + match[2]).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    decoded = SURROGATES.sub(pair, _ESCAPES.sub(character, text))
    return decoded.encode("utf-8", "replace").decode("utf-8")


# --- HTML ---

_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 head header hr html label legend li main nav ol option p pre script section select"
        " style summary table tbody td template textarea tfoot th thead title tr ul",
    )
)


def open_html(content: bytes, part: str, manner: Manner) -> Opened:
    """Return the text of a page, shown or not, its attributes and comments, and what its addresses carry."""
    return gathered(_read_html(content, part, manner))


def _read_html(content: bytes, part: str, manner: Manner) -> Iterator[Found]:
    carried: list[bytes] = []
    for text in decodings(_declared(content)):
        parser = _Page(part)
        parser.feed(text)
        parser.close()
        yield from parser.end()
        if text.count("<!"):
            yield from words(part, "declarations", "\n".join(re.findall(r"<![^>-][^>]*>", text)[:1000]))
        carried += [inner for _, inner in data_addresses(html.unescape(text))]
    files = enumerate(dict.fromkeys(carried), 1)
    yield from open_each(((inside(part, f"data address {number}"), inner) for number, inner in files), manner)


def _declared(content: bytes) -> bytes:
    """Return a page in UTF-8 where it says that it is in another encoding."""
    match = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", content[:4096], re.IGNORECASE)
    if match is None or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    try:
        return content.decode(match[1].decode("ascii", "replace")).encode("utf-8")
    except (LookupError, UnicodeError):
        return content


class _Page(HTMLParser):
    """Reads a page: each paragraph as it reads, and the whole; `end` hands over what was found."""

    def __init__(self, part: str) -> None:
        super().__init__(convert_charrefs=True)
        self.part = part
        self.found: list[Piece] = []
        self.paragraph: list[str] = []
        self.whole: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep attributes; a block begins a paragraph."""
        self._between(tag)
        for name, value in attrs:
            left_out = value is None or value.lstrip()[:11].lower() == "data:image/" or is_outline(name, value)
            shown = "" if left_out or value is None else value
            self._keep(f"attribute {name}", shown, f"line {self.getpos()[0]}")
            if _ESCAPES.search(shown):
                self._keep(f"attribute {name}, escapes decoded", without_escapes(shown))
            self._keep("attribute name", name if len(name) > 3 and value is None else "")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph where a block ends."""
        self._between(tag)

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.paragraph.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self._keep("comment", data, f"line {self.getpos()[0]}")

    def unknown_decl(self, data: str) -> None:
        """Keep what a browser passes over."""
        self._keep("declaration", data, f"line {self.getpos()[0]}")

    def handle_pi(self, data: str) -> None:
        """Keep an instruction."""
        self._keep("instruction", data, f"line {self.getpos()[0]}")

    def end(self) -> list[Piece]:
        """Return all that was found, the last paragraph and the whole text with it."""
        self._between("p")
        self._keep("text", "\n".join(self.whole))
        if _ESCAPES.search("\n".join(self.whole)):  # of a script in the page
            self._keep("text, escapes decoded", without_escapes("\n".join(self.whole)))
        if any("\n" in one for one in self.whole):
            self._keep("text", "\n".join(" ".join(one.split()) for one in self.whole))
        return self.found

    def _keep(self, channel: str, text: str, place: str = "") -> None:
        self.found += words(self.part, channel, text, place)

    def _between(self, tag: str) -> None:
        if tag in _BLOCKS and self.paragraph:
            text = "".join(self.paragraph)
            self.paragraph = []
            if text.strip():
                self.whole.append(text)
                self._keep("text", text, f"line {self.getpos()[0]}")


# --- mail ---


def is_mail(content: bytes) -> bool:
    """Tell whether bytes begin with the headers of a message."""
    return bool(_HEADERS.match(content[:20_000].decode("latin-1").replace("\r\n", "\n").lstrip()))


def open_mail(content: bytes, part: str, manner: Manner) -> Opened:
    """Return the headers of a message and every part of it, decoded; attachments are opened as files of their own."""
    return gathered(_read_mail(content, part, manner))


def _read_mail(content: bytes, part: str, manner: Manner) -> Iterator[Found]:
    attached: list[tuple[str, bytes]] = []
    for text in decodings(content):
        yield from read_text(text, part, "as it stands")
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    for number, each in enumerate(_walk(message), 1):
        for name, value in each.items():
            yield from words(part, f"header {name}", _header(str(value)), f"part {number}")
        if each.is_multipart():
            for between in (each.preamble, each.epilogue):
                yield from words(part, "text between the parts", str(between or ""), f"part {number}")
            continue
        payload = each.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            name = _header(each.get_filename() or "")
            yield from words(part, "file name", name, f"part {number}")
            attached.append((inside(part, name or f"part {number}"), _in_utf_8(payload, each)))
    yield from open_each(attached, manner)


def _walk(message: Message) -> Iterator[Message]:
    for number, each in enumerate(message.walk()):
        if number >= _PARTS_MAX:
            return
        yield each


def _in_utf_8(payload: bytes, message: Message) -> bytes:
    """Return a text in UTF-8 where its headers name its encoding."""
    charset = message.get_content_charset()
    if message.get_content_maintype() != "text" or charset is None:
        return payload
    try:
        return payload.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return payload


def _header(value: str) -> str:
    """Return a header, or a text with words in its encoding, decoded."""
    try:
        return str(make_header(decode_header(value)))
    except (email.errors.HeaderParseError, LookupError, ValueError):
        return value
