"""Checks of what must be in the case, of lengths, and of consents."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.admissibility.answers import Answer, Situation
from submissions.admissibility.calendar import span
from submissions.admissibility.doubts import doubt_of
from submissions.admissibility.whose import without_remedy
from submissions.case import Person
from submissions.case.texts import with_ids
from submissions.findings import Place
from submissions.rules.paths import Fact, either, reach
from submissions.rules.records import Count, Presence, Rule
from submissions.today import Today, moment_of
from submissions.values import Localised, LocalisedProse, PartialDate

# A fact is quoted so that it can be recognised, not in full.
_SHOWN = 60


def check_presence(rule: Rule, situation: Situation) -> Answer:
    """Tell whether what a rule asks for is in the case, and what it refuses is not."""
    asked = rule.presence
    assert asked is not None  # noqa: S101 - the table of checks gives this function rules of presence only
    if asked.value is not None:
        return _among(rule, asked, situation)
    return (
        _against(rule, asked, situation)
        or _of_others(rule, asked, situation)
        or _open(rule, asked, situation)
        or _standing(rule, asked, situation)
    )


def _against(rule: Rule, asked: Presence, situation: Situation) -> Answer | None:
    """Return what stands against a rule, or what the case says instead; None where nothing does."""
    lacks = tuple(_lacking(asked, situation))
    refused = [found for path in asked.refuses for found in situation.find(path)]
    excuse = situation.first(asked.unless)
    if (lacks or refused) and excuse is not None:
        doubt = _doubt(asked, situation)
        if doubt is not None:
            return Answer(rule, "missing", "excuse-doubted", (("words", doubt[0]),), doubt[1], lacks)
        return Answer(rule, "asserted", "excused", (("by", show(excuse)),), excuse.place)
    if refused:
        return Answer(rule, "missing", "refused", (("fact", show(refused[0])),), refused[0].place)
    if lacks:
        return Answer(rule, "missing", "lacking", (("paths", ", ".join(lacks)),), situation.place, lacks)
    return None


def _open(rule: Rule, asked: Presence, situation: Situation) -> Answer | None:
    """Return what a person must look at, though nothing is missing; None where there is nothing."""
    unclear = situation.first(asked.unclear)
    if unclear is not None:
        return Answer(rule, "verify", "unclear", (("fact", show(unclear)),), unclear.place)
    doubt = _doubt(asked, situation)
    return None if doubt is None else Answer(rule, "verify", "doubted", (("words", doubt[0]),), doubt[1])


def _of_others(rule: Rule, asked: Presence, situation: Situation) -> Answer | None:
    """Return whose remedy is missing where the case says whose each is; a reason in words is for a person to weigh."""
    lacking = tuple(without_remedy(situation)) if asked.of_each else ()
    if not lacking:
        return None
    details = (("people", ", ".join(str(person.id) for person in lacking)),)
    excuse = situation.first(asked.unless)
    if excuse is not None:
        return Answer(rule, "verify", "of-others-explained", details, excuse.place)
    return Answer(rule, "missing", "of-others", details, lacking[0].origin, ("remedies.of",))


def _doubt(asked: Presence, situation: Situation) -> tuple[str, Place] | None:
    return None if asked.doubts is None else doubt_of(str(asked.doubts), situation)


def _standing(rule: Rule, asked: Presence, situation: Situation) -> Answer:
    """Tell whether what is there is shown by something, or said only."""
    paths = (*asked.needs, *asked.any_of, *((asked.each,) if asked.each is not None else ()))
    rests, shown = situation.first(paths), situation.first(asked.shown_by)
    bare = situation.first(asked.unshown)
    if bare is not None:
        return Answer(rule, "asserted", "said", (("fact", show(bare)),), bare.place)
    if shown is not None:
        return Answer(rule, "met", "shown", (("fact", show(shown)),), shown.place)
    if rests is None:
        return Answer(rule, "asserted", "nothing-against", (), None)
    if asked.shown_by:
        return Answer(rule, "asserted", "said", (("fact", show(rests)),), rests.place)
    return _there(rule, rests)


def _there(rule: Rule, found: Fact) -> Answer:
    """Return that something is there, in words where it has any."""
    fact = show(found)
    return Answer(rule, "met", "there" if fact else "there-plain", (("fact", fact),), found.place)


def _lacking(asked: Presence, situation: Situation) -> Iterator[str]:
    """Yield the paths that lead to nothing and should not."""
    yield from (path for path in asked.needs if not situation.find(path))
    if asked.any_of and not any(situation.find(path) for path in asked.any_of):
        yield "|".join(asked.any_of)
    if asked.each is not None:
        records = situation.find(asked.each)
        if not records:
            yield asked.each
        for record in records:
            for names in asked.have:
                if not any(reach(record, path) for path in either(names)):
                    yield f"{asked.each.split('[', maxsplit=1)[0]}[{name_of(record)}].{names}"


def _among(rule: Rule, asked: Presence, situation: Situation) -> Answer:
    """Tell whether a value is one of those allowed."""
    found = situation.find(asked.value or "")
    wrong = next((one for one in found if str(one.value) not in asked.among), None)
    allowed = ", ".join(asked.among)
    if wrong is not None:
        details = (("fact", str(wrong.value)), ("allowed", allowed))
        return Answer(rule, "missing", "not-among", details, wrong.place)
    if not found:
        return Answer(
            rule, "missing", "lacking", (("paths", asked.value or ""),), situation.place, (asked.value or "",)
        )
    return _there(rule, found[0])


def check_count(rule: Rule, situation: Situation) -> Answer:
    """Tell whether something is as long as it may be."""
    limit = rule.count
    assert limit is not None  # noqa: S101 - the table of checks gives this function rules of length only
    number, place = _measure(limit, situation)
    most = "" if limit.most is None else str(limit.most)
    least = "" if limit.least is None else str(limit.least)
    excuse = situation.first(limit.unless)
    if excuse is not None:
        return Answer(rule, "met", "excused", (("by", show(excuse)),), excuse.place)  # the paper itself has it
    if number is None:
        return Answer(rule, "verify", "not-counted", (("unit", limit.unit), ("most", most)), place)
    details = (("number", str(number)), ("unit", limit.unit), ("most", most), ("least", least))
    if limit.most is not None and number > limit.most:
        return Answer(rule, "missing", "too-many", details, place)
    if limit.least is not None and number < limit.least:
        return Answer(rule, "missing", "too-few", details, place)
    return Answer(rule, "met", "counted" if limit.most is not None else "enough", details, place)


def _measure(limit: Count, situation: Situation) -> tuple[int | None, Place | None]:
    if limit.of == "document":
        lengths = situation.lengths
        if limit.unit == "pages":
            annexes = lengths.pages_of_annexes if limit.annexes else 0
            pages = None if lengths.pages is None or annexes is None else lengths.pages + annexes
            return pages, situation.place
        if lengths.words is None:
            return None, situation.place
        left_out = (0 if limit.notes else lengths.words_in_notes or 0) + (0 if limit.cover else lengths.words_on_cover)
        return lengths.words - left_out, situation.place
    found = situation.find(limit.of)
    place = found[0].place if found else situation.place
    if limit.unit == "items":
        return len(found), place
    return sum(len(text(one, situation.language).split()) for one in found), place


def check_consents(rule: Rule, situation: Situation) -> Answer:
    """Tell whether everybody agreed to what the mechanism does with their names, on the day of the document."""
    asked = rule.consent
    assert asked is not None  # noqa: S101 - the table of checks gives this function rules of consent only
    people = situation.find(asked.of)
    for found in people:
        person = found.value
        for scope in asked.scopes:
            reason = person.without_consent
            justified = reason is not None and not reason.refused and scope in {"submit", "name-to-state"}
            if not justified and not _stands(person, scope, situation.today):
                details = (("person", str(person.id)), ("scope", scope))
                return Answer(rule, "missing", "no-consent", details, found.place)
    if not people:
        return Answer(rule, "missing", "lacking", (("paths", asked.of),), situation.place, (asked.of,))
    names = ", ".join(str(found.value.id) for found in people)
    unasked = [found for found in people if found.value.without_consent is not None]
    if unasked:
        return Answer(rule, "asserted", "excused", (("by", name_of(unasked[0])),), unasked[0].place)
    shown = situation.first(asked.shown_by)
    if asked.shown_by and shown is None:
        return Answer(rule, "asserted", "said", (("fact", names),), people[0].place)
    return Answer(rule, "met", "consents", (("people", names),), people[0].place)


def _stands(person: Person, scope: str, today: Today) -> bool:
    """Tell whether a consent of a person stands today."""
    return any(
        one.scope == scope
        and today.has_come(moment_of(span(one.date)[0]))
        and (one.until is None or not today.is_after(moment_of(span(one.until)[1])))
        and (one.withdrawn is None or not today.has_come(moment_of(span(one.withdrawn)[0])))
        for one in person.consent
    )


def show(found: Fact) -> str:
    """Return a short word for what was found: its id, its date, or the beginning of its text."""
    value = found.value
    if isinstance(value, PartialDate):
        return str(value.first)
    words = name_of(found) or (text(found, "") if isinstance(value, Localised | str) else "")
    for field in ("name", "body", "title"):
        if not words and isinstance(name := getattr(value, field, None), Localised):
            words = str(next(iter(name.values()), ""))
    plain = " ".join(with_ids(words).split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + "…"


def name_of(found: Fact) -> str:
    """Return the id of a record, "" for anything else."""
    return str(getattr(found.value, "id", "") or getattr(found.value, "person", "") or "")


def text(found: Fact, language: str) -> str:
    """Return the words of what was found in a language, or else in the first that it has."""
    value = found.value
    if isinstance(value, Localised | LocalisedProse):
        return str(value.get(language) or next(iter(value.values()), ""))
    return str(value)
