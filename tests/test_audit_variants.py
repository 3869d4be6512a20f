"""Where the search for names draws its lines: how short, how far apart and in what company a form still tells."""

from __future__ import annotations

import base64

import pytest

from bearers import HERE
from submissions.audit.names.search import Searcher
from submissions.audit.names.variants import forms_of
from submissions.audit.records import Kind, Piece, Secret


def secret(text: str, *common: str, kind: Kind = "name") -> Secret:
    """Return a name whose last word is the family name, or another secret."""
    given, _, family = text.rpartition(" ")
    parts = (given, family) if kind == "name" and given else ()
    return Secret("the secret", text, kind, HERE, parts, common=frozenset(common))


def variants(one: Secret, text: str) -> list[str]:
    sure, unsure = Searcher([one]).judged([Piece("a part", "text", text)])
    return [hit.variant for hit in (*sure, *unsure)]


# A secret, what tells it, and what is on the other side of the same line.
LINES = {
    "parts of two words are one from five letters on": (
        (secret("Ma Ana Kovač"), "then Maana came", True),
        (secret("Li An Kovač"), "then Lian came", False),
        (secret("Ma Ana Kovač", "Ma Ana"), "then Maana came", False),
    ),
    "a name for files or mail has five letters": (
        (secret("Ana Kova"), "akova@mail.example", True),
        (secret("Ana Kov"), "akov@mail.example", False),
    ),
    "an initial behind a family name of five letters": (
        (secret("Tea Kovač"), "kovact@mail.example", True),
        (secret("Tea Kovač", "Kovač"), "kovact@mail.example", False),
        (secret("Tea Kova"), "kovat@mail.example", False),
    ),
    "an initial behind a given name of five letters": (
        (secret("Mirna Kovač"), "mirnak@mail.example", True),
        (secret("Mirna Kovač", "Mirna"), "mirnak@mail.example", False),
        (secret("Mira Kovač"), "mirak@mail.example", False),
    ),
    "a word is read backwards from five letters on": (
        (secret("Nadia Kovač"), "it said aidan there", True),
        (secret("Mira Kovač"), "it said arim there", False),
    ),
    "a place without the word before it has four letters": (
        (secret("Selo Brod", kind="place"), "they lived in Brod then", True),
        (secret("Selo Rat", kind="place"), "they lived in Rat then", False),
    ),
    "an address without its domain has six letters": (
        (secret("mirnak@mail.example", kind="contact"), "the user mirnak wrote", True),
        (secret("mirna@mail.example", kind="contact"), "the user mirna wrote", False),
    ),
    "half of a double name has its capital": (
        (secret("Ana Roy-Marchand"), "then Marchand came", True),
        (secret("Ana Roy-Marchand"), "then a marchand came", False),
    ),
    "a long word is read backwards as a word": (
        (secret("Karahodz"), "it said zdoharak there", True),
        (secret("Karahodz"), "it said prezdoharakno there", False),
    ),
    "a name typed whole is found with the family name first": (
        (Secret("the secret", "Mira Kovač", "name", HERE), "then Kovač Mira came", True),
        (Secret("the secret", "Mira Ana Kovač", "name", HERE), "then Kovač Mira came", False),
    ),
    "spaced letters are no ends of words": (
        (secret("Karahodzic"), "it said K a r a h o d z i c there", True),
        (secret("Karahodzic"), "it said suK a r a h o d z i c there", False),
    ),
    "an initial does not end a word": (
        (secret("Sara Rose", "Rose"), "then S. Rose came", True),
        (secret("Sara Rose", "Rose"), "IT'S. Rose water", False),
    ),
    "a word divided twice is read in each two of its pieces": (
        (secret("Maria Kovač"), "then Anna-Ma-ria came", True),
        (secret("Maria Kovač"), "then Ma-rianna came", False),
    ),
    "the code of a country is none of a national number": (
        (secret("022 555 01 36", kind="contact"), "call +41 22 555 01 36 now", True),
        (secret("022 555 01 36", kind="contact"), "call 33 555 01 36 now", False),
        (secret("+387 61 123 456", kind="contact"), "call 061 123 456 now", True),
    ),
    "a title is left off before a name only": (
        (secret("Santa"), "then Santa came", True),
        (secret("Doña Chepa"), "then Chepa came", True),
    ),
    "a word is read letter by letter from four letters on": (
        (secret("Mira Kovač"), "it said M i r a there", True),
        (secret("Tea Kovač"), "it said T e a x y there", False),
    ),
    "two words run together in small letters are a name from six letters on": (
        (secret("Ana Lim"), "it said analim there", True),
        (secret("Ana Li"), "it said anali there", False),
    ),
    "a word is found across a space from eight letters on": (
        (secret("Karahodz"), "it said Kara hodz there", True),
        (secret("Karahod"), "it said Kara hod there", False),
    ),
    "a word is found across a space and within others from twelve letters on": (
        (secret("Karahodzicev"), "it said akara hodzicevab there", True),
        (secret("Karahodzice"), "it said akara hodziceab there", False),
    ),
    "a word is found within another from eight letters on": (
        (secret("Karahodz"), "it said prekarahodzno there", True),
        (secret("Karahod"), "it said prekarahodno there", False),
    ),
    "twelve signs may stand between two letters": (
        (secret("Karahodzic"), f"it said Kara{'.' * 12}hodzic there", True),
        (secret("Karahodzic"), f"it said Kara{'.' * 13}hodzic there", False),
    ),
    "a short word in small letters is a name where it stands alone": (
        (secret("Ali Mirza"), "ali", True),
        (secret("Ali Mirza"), "oni su ali nisu", False),
    ),
    "a function word is no part of a name that was typed as one word": (
        (secret("La Marche"), "it said la mar che there", True),
        (secret("Lamarche"), "it said la mar che there", False),
    ),
    "a telephone number has seven figures": (
        (secret("555 01 36", kind="contact"), "call 5550136 now", True),
        (secret("55 01 36", kind="contact"), "call 55013 6 now", False),
    ),
    "a romanised name keeps five consonants, two of each part": (
        (secret("منى ساحلي"), "then Mouna Sehli came", True),
        (secret("منى ساحلي"), "then Mouna Ben Sehli came", True),
        (secret("علي مي"), "then Ali May came", False),
    ),
    "one romanised word keeps two consonants and its long vowels": (
        (secret("منى ساحلي"), "then Mouna Karim Sehli came", True),
        (secret("علي سليمان"), "then Suleiman came", True),
        (secret("منى ساحلي"), "then Sahel came", False),
        (secret("علي سليمان"), "then Ali came", False),
        (secret("منى نور"), "then Nour came", True),
        (secret("منى رضا"), "then Reza came", True),
        (secret("منى رضا"), "a Reza, and so he spoke of reza", False),
        (secret("منى ساحلي"), "the SHL came", False),
    ),
    "a name of two letters is one behind a title": (
        (secret("Aung Li"), "then Ms Li came", True),
        (secret("Aung Li", "Li"), "then Ms Li came", True),
        (secret("Aung Li"), "then Li came", False),
        (secret("Aung Li"), "then they came to Ms Lima", False),
    ),
    "everyday words of one name tell with long words between them": (
        (secret("Grace Rose", "Grace", "Rose"), "then Grace Wilhelmina Konstantinopoulou Rose came", True),
        (secret("Grace Rose", "Grace", "Rose"), "then Grace Anna Maria Elena Rose came", False),
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_a_form_tells_on_one_side_of_its_line_only(line: str) -> None:
    assert [(text, found != []) for one, text, _ in LINES[line] for found in [variants(one, text)]] == [
        (text, tells) for _, text, tells in LINES[line]
    ]


def test_a_part_of_one_word_is_not_told_as_two_in_one_word() -> None:
    forms = forms_of((secret("Almasa Kovač"),))
    assert "in one word" not in {form.variant for several in forms.words.values() for form in several}
    assert variants(secret("Ma Ana Kovač"), "Maana") == ["in one word"]


def test_the_endings_of_a_long_word_are_read_behind_it_and_those_of_a_short_one_are_words_of_their_own() -> None:
    words = forms_of((secret("Almasa Kovač"),)).words
    assert {"kovaca", "kovacem", "almasi"} <= words.keys()
    assert "almasas" not in words
    assert variants(secret("Almasa Kovač"), "it said Almasas there") != []


def test_a_word_of_four_letters_is_not_looked_for_in_what_may_never_have_been_text() -> None:
    for name, found in (("Mirna", True), ("Mira", False)):
        noise = base64.b64encode(f"\x01\x02 it was {name} who came \x03".encode()).decode()
        assert bool(variants(secret(f"{name} Kovač"), f"it said {noise} there")) == found, name
        plain = f"it said %20{name}%20there"  # undone signs were text, however short the word
        assert variants(secret(f"{name} Kovač"), plain) != []


def test_what_stands_there_as_it_is_is_not_told_again_of_what_it_decodes_to() -> None:
    assert variants(secret("Almasa Kovač"), "it said Almasa &amp; others") == ["as typed"]
    assert variants(secret("Almasa Kovač"), "it said Alm&#97;sa &amp; others") == ["in HTML entities"]
