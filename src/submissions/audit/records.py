"""What the audit works with: protected strings, pieces of text taken out of files, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from submissions.findings import Place

Kind: TypeAlias = Literal["name", "birth", "place", "contact", "words"]


Why: TypeAlias = Literal["shared", "declared", "short", "address"]
"""Why a word of a name is not searched for alone; "address": it is a form of address or a particle."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody whose name an audience may read, and who shares a word with a name that it may not.

    `whose` names the bearer in messages: "'o'". `words` are the squashed words of the bearer's name; `gender` is
    "woman", "man" or "" where nobody says; `is_kin` tells whether the bearer's family is named with the bearer, as that
    of a victim is, and that of an official is not; `names` are the whole names as they may be printed.
    """

    whose: str
    words: frozenset[str]
    gender: str = ""
    is_kin: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """A word of a name that is searched for only where something beside it makes it the name.

    `part` says which word it is without repeating it: "the family name"; `is_declared`, whether the
    author calls it an everyday word, with a reason. `bearers` are those with whom it is shared,
    `others` the other words of the name, of which the initial may stand before it.
    """

    word: str
    why: Why
    part: str
    is_declared: bool = False
    bearers: tuple[Bearer, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """One protected string.

    `label` names it in messages without repeating it: "name of survivor-a", "residence of witness". `parts` are the
    given and the family name, in their order, of a name that has them; `born` is its bearer's date of birth as ISO 8601
    writes it ("1958", "1958-03", "1958-03-12"), "" where none is protected. `common` holds the parts that are everyday
    words or names of others, the `bearers`, who may be named, and mean nothing alone; `declared` are those of which the
    author says so, with a reason. `gender` is that of whoever bears the name, and `beside` are texts that tell who it
    is near such a word: a pseudonym, a home. `as_typed` says that a variant of one word is searched for
    however short it is, or a nickname of several only as a whole. `place` is where the author typed it.
    """

    label: str
    text: str
    kind: Kind
    place: Place
    parts: tuple[str, ...] = ()
    born: str = ""
    common: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()
    bearers: tuple[Bearer, ...] = ()
    gender: str = ""
    beside: tuple[str, ...] = ()
    as_typed: bool = False

    @property
    def is_nickname(self) -> bool:
        """Whether it is searched for as a whole only, its words telling nobody alone."""
        return self.as_typed and len(self.text.split()) > 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text taken out of a file, joined as a reader would read it.

    `part` is where it was found: "word/footnotes.xml", "page 3", "XMP"; `channel` is what it is there: "text",
    "attribute descr", "comment", "hidden text", "file name", "EXIF Artist"; `place` tells where within the part:
    "paragraph 12", "object 41", "".
    """

    part: str
    channel: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that may not be in any file that is handed over: an author's name, a macro, a path of the machine.

    `words` are those that give it away, where it is words: whoever typed them himself may keep them.
    """

    part: str
    reason: str
    place: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unsearchable:
    """A part that no search can read: a page that is only a picture, an encrypted file."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Opened:
    """All that was taken out of one file, and out of the files in it.

    `pictures` counts what it shows within it and no search can read, `size` the bytes of all files that were opened,
    this one and those in it, as they are once unpacked.
    """

    pieces: tuple[Piece, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unsearchable: tuple[Unsearchable, ...] = ()
    pictures: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A protected string that stands in a file; `variant` is the form it has there, in words: "accents left off".

    `words` are the words as they stand there, for those who may see them; a message to anybody else leaves them out.
    """

    secret: Secret
    piece: Piece
    variant: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The audit of one file: clean if nothing was found and everything could be searched.

    `looks` are what may be a secret and may be something else, for a person to look at. `searched` counts the pieces of
    text, `parts` the parts that they stand in, `pictures` what the file shows within it and no search can read.
    """

    file: str
    hits: tuple[Hit, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unsearchable: tuple[Unsearchable, ...] = ()
    searched: int = field(default=0)
    parts: int = 0
    pictures: int = 0
    looks: tuple[Hit, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the file may be handed over as far as a search can tell."""
        return not (self.hits or self.refusals or self.unsearchable)
