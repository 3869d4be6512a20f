"""Refresh the tables of States and of acceptances from files that were downloaded or typed; nothing is fetched.

    python tools/refresh_tables.py states country-codes.csv
    python tools/refresh_tables.py acceptances acts.csv --as-of 2026-11-22 --source "United Nations Treaty Collection"

What was done by hand is kept, and what a person must look at afterwards is printed. The page
docs/how-to/refresh-the-tables.md tells where the files come from.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "src" / "submissions" / "rules"
SOURCE_LANGUAGES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "ar": "Arabic",
    "zh": "Chinese",
}
# Rows whose names were written by hand, since the source has none or an old one: they are never overwritten.
BY_HAND = frozenset({"CIV", "ESH", "FLK", "HKG", "MAC", "NLD", "TUR", "TWN", "XKX"})
ACTS = ("ratification", "accession", "succession", "ratification or accession", "printed", "withdrawal")
DECLARATIONS = {"cat-22", "cerd-14", "ced-31", "cmw-77"}
_ARTICLE = re.compile(r"(?P<name>.*) \((?P<article>the|le|la|les|l'|el|los|las)\)")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Row = dict[str, str]


def read_rows(path: Path) -> tuple[list[str], list[str], list[Row]]:
    """Return the lines at the head of a table that say what it is, its columns, and its rows."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    head = [line for line in lines if line.startswith("#")]
    reader = csv.DictReader(line for line in lines if not line.startswith("#"))
    rows = list(reader)
    return head, list(reader.fieldnames or ()), rows


def write_rows(path: Path, head: Sequence[str], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a table with its head."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(f"{line}\n" for line in head)
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def clean(name: str) -> str:
    """Return a name without the marks of the source: asterisks, double spaces, curled apostrophes."""
    return " ".join(name.replace("*", "").replace("’", "'").split())


def with_article_apart(name: str) -> tuple[str, str]:
    """Return a short name and its article, which the source puts behind it: "Niger (the)"."""
    match = _ARTICLE.fullmatch(name)
    return (match["name"], match["article"]) if match is not None else (name, "")


def state_row(source: Row) -> Row:
    """Return what the source has for one State, in the columns of our table; empty where it has nothing."""
    row = {
        "alpha2": source["ISO3166-1-Alpha-2"],
        "alpha3": source["ISO3166-1-Alpha-3"],
        "m49": source["M49"].lstrip("0"),
    }
    for language, word in SOURCE_LANGUAGES.items():
        name, article = with_article_apart(clean(source.get(f"UNTERM {word} Short", "")))
        row[language] = name
        row[f"{language}_formal"] = clean(source.get(f"UNTERM {word} Formal", ""))
        if language in {"en", "fr", "es"}:
            row[f"{language}_article"] = article
    return row


def refresh_states(old: Sequence[Row], source: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """Return the new rows of the table of States, and what a person must look at.

    Names written by hand, the Russian genitives, and whatever the source leaves empty stay as they are.
    """
    news: list[str] = []
    found = {row["alpha3"]: row for row in map(state_row, source) if row["alpha3"]}
    rows = []
    for row in old:
        own = found.pop(row["alpha3"], None)
        if own is None:
            news += [f"{row['alpha3']}: not in the source; kept"] if row["alpha3"] not in BY_HAND else []
            rows.append(dict(row))
            continue
        changed = {} if row["alpha3"] in BY_HAND else {key: value for key, value in own.items() if value}
        articles = {} if row["alpha3"] in BY_HAND else {key: own[key] for key in own if key.endswith("_article")}
        articles = {key: value for key, value in articles.items() if own[key.split("_", maxsplit=1)[0]]}
        merged = {**row, **changed, **articles}
        news += list(_changes(row, merged))
        rows.append(merged)
    for code, own in sorted(found.items()):
        news.append(f"{code}: new; write its Russian genitive")
        rows.append({column: own.get(column, "") for column in (old[0] if old else own)})
    return sorted(rows, key=lambda row: row["alpha3"]), news


def _changes(old: Row, new: Row) -> Iterator[str]:
    for column, value in new.items():
        if value != old[column]:
            order = "; write its genitive anew" if column == "ru" else ""
            yield f"{old['alpha3']}: {column}: '{old[column]}' becomes '{value}'{order}"


def refresh_acceptances(
    old: Sequence[Row], acts: Sequence[Row], known: Mapping[str, frozenset[str]], as_of: str, source: str
) -> tuple[list[Row], list[str], list[str]]:
    """Return the new rows of the table of acceptances, what changed, and the faults of the file that was typed.

    An act of a State takes the place of what the table has of it; dates that decisions print stay. A declaration has
    the act "declaration". With any fault the old rows come back.
    """
    faults = [fault for number, row in enumerate(acts, 2) for fault in _act_faults(number, row, known)]
    if faults:
        return list(old), [], faults
    news: list[str] = []
    rows = [dict(row) for row in old]
    for act in acts:
        key = (act["instrument"], act["state"])
        same = [row for row in rows if (row["instrument"], row["state"]) == key and _same_kind(row["act"], act["act"])]
        before = ", ".join(row["date"] for row in same) or "nothing"
        if before != act["date"]:
            news.append(f"{key[0]} {key[1]}: {before} becomes {act['date']} ({act['act']})")
        rows = [row for row in rows if row not in same]
        rows.append(
            {**dict.fromkeys(old[0], ""), **{name: act[name] for name in ("instrument", "state", "date", "act")}}
            | {"as_of": as_of, "source": source, "confidence": "A", "date_confidence": "A"}
        )
    order = {"printed": 1, "withdrawal": 2}
    rows.sort(key=lambda row: (row["instrument"], row["state"], order.get(row["act"], 0), row["date"]))
    return rows, news, []


def _same_kind(one: str, other: str) -> bool:
    kinds = {"printed": "printed", "withdrawal": "withdrawal"}
    return kinds.get(one, "act") == kinds.get(other, "act")


def _act_faults(number: int, row: Row, known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    if row.get("instrument") not in known["instruments"]:
        yield f"line {number}: there is no instrument '{row.get('instrument')}'"
    if row.get("state") not in known["states"]:
        yield f"line {number}: there is no State '{row.get('state')}'"
    if not _DATE.fullmatch(row.get("date") or ""):
        yield f"line {number}: '{row.get('date')}' is not a date such as 2019-08-02 or 2019"
    wanted = {"declaration", "withdrawal"} if row.get("instrument") in DECLARATIONS else set(ACTS) - {"printed"}
    if row.get("act") not in wanted:
        yield f"line {number}: '{row.get('act')}' is not one of {', '.join(sorted(wanted))}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands; returns 1 where the file has a fault and nothing was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="table", required=True)
    states = commands.add_parser("states", help="from country-codes.csv")
    acceptances = commands.add_parser("acceptances", help="from a table of instrument, state, date, act")
    for command in (states, acceptances):
        command.add_argument("file", type=Path)
        command.add_argument("--rules", type=Path, default=RULES, help="folder of the tables")
    acceptances.add_argument("--as-of", required=True, help="the day up to which the source goes")
    acceptances.add_argument("--source", default="United Nations Treaty Collection")
    chosen = parser.parse_args(arguments)
    return _states(chosen) if chosen.table == "states" else _acceptances(chosen)


def _states(chosen: argparse.Namespace) -> int:
    path = chosen.rules / "states.csv"
    head, columns, old = read_rows(path)
    rows, news = refresh_states(old, read_rows(chosen.file)[2])
    write_rows(path, head, columns, rows)
    _report(news, path)
    return 0


def _acceptances(chosen: argparse.Namespace) -> int:
    path = chosen.rules / "acceptances.csv"
    head, columns, old = read_rows(path)
    known = {
        "instruments": frozenset(row["id"] for row in read_rows(chosen.rules / "treaties.csv")[2]),
        "states": frozenset(row["alpha3"] for row in read_rows(chosen.rules / "states.csv")[2]),
    }
    acts = read_rows(chosen.file)[2]
    rows, news, faults = refresh_acceptances(old, acts, known, chosen.as_of, chosen.source)
    if faults:
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
        return 1
    write_rows(path, head, columns, rows)
    _report(news, path)
    return 0


def _report(news: Sequence[str], path: Path) -> None:
    sys.stdout.writelines(f"{line}\n" for line in news)
    changes = "1 change" if len(news) == 1 else f"{len(news)} changes"
    sys.stdout.write(f"{path.name}: {changes}; write the new dates into tables.yaml\n")


if __name__ == "__main__":
    sys.exit(main())
