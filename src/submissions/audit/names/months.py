"""The names of the months, as people write them in the languages of the cases."""

from __future__ import annotations

from typing import Final

from submissions.dates.words import WORDS
from submissions.folding import fold

# Months of languages in which the program writes no dates, but people do: Bosnian, Serbian, Croatian, Portuguese,
# Italian, Turkish, the Arabic of the Mashriq, of Egypt and of the Maghreb.
_MORE_MONTHS: Final = (
    "januar februar mart april maj juni juli august septembar oktobar novembar decembar",
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "كانون_الثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين_الاول تشرين_الثاني كانون_الاول",
    "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "جانفي فيفري مارس افريل ماي جوان جويليه اوت سبتمبر اكتوبر نوفمبر ديسمبر",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "ene feb mar abr may jun jul ago set oct nov dic",
)


def month_names(month: int) -> frozenset[str]:
    """Return the folded names of a month, 1 to 12, in the languages known here, whole and shortened."""
    names = [own[month - 1] for words in WORDS.values() for own in (words.months, words.months_alone) if own]
    names += [line.split()[month - 1].replace("_", " ") for line in _MORE_MONTHS]
    parts = {fold(part) for name in names for part in (name, *name.split("/"))}
    return frozenset(name for name in parts if not name.isdecimal())
