"""Languages: what is true of one by its code, and the words and habits by which documents are written in it."""

from submissions.languages.codes import (
    PLAIN,
    Direction,
    Script,
    is_language,
    language_name,
    nouns_have_capitals,
    script_of,
)
from submissions.languages.record import (
    NO_LANGUAGES,
    Agreement,
    Alternation,
    ArticleForms,
    Binding,
    DateWords,
    FewLanguages,
    Forms,
    Language,
    Languages,
    Pseudonyms,
    Quotes,
    Spacing,
)

__all__ = [
    "NO_LANGUAGES",
    "PLAIN",
    "Agreement",
    "Alternation",
    "ArticleForms",
    "Binding",
    "DateWords",
    "Direction",
    "FewLanguages",
    "Forms",
    "Language",
    "Languages",
    "Pseudonyms",
    "Quotes",
    "Script",
    "Spacing",
    "is_language",
    "language_name",
    "nouns_have_capitals",
    "script_of",
]
