"""Who accepted which treaty, since when, and what the table says where it does not know."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest

from submissions.admissibility.answers import Situation
from submissions.admissibility.dates import check_dates
from submissions.admissibility.words import words_of
from submissions.case import Case
from submissions.rules.records import Bound, Dates, Rule
from submissions.rules.rulebooks import read_rulebook
from submissions.rules.treaties import (
    ACTS,
    REFUSAL,
    Acceptance,
    absence_words,
    acceptance_of,
    acceptances_of,
    instrument,
    instruments,
    refusal_of,
)
from submissions.source import read_case
from submissions.states import find_state
from submissions.today import Today
from submissions.validate import validate_case
from submissions.values import PartialDate, Text

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
RULES = ROOT / "src" / "submissions" / "rules"


def rows(name: str) -> list[dict[str, str]]:
    lines = (RULES / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def known(identity: str, state: str) -> Acceptance:
    found = acceptance_of(identity, state)
    assert found is not None, (identity, state)
    return found


def days(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return str(date.first) if date.last is None else f"{date.first}/{date.last}"


def test_the_table_has_all_that_its_sources_have() -> None:
    acts = [row for row in rows("acceptances.csv") if row["act"] not in {"printed", "withdrawal", REFUSAL}]
    parties = Counter(row["instrument"] for row in acts)
    assert len(parties) == 22
    assert (parties["crc"], parties["ccpr-op1"], parties["ccpr"]) == (196, 119, 173)
    declared = {identity: parties[identity] for identity in ("cat-22", "cerd-14", "ced-31", "cmw-77")}
    assert declared == {"cat-22": 70, "cerd-14": 59, "ced-31": 28, "cmw-77": 5}
    refused = Counter(row["instrument"] for row in rows("acceptances.csv") if row["act"] == REFUSAL)
    assert refused == {"cat-22": 84, "ced-31": 29}
    printed = Counter(row["instrument"] for row in rows("acceptances.csv") if row["act"] == "printed")
    assert printed == {"ccpr-op1": 60, "cat-22": 27, "cat": 2}


def test_every_row_is_well_formed_and_none_stands_twice() -> None:
    table = rows("acceptances.csv")
    for row in table:
        assert row["instrument"] in instruments(), row
        state = find_state(row["state"])
        assert state is not None, row
        assert state.alpha3 == row["state"], row
        assert row["act"] in ACTS, row
        assert row["source"], row
        assert row["as_of"][:4].isdigit(), row
        if row["act"] == "printed":
            assert int(row["times"]) > 0, row
        if row["act"] in {"printed", REFUSAL}:
            assert row["date_confidence"] == "", row
            assert row["confidence"] in ({""} if row["act"] == "printed" else {"B", "C"}), row
        elif row["act"] != "withdrawal":
            assert row["confidence"] in set("ABCD"), row
            assert row["date_confidence"] in set("ABCD"), row
        if not row["date"]:
            assert row["act"] == REFUSAL or (row["act"], row["date_confidence"]) == ("declaration", "D"), row
        elif len(row["date"]) == 10:
            datetime.date.fromisoformat(row["date"])
        else:
            assert 1945 < int(row["date"]) < 2027, row
    keys = Counter((row["instrument"], row["state"], row["date"], row["act"]) for row in table)
    assert [key for key, times in keys.items() if times > 1] == []
    acts = Counter((row["instrument"], row["state"]) for row in table if row["act"] not in {"printed", "withdrawal"})
    assert [key for key, times in acts.items() if times > 1] == []


def test_every_acceptance_can_be_read_and_takes_effect_no_earlier_than_the_treaty() -> None:
    accepted = {(row["instrument"], row["state"]) for row in rows("acceptances.csv") if row["act"] != REFUSAL}
    for key in accepted:
        one, treaty = known(*key), instrument(key[0])
        assert treaty is not None
        effective = one.effective or one.date
        if treaty.in_force is None:
            assert key[0] == "cmw-77"
            continue
        assert effective.first.latest >= (treaty.in_force.year, treaty.in_force.month, treaty.in_force.day), key
        assert one.earliest.first.earliest <= (one.latest.last or one.latest.first).latest


def test_instruments_have_titles_in_six_languages_and_a_place_in_the_order_of_things() -> None:
    assert len(instruments()) == 22
    titles = Counter(one.name(language) for one in instruments().values() for language in LANGUAGES)
    assert [title for title, times in titles.items() if times > 1] == []
    for one in instruments().values():
        assert all(dict(one.names)[language] for language in LANGUAGES), one.id
        assert one.parent in {"", *instruments()}, one.id
        assert (one.kind == "convention") == (one.parent == ""), one.id
        assert one.confidence in {"A", "B", "C", "D"}, one.id
        assert one.in_force is None or one.adopted < one.in_force, one.id
        assert one.source, one.id


def test_dates_and_series_are_those_of_the_authorities_of_the_house() -> None:
    house = (ROOT / "templates" / "house" / "authorities.yaml").read_text(encoding="utf-8")
    for one in instruments().values():
        if not one.authority:
            continue
        block = house.partition(f"- id: {one.authority}\n")[2].partition("\n  - id:")[0]
        assert f"adopted: {one.adopted}" in block, one.id
        assert f"in_force: {one.in_force}" in block, one.id
        assert f"en: {one.name('en')}" in block, one.id
        assert f"fr: {one.name('fr')}" in block, one.id
        assert "series:" not in block or f"series: {one.series}" in block, one.id


@pytest.mark.parametrize(
    ("identity", "state", "expected"),
    [
        ("cat-22", "DZA", ("1989-09-12", "", "declaration", "2023-11")),
        ("cat-22", "BIH", ("2003-06-04", "", "declaration", "2023-11")),
        ("cat", "DZA", ("1989-09-12", "1989-10-12", "ratification", "2015")),
        ("cat", "AGO", ("2019", "2019-01-31/2020-01-30", "ratification or accession", "2022-08-25")),
        ("ccpr-op1", "GTM", ("2000-11-28", "2001-02-28", "accession", "2013")),
        ("ccpr-op1", "TUR", ("2006-11-24", "2007-02-24", "ratification", "2015-03-14")),
        ("ccpr-op1", "FIN", ("1975-08-19", "1976-03-23", "ratification", "2013")),
        ("opic", "BIH", ("2018-05-17", "2018-08-17", "ratification", "2024-09")),
        ("cmw", "BIH", ("1996-12-13", "2003-07-01", "accession", "2015")),
        ("ced", "BIH", ("2012-03-30", "2012-04-29", "ratification", "2015")),
    ],
)
def test_what_is_known_of_a_state(identity: str, state: str, expected: tuple[str, str, str, str]) -> None:
    one = known(identity, state)
    assert (days(one.date), days(one.effective), one.act, one.as_of) == expected
    assert one.source


@pytest.mark.parametrize(
    ("state", "effective"),
    [("HUN", "1988-12-07"), ("TGO", "1988-06-30"), ("AUS", "1991-12-25"), ("KAZ", "2009-09-30"), ("RUS", "1992-01-01")],
)
def test_the_effect_reckoned_from_the_protocol_is_the_date_that_decisions_print(state: str, effective: str) -> None:
    one = known("ccpr-op1", state)
    assert days(one.effective) == effective
    assert effective in {days(printed.date) for printed in one.printed}


def test_where_documents_disagree_every_date_is_kept_with_how_often_it_was_printed() -> None:
    spain = known("cat-22", "ESP")
    assert {days(one.date): one.times for one in spain.printed} == {"1987-10-21": 2, "1987-11-21": 1}
    assert [days(date) for date in spain.disputed] == ["1987-11-21"]
    assert (days(spain.earliest), days(spain.latest)) == ("1987-10-21", "1987-11-21")
    tunisia = known("cat-22", "TUN")
    assert (days(tunisia.earliest), days(tunisia.latest)) == ("1988-09-23", "1988-10-23")


def test_dates_before_the_convention_was_in_force_take_effect_with_it() -> None:
    sweden = known("cat-22", "SWE")
    assert (days(sweden.date), days(sweden.effective)) == ("1986-01-08", "1987-06-26")
    assert [days(date) for date in sweden.disputed] == ["2008-12-15"]
    switzerland = known("cat-22", "CHE")
    assert [days(date) for date in switzerland.disputed] == ["1987-01-01"]


def test_a_printed_date_that_is_that_of_the_act_or_of_its_effect_is_no_dispute() -> None:
    assert known("ccpr-op1", "ESP").disputed == ()
    assert known("ccpr-op1", "UZB").disputed == ()


def test_what_a_decision_prints_otherwise_than_the_collection_of_treaties_is_its_own_mistake() -> None:
    guatemala = known("ccpr-op1", "GTM")
    assert "1992-08-05" in {days(one.date) for one in guatemala.printed}
    assert guatemala.disputed == ()


def test_a_date_before_the_treaty_was_adopted_is_kept_as_printed_and_disputes_nothing() -> None:
    france = known("ccpr-op1", "FRA")
    assert "1904-05-17" in {days(one.date) for one in france.printed}
    assert france.disputed == ()


def test_the_two_dates_of_bosnia_and_herzegovina_are_a_dispute_and_a_succession_may_reach_back() -> None:
    one = known("cat", "BIH")
    assert (one.act, days(one.date), days(one.effective)) == ("succession", "1993-09-01", "1987-06-26/1993-09-01")
    assert [days(date) for date in one.disputed] == ["1993-10-01"]
    assert {printed.source for printed in one.printed} == {"CAT/C/67/D/854/2017"}


@pytest.mark.parametrize(("state", "ended"), [("JAM", "1998-01-23"), ("TTO", "2000-06-27"), ("BLR", "2023-02-08")])
def test_a_state_that_withdrew_has_the_day_of_its_end(state: str, ended: str) -> None:
    one = known("ccpr-op1", state)
    assert days(one.ended) == ended
    assert one.note
    assert known("ccpr", state).ended is None


def test_what_is_absent_is_not_known_and_never_not_a_party() -> None:
    assert acceptance_of("ccpr", "CHN") is None
    assert acceptance_of("nothing", "GTM") is None
    for identity in instruments():
        words = absence_words(identity)
        assert "not a party" not in words
        assert "verify at the UN Treaty Collection" in words
    assert absence_words("cat").startswith("not known to be a party as of 2015/2024")


@pytest.mark.parametrize("identity", ["cat-22", "cerd-14", "ced-31"])
def test_a_state_that_no_list_of_declarations_has_is_not_known_to_have_made_one(identity: str) -> None:
    assert absence_words(identity).startswith("not known to have made the declaration as of 2023/2026: verify at")


@pytest.mark.parametrize(
    ("identity", "state"),
    [("ccpr", "SLB"), ("ccpr", "TUV"), ("cescr", "TUV"), ("cerd", "BRN"), ("cedaw-op", "ZMB"), ("crpd-op", "ROU"),
     ("crpd-op", "SLB")],
)  # fmt: skip
def test_a_signature_and_an_act_for_territories_are_no_acceptance_of_a_state(identity: str, state: str) -> None:
    assert acceptance_of(identity, state) is None


def test_a_refusal_is_known_with_who_says_so() -> None:
    assert acceptance_of("cat-22", "KEN") is None
    told = refusal_of("cat-22", "KEN")
    assert told is not None
    assert (told.source, told.as_of, told.is_verified) == (
        "AsyLex Global, data sheet of November 2023",
        "2023-11",
        False,
    )
    assert refusal_of("cat-22", "DZA") is None
    assert refusal_of("cat", "KEN") is None


def test_a_day_that_nobody_verified_stands_for_the_month_around_it() -> None:
    peru = known("cat-22", "PER")
    assert (peru.is_verified, peru.has_day) == (False, False)
    assert days(peru.date) == "2002-09-16/2002-11-17"
    mexico = known("cat-22", "MEX")
    assert (mexico.is_verified, mexico.has_day) == (True, False)
    palestine = known("cerd-14", "PSE")
    assert days(palestine.date) == "1965-12-21/2023-11"
    assert (known("cat-22", "BIH").is_verified, known("cat-22", "BIH").has_day) == (True, True)
    assert [days(date) for date in known("cat-22", "BIH").disputed] == []


def test_article_77_is_not_in_force() -> None:
    one = instrument("cmw-77")
    assert one is not None
    assert one.in_force is None
    assert "not in force" in absence_words("cmw-77")


def test_everything_that_a_state_accepted_comes_in_the_order_of_the_instruments() -> None:
    found = [one.instrument for one in acceptances_of("BIH")]
    assert found == [identity for identity in instruments() if identity in found]
    assert {"cat", "cat-22", "ccpr-op1", "opic"} <= set(found)
    assert acceptances_of("GRL") == ()


def bound_rule(identity: str) -> Rule:
    """Return the rule of a mechanism that the State must be bound, asked of another instrument."""
    book, findings = read_rulebook("cat-22", [RULES])
    assert book is not None, findings
    (rule,) = (one for one in book.rules if one.id == "declaration")
    bound = Bound.model_construct(instrument=Text(identity), events=None, contrary=False)
    return rule.model_copy(update={"date": Dates.model_construct(limit=None, bound=bound)})


def situation(state: str, as_of: datetime.date) -> Situation:
    folder = ROOT / "cases" / "sahli-v-algeria"
    source, _ = read_case(folder, ROOT)
    assert source is not None
    case, _ = validate_case(source, folder, ROOT, ())
    assert isinstance(case, Case)
    bare = {"state": Text(state), "acceptances": ()}
    return Situation(case.model_copy(update=bare), None, "en", "filing", Today(as_of))


@pytest.mark.parametrize(
    ("identity", "state", "as_of", "expected"),
    [
        (
            "cat-22",
            "DZA",
            "2026-11-22",
            "Day of effect for the State: 1989-09-12 (one decision of the Committee against Torture;",
        ),
        ("cat-22", "ESP", "2026-11-22", "other documents print 1987-11-21."),
        (
            "cat",
            "BIH",
            "2026-11-22",
            "1993-09-01 at the latest, by succession (United Nations Treaty Collection, 2015);",
        ),
        (
            "opic",
            "BIH",
            "2026-11-22",
            "Day of effect for the State: 2018-08-17 (United Nations Treaty Collection, chapter IV-11-d,",
        ),
        ("ccpr-op1", "BLR", "2026-11-22", "withdrawn with effect from 2023-02-08"),
        ("ced-31", "BIH", "2026-11-22", "Accepted, between 2012-02-28 and 2012-04-30 (AsyLex"),
        ("ced-31", "KEN", "2026-11-22", "ced-31: not known to have made the declaration"),
        ("cat-22", "KEN", "2026-11-22", "Complaints not accepted, as far as is known (AsyLex"),
        ("cat-22", "MEX", "2026-11-22", "the day is not verified: look it up at the UN Treaty Collection"),
        ("cerd-14", "PSE", "2026-11-22", "verify at the UN Treaty Collection"),
        ("cat", "AGO", "2026-11-22", "between 2019-01-31 and 2020-01-30 (list of ratifications by year, 2022,"),
    ],
)
def test_every_answer_says_as_of_when_and_a_withdrawal_is_not_passed_over(
    identity: str, state: str, as_of: str, expected: str
) -> None:
    answer = check_dates(bound_rule(identity), situation(state, datetime.date.fromisoformat(as_of)))
    assert expected in words_of(answer)
    certain = (identity, state) in {("cat-22", "DZA"), ("opic", "BIH")}
    assert answer.state == ("met" if certain else "verify")


def test_before_it_took_effect_a_withdrawal_changes_nothing() -> None:
    answer = check_dates(bound_rule("ccpr-op1"), situation("JAM", datetime.date(1998, 1, 22)))
    assert answer.state == "met"
    later = check_dates(bound_rule("ccpr-op1"), situation("JAM", datetime.date(1998, 1, 23)))
    assert later.state == "verify"
