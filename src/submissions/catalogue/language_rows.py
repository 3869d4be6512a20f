"""The rows that the file of every language answers, each with what to write: the one list of them."""

from __future__ import annotations

from typing import Final

NONE: Final = "none"
"""What a row answers where the language has no such thing."""

ROWS: Final[dict[str, str]] = {
    "name": "what the language calls itself: `English`",
    "direction": "`left-to-right` or `right-to-left`",
    "script": "`alphabetic`, or `east-asian` for Chinese, Japanese and Korean, which Word sets in a face of its own",
    "word": "the tag by which Word knows the language, with a region: `en-GB`",
    "quotes.outer": "the two quotation marks: `[“, ”]`",
    "quotes.inner": "those of a quotation within a quotation: `[‘, ’]`",
    "quotes.inside": "the space inside the outer marks: `none`, `narrow` or `wide`; neither lets a line end there",
    "quotes.latin": "the marks around words in Latin letters where they have their own, and those within them: "
    "`[“, ”, ‘, ’]`, or `none`",
    "quotes.particles": "words written together with what follows, after which a quotation mark opens: `[l', d']`",
    "notes": "whether the mark of a note stands `after` the punctuation or `before` it",
    "lists": "the first mark of a lettered list: `(a)` or `a)`, or in Arabic letters `(أ)` or `أ)`",
    "enumerations.between": "what ends each item of a list that is read as one sentence: `;`",
    "enumerations.last": "what ends the item before the last one: `; and`",
    "enumerations.end": "what ends the last item: `.`",
    "enumerations.typed": "words for *and* that authors type at the end of an item, which are taken off: `[and]`",
    "enumerations.shortened": "abbreviations whose full stop stays at the end of an item: `[etc., No.]`, or `none`",
    "sections": "the first number of each level of headings: `[I, A, 1]`, of `I`, `A`, `1`, `i`, `a` and `أ`",
    "articles.paragraph": "an article of a treaty with its paragraph: `{article} ({paragraph})`",
    "articles.letter": "the same with a letter: `{article} ({paragraph}) ({letter})`",
    "dash.text": 'the dash between two phrases, with its spaces: `" – "`',
    "dash.bound": "whether the dash stays with the word before it: `true` or `false`",
    "figures.thousands": "the space between groups of figures: `narrow` or `wide`; neither lets a line end there",
    "figures.decimal": "the mark before a fraction: `.` or `,`",
    "signs.narrow": "the signs with a narrow space before them: `[;, '!', '?']`",
    "signs.wide": "the signs with a full space before them: `[':']`",
    "signs.raised": "ordinals whose letters are raised: `[1er, 1re]`",
    "binds.numbers": "words that stay with the number after them: `[para, paras, art, annex]`",
    "binds.names": "forms of address that stay with the name after them: `[Mr, Ms, Dr]`",
    "binds.capitals": "abbreviations that stay with the capital after them: `[г., ул.]`",
    "binds.years": "words that stay with the year before them: `[год, года]`",
    "binds.phrases": "abbreviations of several words that stay together: `[z. B., d. h.]`",
    "binds.units": "units that stay with the figure before them, beside those of all languages: `[км, кг]`",
    "dates.months": "the twelve months as they stand in a date",
    "dates.months_alone": "the twelve months where they end a phrase without a day; `none` if they do not differ",
    "dates.first_day": "the first day of a month: `1` or `1er`",
    "dates.day": "a day: `{d} {m} {y}`",
    "dates.month": "a month: `{m} {y}`",
    "dates.year": "a year: `{y}`",
    "dates.year_alone": "a year that ends a phrase; `none` if it does not differ",
    "dates.shortened": "a day, a day with its month, and a month, where the second date of a phrase gives the rest: "
    "`['{d}', '{d} {m}', '{m}']`, or `none`",
    "dates.span": "a span of time: `{0} to {1}`",
    "dates.span_from": "its first date, with a day and without: `[du {}, de {}]`",
    "dates.span_to": "its second date: `[au {}, à {}]`",
    "dates.since": "a span without end: `[depuis le {}, depuis {}]`",
    "dates.between": "an unknown date within limits: `at an unknown date between {0} and {1}`",
    "dates.limit": "each of the limits: `[le {}, '{}']`",
    "dates.about": "a date that is not certain: `[vers le {}, vers {}]`",
    "dates.elided": "a word that loses its vowel before that of a month, and what it becomes: `['de ', d']`",
    "agreement.elided": "words that lose their vowel before a name that begins with one: `[de, que]`",
    "agreement.elides": "the sounds before which they do, as a regular expression over small letters without accents",
    "agreement.unless": "the sounds before which they nevertheless do not",
    "agreement.doubtful": "the sounds before which nobody can tell from the letters",
    "agreement.joins": "a preposition and an article that become one word: `{de le: du, à le: au}`",
    "agreement.alternates": "words with two forms: `[{plain: y, changed: e, before: 'h?i'}]`",
    "agreement.attached": "a preposition written together with the name after it: `{word, after, starts, foreign}`",
    "pseudonyms.woman": "a woman by a letter, `{}`: `Ms {}`",
    "pseudonyms.man": "a man by a letter: `Mr {}`",
    "pseudonyms.witness": "a witness by a number: `Witness {}`",
    "pseudonyms.relative": "a relative by a number: `Relative {}`",
    "pseudonyms.person": "anybody else by a number: `Person {}`",
    "pseudonyms.letters": "the letters of which pseudonyms are made, those that nobody takes for a word: `ABCD...`",
    "pseudonyms.articles": "forms of address that take an article, each with it: `{Sra.: la}`",
    "draft.mark": "what stands at the head of every page of a draft: `DRAFT`",
    "draft.gap": "what a draft prints where something is still to come: `[to come: {what}, {where}]`",
    "draft.others": "the title of the gaps that have no place in the text: `Also to come`",
    "kin": "words for kin, behind which a name stands; only the search for names uses them: `[mother, sister]`",
    "states": "names of States that neither the United Nations nor CLDR has in this language: `{GTM: Guatemala}`",
    "treaties": "the title and the short title of authorities of the house that have none in this language: "
    "`{crc: [Convention on the Rights of the Child, CRC]}`",
}
"""By the key of the row, `quotes.outer` standing for `outer` under `quotes`."""

MAY_LACK: Final = frozenset(
    {"quotes.latin", "quotes.particles", "enumerations.shortened", "pseudonyms.articles", "states", "treaties"}
    | {"dates.months_alone", "dates.year_alone", "dates.shortened", "dates.elided"}
    | {row for row in ROWS if row.startswith(("signs.", "binds.", "agreement."))}
)
"""The rows that may answer `none`: what they ask for is not in every language."""
