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
- as the name of a family: "the Haddad family", "la famille Haddad", "les Haddad", "семья Котовых", "Haddadlar", 李家;
- as a possessive, and beside a word for kin: "Haddad's", "Gül'ün", "fille de Haddad", "con của Vy";
- with the initial of another word of the name, and near the pseudonym or a protected place of the same person.

What stands before and behind a name in each language is data (`audit/names/address.csv`); a test holds it, and how
names are declined, by texts in some thirty languages (`tests/test_names_by_language.py`).

**Every word of a name is searched for alone in other scripts**: a Cyrillic one in Latin letters by nine schemes, a
Latin one in Cyrillic, and an Arabic, Persian or Urdu one in every romanisation (فتيحة: Fatiha, Ftiha, Fetiha). A
romanised word with three consonants or more names somebody; one with two is looked at ("Souad"); one with one ("Ali")
is found together with the rest of the name only. One in
Greek, Armenian or Georgian letters is searched for in Latin ones too; names in Hebrew, Ethiopic, Indian, Thai, Burmese,
Chinese, Japanese and Korean ones are searched for as they are given, with their cases. **A finding says for each person
in which letters nothing is searched for**, Latin ones or those of the document (W632): give the name in them too, under
`in_languages` or `variants`. A variant of one word is searched for alone, with its capital, however short it is; a
nickname such as "the Doctor" or "Mother of Sami" only as a whole.

A rank or office before it ("Colonel", "Judge") and a given name of whoever may be named make it the other's, and the
family of a victim or relative who is named is named too. What may be a third person's ("Mrs Rose Dupont") is no hit:
it stands in one list for each document, for a person to look at (W630).

**Two weights.** What surely names somebody stops a document. What may be something else is only looked at: one word
of a name in small letters in running text ("good faith"), a name within a longer word (Alexandria), a word with a
capital that is within one letter of a name of six letters or more, or that sounds as it does. The printed name of one
who may be named is never a hit. Each is told once, with all the channels in which it stands.

**Words that sound the same.** A key of consonants by English, French, German, Spanish and Slavic habits, with no more
than three edits between the words, stands beside the one edit, because it earns its place: of 828 pairs of spellings
of 62 names, as passports and newspapers write them, one edit finds 247 and both together 495, and of 249 names only
four words are looked at for it in 97,000 words of ordinary text. Soundex found as many at the price of 48 words.
`tests/test_false_alarms.py` holds these figures.

**False alarms.** Of 200 invented full names in six scripts none is *named* in the 46 pages of the public documents of
the examples (same test). `python -m benchmarks.search [FILE...]` measures it with 200 more over the examples, this
documentation and any files: none in 487 pages, 345 of which were 25 foreign documents of software packages, and one
word to be looked at. It was not measured on documents of the United Nations, which were not to be had as files.
*Look* is one list of at most ten lines for each document.

**Names that nobody listed** are asked about once, in one list for each public document (W631): a name behind a title,
and two words with capitals together, also with an initial ("A. Haddad") or with "bin", "van" and the like between them.
They are silent where a list of the case or of the project has them: people who may be named, pseudonyms, organisation,
partners, authorities, offices and places of the case, titles of annexes, States, months, what the templates and the
house print, and every word that the document or the house also writes small. A word of somebody's name beside a word
of no list is asked about: a sister of the official. Not asked about are the name of a matter ("the Rivas Blanco case",
"l'affaire Blanco"), single words, words in a language that gives every noun a capital (German), and scripts without
capitals. Put whoever is to be protected into `people`, and the others under `may_be_named`."""

_REFUSED = """These may be in no file, whoever is named in it:

- an author, owner or last editor other than the organisation; names of computers, serial numbers of cameras, paths;
- macros, scripts, embedded files and whatever reaches out of the file: a remote template, a linked picture;
- tracked changes, comments, hidden text, earlier versions, left-over tags of templates;
- in a PDF that was not made here: words that nobody can see (covered, of the colour of their ground, beside the page,
  clipped away, drawn invisibly or at no size), words within patterns, marks for redaction that were never applied;
  pictures that go on where they are cut, or hold more than a mask or their colours show; pictures within patterns,
  drawn letters and soft masks that are not wholly seen; pictures and drawings that no page shows,
  or that are drawn too small to be seen; fields of a form that each reader draws in its own way;
- in a Word file that was not made here: pictures that are cropped or cut to a form, hidden, transparent, too small to
  be seen, kept as they were before they were edited, or on no page; a filled shape over the page; a picture over
  another. Cropped pictures are found in files of LibreOffice, PowerPoint and Excel too;
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
  Latin letters only, unless it sounds the same to an ear of the West (Genghis for Changiz does not); the inflected
  forms of Indian, Hungarian and Finnish names, consonants that change in Polish and Czech ones; days in words.
- **forms that the table below does not have**: a cipher, a spelling by a language that is not known here, a
  misprint of more than one letter that sounds otherwise.

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
