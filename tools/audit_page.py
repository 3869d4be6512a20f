"""Write the page on what the audit finds, `docs/reference/audit.md`, from the tables that its tests plant names by."""

from __future__ import annotations

from collections.abc import Iterable

import audit_table

_INTRODUCTION = """Made from the tables of the tests by `make reference`; do not edit.

Every finished file is taken apart and searched before it is published, whatever its audience; `submissions audit` does
the same with files of any origin. This page says what is searched, in which forms a protected string is found, how that
is tested, and what no search can see. [Audit a file](../how-to/audit-a-file.md) says what to type."""

_KINDS = {
    "Word": "A Word file (`.docx`, `.docm`), opened as a zip: every part of it, listed or not.",
    "PDF": "A PDF: its pages by two readers, its objects by its tables and from its bytes, with earlier versions.",
    "other files": "Pictures, texts, mail, HTML, RTF, OpenDocument, archives in archives, and files of unknown kinds.",
}

_WHAT = """- for a case: what each person's entry protects from the audience (names in every spelling and script given,
  each part alone; `variants`, `former_names`, names after a parent or a child; dates and places of birth, homes, work,
  family, addresses, telephone numbers), and for the public also titles, files and texts of what is confidential and
  the words withheld by `[...]{.redact}`;
- for a list of names (`--names`): each of its lines.

A part of a name that is also an everyday word can be declared under `common_words`, with the reason; alone it is then
no hit, and the whole name still is. So it is with a word that somebody who may be named bears too (an official, a named
relative, the contact of the organisation), and with a word of one or two letters. **A finding says for each person
which word is not searched for alone, why, and what to do** (W628; N629 where the case answers for it). Such a word is
still found:

- behind or before a form of address, in some fifty languages: Ms, Mme, Sra., gospođa, г-жа, السيدة, Chị, Daw, Bibi,
  Hanım, 女士. One that only the other bearer can have by the `gender` of both is the other's: Mr for a woman;
- as the name of a family: "the Haddad family", "la famille Haddad", "семья Котовых", "the Haddads", 李家;
- as a possessive, and beside a word for kin: "Haddad's", "Gül'ün", "fille de Haddad", "con của Vy";
- with the initial of another word of the name, and near the pseudonym or a protected place of the same person.

A rank or office before it ("Colonel", "Judge") and a given name of whoever may be named make it the other's, and the
family of a victim or relative who is named is named too. What may be a third person's ("Mrs Rose Dupont") is no hit:
it stands in one list for each document, for a person to look at (W630).

**Two weights.** What surely names somebody stops a document. What may be something else is only looked at: one word of
a name in small letters in running text ("good faith"), a name within a longer word (Alexandria), a word with a capital
that is within one letter of a name of six letters or more. The printed name of one who may be named is never a hit.
Each is told once, with all the channels in which it stands.

A name behind a title in a public document that stands in no list of the case (people, organisation, partners,
authorities, States) is asked about once (W631): put whoever is to be protected into `people`, and name the others under
`may_be_named`."""

_REFUSED = """These may be in no file, whoever is named in it:

- an author, owner or last editor other than the organisation; names of computers, serial numbers of cameras, paths;
- macros, scripts, embedded files and whatever reaches out of the file: a remote template, a linked picture;
- tracked changes, comments, hidden text, earlier versions, left-over tags of templates;
- in a PDF that was not made here: words that nobody can see, marks for redaction that were never applied, pictures
  that go on where they are cut; in a Word file, cropped pictures;
- where a picture was taken, its thumbnail, a second picture in it, bytes behind its end."""

_BLIND = """Nothing else is promised. A search of words cannot see:

- **what a picture shows**: a photograph, a scan without a text layer, a drawing of a word, handwriting, a signature.
  A picture by itself, and a page with a picture and no text, is reported as one that cannot be searched; the pictures
  within a file are counted. The text layer of a scan is searched, and it holds only what a program recognised.
- **names that nobody listed**: a sister who is not in the case, a nickname that is not among the `variants`. Everybody
  who could be known by name belongs into the case, with all spellings.
- **descriptions that identify**: "the only nurse of the village" names nobody and tells who she is. Declare such facts
  under `quasi_identifiers`; the rest is for a reader's eye.
- **meaning**: initials without a date, a pseudonym that somebody can guess, a date that only one event has.
- **hidden writing** (steganography): words in the dots of a picture, in spaces, in the first letters of lines.
- **sound and film**, locked files, and formats that are not taken apart (old `.doc`, RAR, HEIC): these are reported as
  not searchable, never as clean.
- **what two readers read differently**: a stream of a PDF that is cut short, that holds a filter nobody knows, that
  unpacks without end, or of which two programs make two things. What can be had of it is searched, and the file is
  reported as not searchable.
- **forms that nobody listed**, unless they stand under `variants`: another romanisation of a name that is given in
  Latin letters only (Khateeb for Khatib), the inflected forms of Indian names, days written in words.
- **forms that the table below does not have**: a cipher, a spelling by a language that is not known here, a
  misprint of more than one letter.

A clean report means that none of the strings listed stands in the file in any of the forms below, in any place below.
It does not mean that nobody can be recognised. One more person should read the file before it goes."""


_CORPUS = """Ordinary documents must give no alarm: the public documents of the examples, the pages of this
documentation as text and as Word files, the annexes of the examples searched for the names of the other cases, the
licences of the libraries, and the templates of Word."""


def audit_page() -> str:
    """Return the page: what is searched for, the table with its counts, and what cannot be seen."""
    rows = list(audit_table.rows())
    parts = ["# The audit", _INTRODUCTION, "## What is searched for", _WHAT, "## What the audit cannot see", _BLIND]
    parts += ["## What it refuses", _REFUSED, "## How it is tested", _tested(rows)]
    parts += [f"## Forms of a name\n\n{len(audit_table.forms())} forms of one name and its date of birth:"]
    parts += [_listed(audit_table.forms())]
    parts += ["What is only looked at, since it may be something else:", _listed(audit_table.LOOKS)]
    for kind, words in _KINDS.items():
        channels = audit_table.makers()[kind]
        parts += [f"## Channels: {kind}", f"{words} {len(channels)} channels:", _listed(channels)]
    return "\n\n".join(parts) + "\n"


def _tested(rows: list[tuple[str, str, tuple[str, ...]]]) -> str:
    total = sum(len(planted) for _, _, planted in rows)
    lines = ["| kind of file | channels | forms in each | forms in all channels | planted |", "|---|---|---|---|---|"]
    for kind in audit_table.KINDS:
        own = [planted for each, _, planted in rows if each == kind]
        every = sum(len(planted) == len(audit_table.forms()) for planted in own)
        count = f"{len(audit_table.forms())} in {every}"
        lines.append(f"| {kind} | {len(own)} | {count} | {len(audit_table.DEMANDING)} | {sum(map(len, own)):,} |")
    lines.append(f"| **together** | {len(rows)} | | | **{total:,}** |")
    demanding = ", ".join(f'"{form}"' for form in audit_table.DEMANDING)
    planted = (
        f"A test plants a name {total:,} times in files made for it, each time in one form and one channel, and the"
        f" audit finds every one. In every channel stand the forms that need all of the search ({demanding}); every"
        " form stands in some channels of each kind."
    )
    return "\n\n".join((planted, "\n".join(lines), _CORPUS))


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names) + "."
