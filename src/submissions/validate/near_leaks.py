"""Look whether the rules on facts that identify together can be kept at all."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.case import Case
from submissions.findings import Finding


def rule_findings(case: Case) -> Iterator[Finding]:
    """Yield a finding for each rule that has too few facts, or allows a number of them that cannot be."""
    for rule in case.quasi_identifiers:
        if len(rule.facts) < 2:
            order = "give two facts at least; a fact that tells by itself belongs into 'protected' or {.redact}"
            yield Finding("E364", rule.id.place, f"the rule '{rule.id}' has fewer than two facts", order)
        elif rule.most is not None and not (rule.most.isdecimal() and int(rule.most) < len(rule.facts)):
            message = f"'most' is not a whole number below the {len(rule.facts)} facts of the rule: '{rule.most}'"
            order = f"write a number from 0 to {len(rule.facts) - 1}, or leave 'most' out"
            yield Finding("E364", rule.most.place, message, order)
