"""The names that every template may use, and which words are left for names of a template's own."""

from __future__ import annotations

import re
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from submissions.jinja.fields import OF_JINJA

NAMES: Final[dict[str, str]] = {
    "case": "What the case is called: `id`, `title`, `short_title`, `communication`, `reference`.",
    "state": "The State concerned: `name`, `formal`, `the`, `of`, `code`.",
    "organisation": "Who files: `name`, `address`, `email`, `telephone`, `website`, `about`, `contact`.",
    "people": "All people of the case.",
    "authors": "The people who submit; nobody where the organisation itself is the author.",
    "victims": "The people whose rights were violated, authors in their own names among them.",
    "acting": "Authors who stand alike: `people`, `own`, `authority`, `counsel`, `links` (`victim`, `capacity`...).",
    "concerned": "Each victim with who acts for her: `victim`, `own`, `by` (authors and link), `agreed_by`.",
    "events": "The chronology: `date`, `text`, `short`, `place`, `annexes`, `confidential`, `key`, `violation`...",
    "remedies": "`authority`, `sought`, `filed`, `decided`, `outcome`, `ineffective`, `final`, `annexes`...",
    "procedures": "Other international procedures: `body`, `reference`, `filed`, `outcome`, `standing`, `same_matter`.",
    "claims": "`id`, `instrument`, `articles`, `title`, `argument`.",
    "invoked": "The articles of all claims, each once, where these rest on one instrument.",
    "requests": "The relief sought: `id`, `text`; `item` is the text as an item of a list that reads as one sentence.",
    "recommendations": "`addressee`, `measures`.",
    "questions": "Questions ready to be read aloud.",
    "detentions": "Deprivations of liberty: `person`, `arrested`, `place`, `authority`, `warrant`, `held`...",
    "disappearances": "Enforced disappearances: `person`, `date`, `place`, `circumstances`, `responsible`, `search`...",
    "observations": "The State's observations: `dated`, `points` (`title`, `stated`, `reply`, `stage`).",
    "decision": "The decision to be implemented: `authority`, `adopted`, `due`, `found`, `measures`.",
    "issues": "Subjects of a report: `title`, `articles`, `text`, `earlier`, `questions`, `recommendations`.",
    "partners": "Organisations that join in: `name`, `founded`, `about`, `address`, `email`, `website`.",
    "examinations": "The documents held against the rules of their mechanisms: `documents`, `rules`, `sources`.",
    "measures": "`interim`, `protection`, `anonymity`.",
    "annexes": "`id`, `number`, `title`, `date`, `pages`, `language`, `confidential`, `anchor`.",
    "texts": "The named texts of the case and of the submission: `texts.facts`.",
    "submission": "The document itself: `title`, `place`, `addressee`, `signed_by`, `review`.",
    "audience": "`filing` or `public`.",
    "language": "The language of the document: `en`.",
    "date": "The date on the document.",
}
"""What each name of the view is, for the reference page."""

FUNCTIONS: Final = ("person", "annex", "role", "named", "treaties", "addressing", "letterhead")
"""The names beside those of the view: what is called, and what the house tells."""

_NAME: Final = re.compile(r"[^\W\d]\w*")
_OF_CONTEXT: Final = frozenset({"self", "super"})


def why_not_a_name(name: str) -> str:
    """Say why a template can have no name of its own that is written so, as "this is ..."; "" where it can."""
    if not _NAME.fullmatch(name):
        return "no name: write letters, digits and underscores, a letter first"
    if name in NAMES or name in FUNCTIONS:
        return "a name that every template has already: choose another one"
    is_word = name in OF_JINJA | _OF_CONTEXT or isinstance(_expression(name), nodes.Const | None)
    return "a word of the tags themselves: choose another name" if is_word else ""


def _expression(words: str) -> nodes.Expr | None:
    """Return what Jinja reads of an expression, None where that is no name and no constant."""
    try:
        tree = Environment(autoescape=True).parse(f"{{{{ {words} }}}}")
    except TemplateSyntaxError:
        return None
    return next(tree.find_all((nodes.Name, nodes.Const)), None)


def names_asked(*sources: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the names that sources use and do not make themselves, and those of their macros; None for a fault."""
    environment = Environment(autoescape=True, comment_start_string="{##", comment_end_string="##}")
    try:
        trees = [environment.parse(source) for source in sources]
    except TemplateSyntaxError:
        return None
    for tree in trees:  # Jinja knows neither our filters nor our tests, and asks for each
        for one in tree.find_all((nodes.Filter, nodes.Test)):
            known = environment.filters if isinstance(one, nodes.Filter) else environment.tests
            known.setdefault(one.name, lambda value: value)
    used = (meta.find_undeclared_variables(tree) for tree in trees)
    return frozenset().union(*used), frozenset(one.name for tree in trees for one in tree.find_all(nodes.Macro))
