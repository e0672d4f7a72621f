"""A good catalogue spoilt at random, in its bytes and in its fields: told, or read right.

``EXODESK_MUTATIONS=500000`` tries more of them, ``EXODESK_SEED=1`` others.
"""

from __future__ import annotations

import json
import os
import random
import re
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import DurationRange, Entry
from exodesk.domain.money import MINOR_DIGITS
from exodesk.exports.csv_table import csv_bytes
from exodesk.exports.plain import result
from exodesk.storage.catalogue_file import CatalogueFileError, LoadedCatalogue, read_catalogue
from exodesk.wording.sentences import row_sentence
from tests.builders import RATE_DAY, RATES
from tests.storage.documents import text_of, twenty_entries

COUNT = int(os.environ.get("EXODESK_MUTATIONS", "3000"))
SEED = int(os.environ.get("EXODESK_SEED", "20261122"))
ROUNDS = 10
GOOD = text_of(twenty_entries()).encode()
WRITTEN = {raw["id"]: raw for raw in twenty_entries()["entries"]}

HOSTILE: list[Any] = [
    *(None, True, False, 0, -1, 1, 3.5, 10**20, 1e300, [], {}, [None], {"low": 1}, [[[[]]]]),
    *(
        "",
        " ",
        "0",
        "-0",
        "-1",
        "1e5",
        "NaN",
        "Infinity",
        "1_000",
        "१५०",
        "１",
        "0." + "0" * 19 + "1",
        "9" * 20,
    ),
    *(
        "9" * 21,
        "1." + "0" * 20 + "1",
        "0 day",
        "-1 day",
        "1e3 day",
        "nan day",
        "999999 year",
        "1 day\n",
    ),
    *(
        "0 ml",
        "0.000000000001 mg",
        "999999999 kg",
        "GBP",
        "XXX",
        "gbp",
        "src-z",
        "2026-02-30",
        "9999",
    ),
    *(
        "session",
        "course",
        "month",
        "pack",
        "week",
        "laser",
        "not stated",
        "\0",
        "\u202e",
        "\ufffe",
    ),
    *("<img src=/etc/passwd>", "=1+1", "'", '"', "x" * 10_001, "entry-3", "?"),
]
BARE = [
    b"NaN",
    b"-Infinity",
    b"Infinity",
    b"1e999",
    b"-1e999",
    b"1" * 5_000,
    b"-0",
    b"0.1e-999",
    b'"\\ud800"',
]
PIECES = [b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\0", b"\n", b"\xff", b"\xef\xbb\xbf"]
PIECES += [b"\\u0022", b"\\ud800", b"null", b'"id": "a", ', b"-", b"1e999", "₹".encode(), b'":"']


def place(value: Any, chance: random.Random) -> tuple[Any, Any]:
    """Some holder in a JSON value, and one of its keys or numbers."""
    while True:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        inner = value[key]
        if not inner or not isinstance(inner, (dict, list)) or chance.random() < 0.2:
            return value, key
        value = inner


def with_spoilt_fields(chance: random.Random) -> bytes:
    """Values replaced, taken out, moved and doubled; bare numbers that JSON can't hold."""
    whole = json.loads(GOOD)
    bare = b""
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        holder, key = place(whole, chance)
        match chance.randrange(6):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[chance.choice(["colour", "low", "price", "id", "text", "a.b[0]", "\n"])] = 1
            case 2 if isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
            case 3:
                bare = chance.choice(BARE)
                holder[key] = "@@"
            case 4:
                other, other_key = place(whole, chance)
                holder[key] = deepcopy(other[other_key])
            case _:
                holder[key] = deepcopy(chance.choice(HOSTILE))
    return text_of(whole).encode().replace(b'"@@"', bare)


def with_spoilt_bytes(chance: random.Random) -> bytes:
    """Bytes flipped, lost, doubled, cut off and put in where they do not belong."""
    data = bytearray(GOOD)
    for _ in range(chance.choice([1, 1, 1, 2, 8])):
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.choice([1, 1, 2, 10, 300]))
        match chance.randrange(7):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at] = chance.randrange(256)
            case 2:
                del data[at:end]
            case 3:
                data[at:at] = data[at:end]
            case 4:
                data[at:at] = chance.choice(PIECES)
            case 5:
                digit = chance.choice(list(re.finditer(rb"[0-9]", data[at:] + b"0"))).start()
                data[at + digit : at + digit + 1] = chance.choice([b"0", b"7", b"-", b".", b"e"])
            case _:
                if chance.random() < 0.2:
                    del data[at:]
        if not data:
            return b""
    return bytes(data)


def figures_as_written(raw: dict[str, Any]) -> list[Any]:
    """Every figure of an entry in JSON, amounts as text."""
    found: list[Any] = [raw["id"], raw["name"]]
    for offer in raw.get("offers") or ():
        price = offer["price"]
        found += [offer["per"], price["currency"], price["low"], price["high"]]
    for key in ("sessions", "interval", "downtime", "onset", "lasts"):
        stated = raw.get(key) or {}
        found += [stated.get("low"), stated.get("high")]
    found += [(raw.get(key) or {}).get("amount") for key in ("pack", "use")]
    return found


def figures_as_read(entry: Entry) -> list[Any]:
    found: list[Any] = [entry.id, entry.name]
    for offer in entry.offers:
        price = offer.price
        found += [offer.per.value, price.currency, price.low, price.high]
    found += [entry.sessions and entry.sessions.low, entry.sessions and entry.sessions.high]
    for stated in (entry.interval, entry.downtime, entry.onset, entry.lasts):
        found += [stated and stated.low, stated and stated.high]
    return [*found, entry.pack and entry.pack.amount, entry.use and entry.use.amount]


def same(written: Any, read: Any) -> bool:
    if isinstance(read, Decimal):
        return isinstance(written, str) and Decimal(written) == read
    if hasattr(read, "unit"):
        return (
            isinstance(written, str)
            and written.split(" ")
            == [
                written.split(" ")[0],
                read.unit,
            ]
            and Decimal(written.split(" ")[0]) == read.amount
        )
    return type(written) is type(read) and bool(written == read)


def assert_bounds(entry: Entry) -> None:
    for offer in entry.offers:
        low, high = offer.price.low, offer.price.high
        assert offer.price.currency in MINOR_DIGITS
        assert all(end is None or (end.is_finite() and end >= 0) for end in (low, high))
        assert low is None or high is None or low <= high
        assert offer.tax_rate is None or (offer.tax_rate.is_finite() and offer.tax_rate >= 0)
        assert offer.every.days > 0
        assert offer.times is None or offer.times > 0
    stated: list[DurationRange | None] = [entry.interval, entry.downtime, entry.onset, entry.lasts]
    for duration in stated:
        if duration is not None:
            low_days, high_days = duration.low_days, duration.high_days
            assert low_days is None or low_days >= 0
            assert low_days is None or high_days is None or low_days <= high_days
    if entry.sessions is not None:
        fewest, most = entry.sessions.low, entry.sessions.high
        assert fewest is None or 0 < fewest <= 1_000
        assert fewest is None or most is None or fewest <= most
    for amount in (entry.pack and entry.pack.amount, entry.use and entry.use.amount):
        assert not amount or (amount.amount.is_finite() and amount.amount > 0)


def assert_read_right(loaded: LoadedCatalogue, text: bytes, unspoilt: dict[str, Entry]) -> None:
    catalogue = loaded.catalogue
    # A number of 5,000 digits is more than Python reads.
    plain = json.loads(text.removeprefix(b"\xef\xbb\xbf"), parse_int=lambda n: int(n[:100]))
    written = plain["entries"]
    aside = {problem.place.partition(".")[0].partition("]")[0] for problem in loaded.problems}
    good = [raw for number, raw in enumerate(written) if f"entries[{number}" not in aside]
    assert len(good) == len(catalogue.entries) == len(written) - len(loaded.set_aside)
    assert len({entry.id for entry in catalogue.entries}) == len(catalogue.entries)
    for raw, entry in zip(good, catalogue.entries, strict=True):
        if raw == WRITTEN.get(entry.id):
            assert entry == unspoilt[entry.id]
            continue
        pairs = list(zip(figures_as_written(raw), figures_as_read(entry), strict=True))
        assert all(same(*pair) for pair in pairs), [pair for pair in pairs if not same(*pair)]
        assert_bounds(entry)
        cited = {stated.source for stated in entry.figures()} - {None}
        assert cited <= set(catalogue.sources)


def assert_usable(loaded: LoadedCatalogue) -> None:
    """What was read can be costed, said and exported."""
    catalogue = loaded.catalogue
    usual = Assumptions()
    costs = [cost_of(entry, usual, RATES) for entry in catalogue.entries]
    csv_bytes(costs, catalogue, usual, RATE_DAY)
    document = result(costs, catalogue, usual, RATES, RATE_DAY)
    json.dumps(document, ensure_ascii=False).encode()
    for cost in costs:
        row_sentence(cost)


@pytest.mark.parametrize("round_number", range(ROUNDS))
@pytest.mark.parametrize("spoil", [with_spoilt_fields, with_spoilt_bytes])
def test_a_spoilt_catalogue_is_told_or_read_right(
    tmp_path: Path, spoil: Any, round_number: int
) -> None:
    chance = random.Random(f"{SEED} {spoil.__name__} {round_number}")
    path = tmp_path / "catalogue.json"
    path.write_bytes(GOOD)
    unspoilt = {entry.id: entry for entry in read_catalogue(path).catalogue.entries}
    read = whole = 0
    for number in range(COUNT // (2 * ROUNDS)):
        text = spoil(chance)
        path.write_bytes(text)
        try:
            loaded = read_catalogue(path)
        except CatalogueFileError as error:
            assert str(path) in str(error)  # noqa: PT017 - either end will do
            continue
        read += 1
        whole += not loaded.problems
        assert all(str(problem).isprintable() for problem in loaded.problems)
        assert bool(loaded.set_aside) == any("entries[" in p.place for p in loaded.problems)
        assert_read_right(loaded, text, unspoilt)
        if number % 10 == 0:
            assert_usable(loaded)
    assert read > COUNT // (2 * ROUNDS) // 20  # or the generator only makes rubbish
    assert whole < read
