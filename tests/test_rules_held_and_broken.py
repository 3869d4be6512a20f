"""Every rule with a check, shown held and shown broken by the smallest change; a rule without its pair fails here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from changes import (
    Change,
    acts_for,
    both,
    bound,
    case,
    claims,
    consents,
    date,
    decided,
    document,
    each,
    elsewhere,
    language,
    late,
    long,
    nothing,
    people,
    registered_later,
    review,
    says,
    state_is,
    text,
    without,
)
from filing import IDS, SHORT, answer, book, but, full_case, situation
from submissions.admissibility.answers import Situation
from submissions.admissibility.words import answer_findings, words_of
from submissions.rules.bodies import bodies
from submissions.rules.records import Rule
from submissions.rules.treaties import instruments
from submissions.values import Day, PartialDate, Text

CODES = {
    "presence": ("E810", "W820"),
    "count": ("E811", "W821"),
    "date": ("E812", "W822"),
    "consent": ("E813", "W823"),
    "consistency": ("E815", "W825"),
    "standing": ("E815", "W825"),
}
RULES = [(name, rule) for name in IDS for rule in book(name).rules if rule.check]


@dataclass(frozen=True, slots=True)
class Pair:
    """The change that breaks a rule, and what must be so for it to be held."""

    broken: Change
    held: Change = nothing


def of(body: str, broken: Change, held: Change = nothing) -> Pair:
    """Return the pair of a rule for the reports to one committee."""
    return Pair(broken, both(review(body=body), held))


VICTIMS = ("complainant", "victim", "survivor")
ARTICLE = {
    "ccpr-op1": "ccpr-op1", "cat-22": "cat-22", "cedaw-op": "cedaw-op", "cerd-14": "cerd-14", "opic": "opic",
    "cescr-op": "cescr-op", "crpd-op": "crpd-op", "ced-31": "ced-31",
}  # fmt: skip
NO_REMEDIES = Pair(both(without("remedies"), text("exhaustion", None)))
NOTHING_NOW = both(each("events", continuing=False), without("detentions", "disappearances"))
RELEASED = both(
    each("events", continuing=False),
    each("detentions", ended=date("2022-06-01")),
    each("disappearances", ended=date("2022-06-01")),
)
EVERY_CONSENT = consents("submit", "name-to-state", "name-in-public")
# By the name of a rule, or by 'mechanism/rule' where it differs in one.
PAIRS: dict[str, Pair] = {
    # What the committees share
    "language": Pair(language("ar")),
    "upr/language": Pair(language("de")),
    "one-committee": Pair(elsewhere("treaty-body", "pending")),
    "not-anonymous": Pair(people(*VICTIMS)),
    "anonymity-request": Pair(case(lambda one: {"measures": but(one.measures, anonymity=None)})),
    "identity-to-state": Pair(consents("submit")),
    "standing": Pair(
        case(lambda one: {"standing": acts_for(one, "lopes")}), case(lambda one: {"standing": acts_for(one, "rui")})
    ),
    "authority-to-act": Pair(consents("name-to-state")),
    "proof-of-authority": Pair(consents("name-to-state")),
    "signature": Pair(both(people("complainant", "counsel"), document(signed_by=()))),
    "articles": Pair(each("claims", articles=())),
    "remedy-sought": Pair(without("requests")),
    "chronology": Pair(without("events")),
    "exhaustion": NO_REMEDIES,
    "copies-of-decisions": Pair(each("remedies", annexes=())),
    "translations": Pair(each("annexes", language="pt"), each("annexes", language="fr")),
    "length": Pair(long),
    "summary": Pair(both(text("summary", None), long), long),
    "upr/summary": Pair(text("summary", None)),
    "crpd-summary": of("crpd", text("summary", None)),
    "special-procedure": Pair(elsewhere("special-procedure", "decided")),
    "other-procedures": Pair(each("procedures", standing=None)),
    "domestic-remedies": NO_REMEDIES,
    "delay": Pair(late("2030-01-15")),
    # Every paper
    "nothing-later": Pair(case(lambda one: {"events": (but(one.events[0], date=date("2031-05-05")),)})),
    "remedies-agree": Pair(case(lambda one: {"remedies": (but(one.remedies[0], final=True, decided=None),)})),
    "decisions-dated": Pair(
        case(lambda one: {"authorities": tuple(map(registered_later, one.authorities))}),
    ),
    "articles-exist": Pair(case(lambda one: {"claims": (but(one.claims[0], articles=(Text("99 (1)"),)),)})),
    "authority-attached": Pair(both(says("A signed authority is attached."), without("annexes"))),
    "counts-agree": Pair(says("The case has seventeen annexes.")),
    "dates-agree": Pair(says("On 5 May 2031 it was refused."), both(case(lambda _: {"texts": {}}), says("Facts."))),
    "lives-agree": Pair(each("people", born=date("1990-01-01"), died=date("1980-01-01"))),
    "individuals": Pair(
        case(lambda one: {"people": tuple(but(person, name=Text("Prensa Libre S.A.")) for person in one.people)})
    ),
    "opic/victim": Pair(each("people", born=date("1950-01-01")), each("people", born=date("2015-01-01"))),
    "ced-31/victim": Pair(without("disappearances")),
    "ground": Pair(
        case(lambda _: {"texts": {}, "claims": ()}), says("Her disability and her ethnic origin are known.")
    ),
    "exhibits-attached": Pair(both(says("A medical report is attached."), without("annexes"))),
    # Single committees
    "same-matter": Pair(elsewhere("regional-court", "pending"), elsewhere("regional-court", "withdrawn")),
    "convention": Pair(bound("cat", "2026-01-01")),
    "ccpr-op1/same-matter-reservation": Pair(
        elsewhere("regional-court", "decided"), elsewhere("regional-court", "not-examined")
    ),
    "ccpr-op1/time": Pair(late("2030-01-15"), without("procedures")),
    "ccpr-op1/time-after-procedure": Pair(late("2026-06-02")),
    "cerd-14/time": Pair(late("2025-04-09")),
    "cedaw-op/victim": Pair(each("people", gender="man"), each("people", gender="woman")),
    "echr-34/time": Pair(late("2030-01-15"), both(state_is("FRA"), decided("2024-11-01"))),
    "iachr-44/time": Pair(late("2030-01-15"), both(state_is("GTM"), decided("2024-11-01"))),
    "achpr-56/time": Pair(late("2030-01-15"), both(state_is("TGO"), decided("2024-11-01"))),
    "opic/time": Pair(late("2025-10-09")),
    "cescr-op/time": Pair(late("2025-10-09")),
    "opic/party-crc": Pair(bound("crc", "2026-01-01"), claims("crc")),
    "opic/party-opsc": Pair(bound("opsc", "2026-01-01"), both(claims("opsc"), bound("opsc", "2003-05-16"))),
    "opic/party-opac": Pair(bound("opac", "2026-01-01"), both(claims("opac"), bound("opac", "2003-08-19"))),
    "ced-31/written-consent": Pair(consents("name-to-state")),
    # Urgent action
    "disappearance": Pair(without("disappearances")),
    "began-after": Pair(each("disappearances", date=date("2013-01-01"))),
    "reported": Pair(each("disappearances", reported=None)),
    "ced-30/one-body": Pair(elsewhere("special-procedure", "pending")),
    "ced-30/author": Pair(both(people("complainant", "relative", "counsel"), document(signed_by=()))),
    # Papers in a pending case
    "communication": Pair(both(without("claims"), case(lambda one: {"case": but(one.case, communication=None)}))),
    "interim-measures/reasons": Pair(case(lambda one: {"measures": but(one.measures, interim=None)})),
    "observations": Pair(without("observations")),
    "number": Pair(case(lambda one: {"case": but(one.case, communication=None)})),
    "due": Pair(late("2025-05-21")),
    "decision": Pair(without("decision")),
    # Special procedures
    "victims": Pair(people(*VICTIMS)),
    "perpetrators": Pair(both(people("perpetrator"), without("detentions", "disappearances"))),
    "circumstances": Pair(without("events", "detentions", "disappearances")),
    "consent": Pair(consents("submit"), EVERY_CONSENT),
    "past": Pair(
        each("events", continuing=True),
        both(NOTHING_NOW, case(lambda one: {"measures": but(one.measures, interim=None)})),
    ),
    "ongoing": Pair(RELEASED),
    "threatens": Pair(RELEASED),
    "not-found": Pair(RELEASED),
    "released": Pair(RELEASED),
    # Arbitrary detention
    "detention": Pair(without("detentions")),
    "identity": Pair(without("detentions")),
    "arrest": Pair(without("detentions")),
    "held": Pair(each("detentions", held=())),
    "wgad/reasons": Pair(each("detentions", legal_basis=None)),
    "categories": Pair(each("detentions", categories=())),
    "steps": NO_REMEDIES,
    # Disappearances
    "name": Pair(without("disappearances")),
    "date": Pair(each("disappearances", date=PartialDate("day", Day(2021)))),
    "place": Pair(each("disappearances", place=None)),
    "responsible": Pair(each("disappearances", responsible=None)),
    "search": Pair(each("disappearances", search=None, reported=None)),
    "one-person": Pair(case(lambda one: {"disappearances": one.disappearances * 2})),
    "family": Pair(each("disappearances", family_agrees=False)),
    "routing": Pair(bound("ced", "2014-01-27"), case(lambda one: {"acceptances": (), "state": Text("USA")})),
    "one-body": Pair(elsewhere("treaty-body", "pending")),
    "recent": Pair(late("2021-09-04"), late("2021-09-03")),
    "connected": Pair(late("2022-06-04"), both(text("connected", "x"), late("2022-06-03"))),
    # Reports
    "deadline": Pair(review(due=date("2025-01-14"))),
    "deadline-others": of("cat", review(due=date("2025-01-14"))),
    "recommendations": Pair(both(each("issues", recommendations=()), without("recommendations"))),
    "questions": Pair(each("issues", questions=())),
    "ccpr-words": of("ccpr", long),
    "ccpr-language": of("ccpr", language("ar")),
    "cescr-language": of("cescr", language("ru")),
    "crc-words": of("crc", long),
    "cedaw-files": of("cedaw", document(formats=("docx",))),
    "cedaw-words": of("cedaw", long, without("partners")),
    "cedaw-words-joint": of("cedaw", long),
    "cat-scope": of("cat", each("issues", earlier=None)),
    # Universal periodic review and the Council
    "words": Pair(long),
    "word-file": Pair(document(formats=("pdf",))),
    "introduction": Pair(case(lambda one: {"organisation": but(one.organisation, about=None)})),
    "since-last": Pair(each("issues", earlier=None)),
    "alone": Pair(case(lambda _: {"partners": full_case().partners}), without("partners")),
    "names": Pair(without("partners")),
    "partners": Pair(each("partners", founded=None)),
    "status": Pair(review(status=None)),
    "agenda-item": Pair(review(agenda_item=None)),
}
for _name, _instrument in ARTICLE.items():
    PAIRS |= {
        f"{_name}/own-instrument": Pair(claims("nowhere"), claims(_name)),
        f"{_name}/party": Pair(bound(_instrument, "2026-01-01")),
        f"{_name}/declaration": Pair(bound(_instrument, "2026-01-01")),
        f"{_name}/ratione-temporis": Pair(
            both(bound(_instrument, "2024-12-01"), each("events", continuing=False)), each("events", continuing=False)
        ),
    }


def pair_of(name: str, rule: Rule) -> tuple[str, Pair | None]:
    family = name.split("-", maxsplit=1)[0]
    keys = (f"{name}/{rule.id}", f"{family}/{rule.id}", str(rule.id))
    key = next((key for key in keys if key in PAIRS), "")
    return key, PAIRS.get(key)


def base(name: str) -> Situation:
    """Return the full case as it is filed: no text explains anything away, and nobody else looks at the matter."""
    excuses = (text(key, None) for key in ("delay", "exhaustion", "translations", "perpetrators", "connected"))
    given = both(*excuses, elsewhere("regional-court", "withdrawn"))(situation(full_case()))
    return replace(given, lengths=SHORT)


def test_every_rule_with_a_check_has_its_pair_and_no_pair_is_left_over() -> None:
    used = {pair_of(name, rule)[0] for name, rule in RULES}
    lacking = [f"{name}/{rule.id}" for name, rule in RULES if pair_of(name, rule)[1] is None]
    assert lacking == []
    defaults = {key for key in PAIRS if key.startswith(tuple(f"{name}/" for name in ARTICLE))}
    assert set(PAIRS) - used - defaults == set()


@pytest.mark.few(50)
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        # Every run takes one rule in four, which is some of each mechanism; the proof takes all.
        pytest.param(name, rule, id=f"{name}/{rule.id}", marks=() if number % 4 == 0 else pytest.mark.proof)
        for number, (name, rule) in enumerate(RULES)
    ],
)
def test_a_rule_is_held_and_broken_next_to_its_source(name: str, rule: Rule) -> None:
    _, pair = pair_of(name, rule)
    assert pair is not None
    given = pair.held(base(name))
    held = answer(name, str(rule.id), given)
    assert held.state in {"met", "asserted"}, words_of(held)
    broken_in = pair.broken(given)
    broken = answer(name, str(rule.id), broken_in)
    soft = rule.confidence == "D" or rule.asks
    assert broken.state == (
        "verify" if soft else "contradicted" if rule.check in {"consistency", "standing"} else "missing"
    ), words_of(broken)
    for spoken in ("en", "fr", "es"):
        assert words_of(broken, spoken)
    finding, *_ = answer_findings(book(name), (replace(broken, others=()),), broken_in)
    stops = rule.severity == "error" and not soft
    assert finding.is_error == stops
    error, warning = CODES[rule.check]
    expected = error if stops else "N814" if rule.severity == "remark" else warning
    assert finding.code == expected
    assert finding.rule is not None
    for source in rule.sources:
        assert str(source.title) in finding.rule
    assert f"confidence {rule.confidence}" in finding.rule
    if soft:
        assert finding.help == str((rule.verify or {})["en"])


@pytest.mark.parametrize("name", IDS)
def test_every_rule_has_its_source_its_day_and_three_languages(name: str) -> None:
    for rule in book(name).rules:
        assert rule.sources, rule.id
        assert all(str(source.seen.first) in {"2026-11-22", "2026-11-29"} for source in rule.sources), rule.id
        for words in (rule.requirement, rule.verify, rule.conflict, rule.note):
            assert words is None or {"en", "fr", "es"} <= set(words.keys()), rule.id
        assert rule.confidence != "D" or rule.severity != "error", rule.id
        assert rule.confidence != "D" or rule.verify is not None, rule.id
        if any("General knowledge" in str(source.title) for source in rule.sources) and len(rule.sources) == 1:
            assert rule.confidence == "D", rule.id


@pytest.mark.parametrize("name", IDS)
def test_every_mechanism_has_its_names_in_four_languages(name: str) -> None:
    procedure = book(name).procedure
    for words in (procedure.name, procedure.short_name, *(section.title for section in book(name).sections)):
        assert {"en", "fr", "es", "ru"} <= set(words.keys())


@pytest.mark.parametrize("name", IDS)
def test_every_body_treaty_and_group_that_a_mechanism_names_is_known(name: str) -> None:
    procedure = book(name).procedure
    assert procedure.body is None or str(procedure.body) in bodies()
    assert procedure.instrument is None or str(procedure.instrument) in instruments()
    named = {str(rule.date.bound.instrument) for rule in book(name).rules if rule.date and rule.date.bound}
    assert named <= set(instruments())
    takes = procedure.refused is None and procedure.kind != "regional"
    assert takes == (procedure.template is not None)
