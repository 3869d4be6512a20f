"""What may be in no Word file that is handed over, and the words in a text that give it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from submissions.audit.kinds.crops import CROPPED
from submissions.audit.records import Refusal

# Whoever prints a refusal finds its reason here, by what it is. The sentence is whole and repeats nothing of the file.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "active control": "the file holds an ActiveX control, which can run a program",
        "add-in": "the file calls an Office add-in",
        "attached template": "the file is tied to a template outside it, whose path can name a person or a computer",
        "author": "the file names its author",
        "author field": "a field prints the name of the person who wrote or opened the file",
        "bytes outside": "the file carries data outside its parts, which Word never shows",
        "comment": "a comment is left in the file",
        "cover": "a filled shape lies over the page: whatever is under it is still in the file",
        "covered picture": "a picture lies over another one, which is still whole in the file",
        "cropped picture": CROPPED,
        "custom XML": "data of another program is left in the file as custom XML",
        "document type": "a part declares a document type, which no Word file has and which can pull in others",
        "document variable": "a document variable is left in the file; Word keeps it out of sight",
        "duplicate": "the file holds two parts of one name; programs differ in which one they show",
        "embedded file": "another file is embedded in the file",
        "embedded object": "an object of another program is embedded in the file",
        "external": "the file points to something outside it that is not a web or mail address",
        "external field": "a field fetches text, pictures or data from outside the file",
        "field error": "a field prints an error message in place of its text",
        "hidden picture": "a picture is in the file that its page does not show, or not as it is",
        "hidden text": "hidden text is left in the file",
        "hyperlink base": "the file names the folder or address where its links begin",
        "idle picture": "a picture is in the file that stands on no page",
        "leads out": "a part has a name that leads out of the file",
        "macro": "the file holds macros, or says that it may hold them",
        "mail merge": "the file is tied to the data of a mail merge",
        "media": "a sound or a film is embedded in the file",
        "path": "a path of somebody's computer or network stands in the file",
        "people": "the file lists who worked on it",
        "permission": "the file names people or groups who may edit a passage",
        "placeholder": "a placeholder that was to be filled in is left in the text",
        "printer settings": "the settings of a printer, with its name, are left in the file",
        "remote image": "a picture is fetched from outside the file, which tells its owner who opens it",
        "signature": "a digital signature names the person who signed",
        "template tag": "a tag of a template is left in the text",
        "thumbnail": "a preview picture of the first page is left in the file",
        "too large": "the file unpacks to more than a Word file ever needs and was not read in full",
        "tracked change": "a tracked change is left in the file, with what it deleted and who made it",
    }
)

# Drives, homes and shares. Field codes double each backslash. A web address may hold "/home/" after its host.
_PATH = re.compile(
    r"""\b[A-Za-z]:\\{1,2}(?=\w)"""
    r"""|\b[A-Za-z]:/(?:Users|Documents|Windows|Program|home|Temp)\b"""
    r"""|(?<![\w./:%-])/(?:home|Users|root|Volumes|mnt|media|tmp|private/var|var/folders)/(?=\w)"""
    r"""|\bfile:[/\\]"""
    r"""|\bsmb://|\bafp://|\bnfs://"""
    r"""|(?<![\\\w:])(?:\\\\|\\{4})\w[\w.$-]*\\{1,2}(?=[\w$])"""
)
# What Jinja and docxtpl leave, and merge fields as Word prints them: the words in guillemets alone are French, and
# Spanish sets «WhatsApp» and «McCann» so.
_TAG = re.compile(
    r"\{\{|\{%|%\}|\{#|#\}|«[A-Za-z]\w*_\w*»"
    r"|«(?!(?:(?:Mc|Mac|De|Di|Du|La|Le|Van)[A-Z][a-z]+|WhatsApp|You[Tt]ube|TikTok|LinkedIn|WikiLeaks|iPhone)»)"
    r"[A-Z]?[a-z]+[A-Z]\w*»|<<\w+>>"
)
# "Todo" is an everyday word of Spanish and Portuguese: only capitals where no sentence would put them count.
_PLACEHOLDER = re.compile(
    r"(?-i:[\[(]TO[D]O\b|(?:^|(?<=[.;:] ))TO[D]O(?=:|$))|\bTKTK\b|\bFIX[M]E\b"
    r"|\[(?:TK|TBC|TBD|TBA|tbc|tbd|X{2,}|x{2,}|\?{2,}|_{2,}|[●•○▪])\]"
    r"|\[(?:insert|to be (?:completed|confirmed|added|inserted)|à (?:compléter|préciser|insérer|confirmer)|insérer"
    r"|por (?:completar|confirmar|definir)|insertar|вставить|уточнить|أدخل|يستكمل)\b[^\]]{0,200}\]"
    r"|\[(?:to come|folgt noch|будет добавлено|待补充) ?[:：]"  # as drafts print what is still to come
    r"|\[(?:date|name|place|name of the state|nom|lieu|nom de l['’]état|fecha|nombre|lugar"
    r"|nombre del estado|дата|имя|место)\]"
    r"|\bLorem ipsum\b"
    r"|Click (?:or tap )?here to enter (?:text|a date)|Choose an item\."
    r"|Cliquez (?:ou appuyez )?ici pour (?:entrer|taper)|Choisissez un élément\."
    r"|Haga clic (?:o pulse )?aquí para escribir|Elija un elemento\."
    r"|Место для ввода (?:текста|даты)|Выберите элемент\."
    r"|(?:انقر|اضغط) (?:أو اضغط )?هنا لإدخال",
    re.IGNORECASE,
)
# As Word and LibreOffice print them in English, French, Spanish, Russian and Arabic.
_FIELD_ERROR = re.compile(
    r"\bError! (?:Reference source|Bookmark|Hyperlink|No |Not |Unknown|Filename|File |Main |Style|Cannot|Invalid"
    r"|Objects|Unexpected|Syntax|Number|AutoText|Switch|Digit|Missing|Too many|Table|Unable)"
    r"|\bErreur ?! ?(?:Source du renvoi|Signet|Référence|Liaison|Nom d|Il n|Aucun|Document|Argument|Style|Insertion"
    r"|Commutateur|Objet|Impossible|Utilisez)"
    r"|¡Error! ?(?:No |Marcador|Referencia|Vínculo|Nombre|Argumento|Sólo|Solo|Utilice|Estilo)"
    r"|Ошибка! ?(?:Источник|Закладка|Недопустим|Ошибка|Текст|Неизвестн|Объект|Не |Имя|Стиль|Только)"
    r"|خطأ! ?(?:لم يتم|الإشارة|المرجع|مرجع|ارتباط|لا يوجد|اسم|الملف|النمط|استخدم)"
    r"|Error: Reference source not found|Erreur ?: source de la référence non trouvée"
    r"|Error: no se encuentra la fuente de referencia|Ошибка: источник перекр[её]стной ссылки не найден"
    r"|خطأ: (?:مصدر المرجع|لم يُعثر على مصدر)",
)
# Vowel signs and the stretching stroke of Arabic: the same message is written with them or without.
_MARKS = re.compile("[\u064b-\u0652\u0640]")
# No-break, narrow no-break, figure and thin space, for which the rules above have a plain one.
_SPACES = re.compile("[\u00a0\u202f\u2007\u2009]")
# One glance decides for nearly every text that nothing of all this can be in it.
_GLANCE = re.compile(
    r"[\\{}«\[]|<<|#\}|%\}|/(?:home|Users|root|Volumes|mnt|media|tmp|private|var)/|:/|TO[D]O|TKTK|FIX[M]E|Lorem"
    r"|Error|Erreur|Ошибка|خط|Click|Choose|Cliquez|Choisissez|Haga|Elija|Место|Выберите|انقر|اضغط|tktk|file:",
    re.IGNORECASE,
)
_RULES = (("path", _PATH), ("template tag", _TAG), ("placeholder", _PLACEHOLDER), ("field error", _FIELD_ERROR))


def kinds_in(text: str) -> Iterator[str]:
    """Yield what a text gives away, by the keys of `REASONS`: a path, a tag, a placeholder, a field's error."""
    yield from dict.fromkeys(kind for kind, _ in found_in(text))


def found_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text gives away, by the keys of `REASONS`, with the words that do, to the end of their word."""
    if not _GLANCE.search(text):
        return
    plain = without_marks(_SPACES.sub(" ", text))
    for kind, pattern in _RULES:
        for match in pattern.finditer(plain):
            yield kind, plain[match.start() : _end_of_word(plain, match.end())]


def without_marks(text: str) -> str:
    """Return a text without the vowel signs and the stretching stroke of Arabic."""
    return _MARKS.sub("", text)


def _end_of_word(text: str, position: int) -> int:
    return next((end for end in range(position, len(text)) if text[end].isspace()), len(text))


def has_path(text: str) -> bool:
    """Say whether a text holds a path of a computer or a network."""
    return bool(_PATH.search(text))


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is refused, at one place; `kind` is a key of `REASONS`, `words` give it away where it is words."""

    kind: str
    part: str
    place: str = ""
    words: str = ""


def records(refused: Iterable[Refused]) -> tuple[Refusal, ...]:
    """Return what was refused once for each part and kind, with the first place and how many more there are."""
    same: dict[tuple[str, str], list[Refused]] = {}
    for one in refused:
        same.setdefault((one.part, one.kind), []).append(one)
    return tuple(
        Refusal(part, REASONS[kind], _told(list(dict.fromkeys(one.place for one in held))), _words_of(held))
        for (part, kind), held in same.items()
    )


def _words_of(refused: Iterable[Refused]) -> frozenset[str]:
    """Return the words that give all of them away; none where one is no matter of words."""
    words = frozenset(one.words for one in refused)
    return frozenset() if "" in words else words


def _told(places: list[str]) -> str:
    known = [place for place in places if place]
    if len(known) < 2:
        return "".join(known)
    return f"{known[0]} and {len(known) - 1} more"
