"""Look for what the case says twice and differently: dates later than the paper, articles that no treaty has.

Each look yields the conflicts that it finds; a rule names the look that it asks for, and `CONTRADICTIONS` is the table
of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from submissions.admissibility.answers import AGAINST, Answer, Situation
from submissions.admissibility.calendar import span
from submissions.admissibility.cited import check_cited
from submissions.admissibility.conflicts import Conflict
from submissions.admissibility.figures import check_counts, check_dates_in_text
from submissions.admissibility.promises import check_authority, check_exhibits
from submissions.admissibility.prose import text_names
from submissions.admissibility.victims import (
    check_children,
    check_grounds,
    check_individuals,
    check_lives,
)
from submissions.packaged import packaged_rows
from submissions.rules.paths import typed_at
from submissions.rules.records import Rule
from submissions.rules.treaties import Instrument, instruments
from submissions.values import LocalisedProse, PartialDate

_NUMBER: Final = re.compile(r"\d+", re.ASCII)


def check_consistency(rule: Rule, situation: Situation) -> Answer:
    """Tell whether the case contradicts itself in what a rule asks about; every contradiction is told."""
    assert rule.consistency is not None  # noqa: S101 - the table of checks gives this function rules of consistency only
    found = [
        Answer(rule, one.state, one.wording, one.details, one.place)
        for one in CONTRADICTIONS[rule.consistency.of](situation)
    ]
    found.sort(key=lambda one: one.state not in AGAINST)
    if not found:
        return Answer(rule, "met", "agrees")
    return replace(found[0], others=tuple(found[1:]))


# --- dates ---


def _dates(situation: Situation) -> Iterator[Conflict]:
    """Yield whatever the paper rests on that is later than the paper itself."""
    day = situation.day
    paper = situation.place
    for what, date in _dated(situation):
        if span(date)[0] > day:
            place = typed_at(date, paper)
            details = (("fact", what), ("date", str(date.first)), ("day", day.isoformat()), ("paper", str(paper)))
            yield Conflict("later-than-paper", details, place)


def _dated(situation: Situation) -> Iterator[tuple[str, PartialDate]]:
    """Yield everything that has a date and lies behind the paper, by its id."""
    case = situation.case
    for annex in situation.find("annexes"):
        if annex.value.date is not None:
            yield str(annex.value.id), annex.value.date
    for event in case.events:
        if not event.expected:
            yield str(event.id), event.date
    for remedy in case.remedies:
        yield str(remedy.id), remedy.filed
        if remedy.decided is not None:
            yield str(remedy.id), remedy.decided
    for procedure in case.procedures:
        for date in (procedure.filed, procedure.ended):
            if date is not None:
                yield str(procedure.reference or "procedures"), date
    cited = _cited(situation)
    for authority in case.authorities:
        date = getattr(authority, "date", None)
        if str(authority.id) in cited and isinstance(date, PartialDate):
            yield str(authority.id), date


def _cited(situation: Situation) -> frozenset[str]:
    """Return the ids that the claims and texts of the paper cite."""
    texts = [claim.argument for claim in situation.case.claims]
    texts += [found.value for name in text_names(situation) for found in situation.find(f"texts.{name}")]
    words = " ".join(
        str(text.get(situation.language, text.get("", ""))) for text in texts if isinstance(text, LocalisedProse)
    )
    return frozenset(re.findall(r"@([a-z][a-z0-9-]*)", words))


# --- claims ---


def _instrument(situation: Situation) -> Iterator[Conflict]:
    """Yield every claim that rests on a treaty under which the mechanism does not sit."""
    for claim in situation.case.claims if situation.treaty else ():
        known = _known(str(claim.instrument))
        if known is None or not _is_under(known, situation.treaty):
            details = (("claim", str(claim.id)), ("cited", str(claim.instrument)))
            yield Conflict("claim-elsewhere", details, typed_at(claim.instrument, situation.place))


def _is_under(known: Instrument, treaty: str) -> bool:
    """Tell whether a treaty, protocol or declaration is of the same family as another."""
    other = _known(treaty)
    family = {treaty} if other is None else {other.id, other.parent or other.id}
    return bool(family & {known.id, known.parent or known.id})


def _articles(situation: Situation) -> Iterator[Conflict]:
    """Yield every article that a claim invokes and the treaty does not have."""
    for claim in situation.case.claims:
        known = _known(str(claim.instrument))
        limits = _article_limits().get(known.id) if known is not None else None
        for article in claim.articles if limits is not None else ():
            number = _NUMBER.search(str(article))
            if limits is not None and number is not None and not limits[0] <= int(number[0]) <= limits[1]:
                details = (
                    ("claim", str(claim.id)),
                    ("article", str(article)),
                    ("first", str(limits[0])),
                    ("last", str(limits[1])),
                )
                yield Conflict("no-such-article", details, typed_at(article, situation.place))


def _known(cited: str) -> Instrument | None:
    """Return the instrument that a claim cites by the id of the tables or of the house's authorities."""
    return next((one for one in instruments().values() if cited in {one.id, one.authority}), None)


@cache
def _article_limits() -> Mapping[str, tuple[int, int]]:
    """Return, for each treaty, the first and the last article on which a claim can rest."""
    rows = packaged_rows("rules/articles.csv")
    return {row["instrument"]: (int(row["first"]), int(row["last"])) for row in rows}


# --- remedies ---


def _remedies(situation: Situation) -> Iterator[Conflict]:
    """Yield every remedy that is called final without a decision, or decided before it was sought."""
    for remedy in situation.case.remedies:
        place = typed_at(remedy.id, situation.place)
        if remedy.final and remedy.decided is None:
            yield Conflict("final-undecided", (("remedy", str(remedy.id)),), place)
        if remedy.decided is not None and span(remedy.decided)[1] < span(remedy.filed)[0]:
            details = (
                ("remedy", str(remedy.id)),
                ("filed", str(remedy.filed.first)),
                ("decided", str(remedy.decided.first)),
            )
            yield Conflict("decided-before-filed", details, place)


CONTRADICTIONS: Final[Mapping[str, Callable[[Situation], Iterator[Conflict]]]] = {
    "dates": _dates,
    "instrument": _instrument,
    "articles": _articles,
    "remedies": _remedies,
    "decisions": check_cited,
    "authority": check_authority,
    "exhibits": check_exhibits,
    "counts": check_counts,
    "lives": check_lives,
    "individuals": check_individuals,
    "children": check_children,
    "grounds": check_grounds,
    "dates-in-text": check_dates_in_text,
}
