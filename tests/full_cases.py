"""The case that gives everything, and the one that gives next to nothing, in a workspace for tests."""

from __future__ import annotations

import shutil
from pathlib import Path

FULL = Path(__file__).parent / "full_case"
COMMUNICATIONS = ("ccpr", "cat", "cedaw", "cerd", "crc", "cescr", "crpd", "ced")
COMMITTEE = {
    "body": "cat",
    "session": {"en": "84th session", "fr": "84e session", "es": "84.º período de sesiones"},
    "date": "2026-04",
    "due": "2026-03-20",
    "document": "CAT/C/PRT/8",
}
REVIEW = {
    "body": "upr",
    "session": {"en": "53rd session", "fr": "53e session", "es": "53.º período de sesiones"},
    "date": "2026-11",
    "due": "2026-04-07",
}
COUNCIL = {
    "body": "hrc",
    "session": {"en": "61st session", "fr": "61e session", "es": "61.º período de sesiones"},
    "agenda_item": {"en": "Agenda item 3", "fr": "Point 3 de l'ordre du jour", "es": "Tema 3 de la agenda"},
    "status": {"en": "special", "fr": "spécial", "es": "especial"},
}
RAPPORTEUR = {
    "en": "Special Rapporteur on torture",
    "fr": "Rapporteuse spéciale sur la torture",
    "es": "Relatora Especial sobre la tortura",
}
BOTH = {"audiences": ["filing", "public"]}
SECRETARIAT = {"en": "The Secretariat", "fr": "Le Secrétariat", "es": "La Secretaría", "ar": "الأمانة"}
BRIEF = {"en": "A brief", "fr": "Une note", "es": "Una nota", "ar": "مذكرة"}
SENT = {
    "en": "We sent the letter.", "fr": "Nous avons envoyé la lettre.", "es": "Enviamos la carta.",
    "ar": "أرسلنا الرسالة.",
}  # fmt: skip
NEXT = {"en": "The body replies.", "fr": "L'organe répond.", "es": "El órgano responde.", "ar": "ترد الهيئة."}
# What a submission by each template says beside its languages; its audience is `filing` unless it says another.
SUBMISSIONS: dict[str, dict[str, object]] = {
    **{
        f"un/{name}-{'complaint' if name == 'cat' else 'communication'}": {**BOTH, "date": "2025-04-02"}
        for name in COMMUNICATIONS
    },
    "un/interim-measures": {},
    "un/comments-on-observations": BOTH,
    "un/follow-up": BOTH,
    "un/ced-urgent-action": {},
    "un/special-procedures-allegation": {
        "addressee": RAPPORTEUR,
        "form_of_address": "special-rapporteur",
        "place": {"en": "Lisbon", "fr": "Lisbonne", "es": "Lisboa"},
        "copies": {"en": "The victim's family", "fr": "Famille de la victime", "es": "Familia de la víctima"},
    },
    "un/special-procedures-urgent-appeal": {"addressee": RAPPORTEUR},
    "un/wgad-questionnaire": {},
    "un/wgeid-case": {},
    "un/treaty-body-report": {**BOTH, "review": COMMITTEE},
    "un/list-of-issues": {**BOTH, "review": COMMITTEE},
    "un/upr-individual": {"audiences": ["public"], "review": REVIEW},
    "un/upr-joint": {"audiences": ["public"], "review": REVIEW},
    "un/hrc-written-statement": {
        "audiences": ["public"],
        "review": COUNCIL,
        "title": {"en": "Registers", "fr": "Registres", "es": "Registros"},
    },
    "internal/admissibility-memo": {},
    "internal/intake-form": {},
    "letters/authority-to-act": {},
    "letters/cover-letter": {"addressee": SECRETARIAT},
    "letters/client-update": {"texts": {"sent": SENT, "next_steps": NEXT}},
    "letters/notice-of-withdrawal": {
        "values": {"recipient": SECRETARIAT, "withdrawn_document": BRIEF, "withdrawn_on": "2025-03"}
    },
}
MINIMAL = """\
case: {id: minimal-case, title: A title, short_title: Short, language: LANGUAGE}
state: PRT
organisation: {name: An organisation, address: Somewhere}
submissions:
"""


def full_workspace(folder: Path, submissions: list[dict[str, object]]) -> Path:
    """Copy the full case into `folder`/cases and let it make the submissions; return the workspace."""
    case = folder / "cases" / "full-case"
    shutil.copytree(FULL, case)
    with (case / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("\nsubmissions:\n" + "".join(_entry(one) for one in submissions))
    return folder


def entry_for(template: str, languages: list[str]) -> dict[str, object]:
    """Return the entry of `case.yaml` by which the full case makes its submission by a template."""
    return {"template": template, "languages": languages, "audiences": ["filing"], **SUBMISSIONS[template]}


def minimal_workspace(folder: Path, template: str, language: str) -> Path:
    """Write a case that gives nothing but what every case must; return the workspace."""
    case = folder / "cases" / "minimal-case"
    case.mkdir(parents=True)
    entry = _entry({"template": template, "languages": [language]})
    (case / "case.yaml").write_text(MINIMAL.replace("LANGUAGE", language) + entry, "utf-8")
    return folder


def _entry(submission: dict[str, object]) -> str:
    lines = [f"{key}: {_flow(value)}" for key, value in submission.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    return f'"{value}"' if ":" in str(value) else str(value)
