"""A family name of several words is found whole; what is surely somebody else's, or two sentences, is no hit."""

from __future__ import annotations

import pytest

from submissions.audit.names.parts import read_names
from submissions.audit.names.search import Searcher
from submissions.audit.records import Bearer, Piece, Secret


def secret(given: str, family: str, other: str = "", *, declared: str = "", gender: str = "woman") -> Secret:
    """Return the name of a woman, with an official (a man) who bears the `other` name, and her everyday words."""
    bearers = (Bearer("'o'", frozenset(other.lower().split()), "man", names=(other,)),) if other else ()
    words = frozenset(declared.split())
    shared = frozenset(word for word in family.split() if word.lower() in other.lower().split())
    text = f"{given} {family}"
    return Secret(
        "name of 'r'", text, "name", None, (given, family), "", words | shared, words, bearers=bearers, gender=gender
    )


def finds(one: Secret, text: str) -> bool:
    return bool(Searcher((one,)).search([Piece("the text", "text", text)]))


@pytest.mark.parametrize(
    ("family", "other", "text"),
    [
        ("van der Berg", "Jan Berg", "N. van der Berg spoke"),
        ("van der Berg", "Jan Berg", "VAN DER BERG was held"),
        ("Ould Sidi", "Ahmed Sidi", "Mlle A. Ould Sidi"),
        ("de la Cruz", "Juan Cruz", "habló De la Cruz"),
        ("Ben Ali", "Omar Ali", "Ben Ali was held"),
        ("Quispe Mamani", "Carlos Mamani", "los Quispe Mamani"),
    ],
)
def test_a_family_name_of_several_words_is_hers_though_a_word_of_it_is_shared(
    family: str, other: str, text: str
) -> None:
    assert finds(secret("Nora", family, other), text)
    whole = " ".join((other.split(maxsplit=1)[0], family))
    assert not finds(secret("Nora", family, whole), f"{whole} is a colonel")


@pytest.mark.parametrize("text", ["Mr Haddad's order", "Mr. Haddad's family fled", "M. Haddad, Mr Haddad's son"])
def test_a_title_that_only_the_other_has_makes_it_his_whatever_follows(text: str) -> None:
    assert not finds(secret("Rania", "Haddad", "Omar Haddad"), text)
    assert finds(secret("Rania", "Haddad", "Omar Haddad"), text.replace("Mr", "Ms").replace("M. H", "Mme H"))


def test_a_given_name_that_is_said_twice_is_still_hers() -> None:
    secrets, _ = read_names("Su Aye\n", "names.txt")
    assert finds(secrets[0], "Ms Su Su spoke")


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Ana", "Cruz", "They saw Santa Cruz there. Ana Diaz is a judge."),
        ("Victoria", "Justice", "The law of Victoria held. Justice was denied."),
        ("Rosa", "Paz", "Santa Rosa es\n\nla Paz"),
        ("Вера", "Надежда", "Вера осталась. Надежда на суд"),
        ("Victoria", "Justice", "the Minister of Justice"),
    ],
)
def test_everyday_words_of_a_name_in_two_sentences_or_an_office_are_no_hit(given: str, family: str, text: str) -> None:
    one = secret(given, family, declared=f"{given} {family}")
    assert not finds(one, text)
    assert finds(one, f"{given} M. {family} spoke")
    assert finds(one, f"{given}\n{family} spoke")
