"""A catalogue file that comes in: what is new, and ids that are free here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Claim, Entry, Remark, Source, SourceKind, Stated
from exodesk.imports.catalogues import CatalogueCheck, check_catalogue
from exodesk.imports.check_words import summary
from exodesk.imports.known import Known, OnDuplicate
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.storage.entry_writer import catalogue_bytes
from tests.builders import entry, offer, session_count

OWN_SOURCE = Source("own-source-list", SourceKind.PRICE_LIST, "List")
FOREIGN = Source("src-a", SourceKind.ARTICLE, "Article", date="2026")


def peel(source: str | None = None, name: str = "Peel", amount: str = "90 GBP") -> Entry:
    return replace(
        entry(name, offer(amount, source=source), id=f"own-{name.casefold()}"),
        sessions=session_count("3", source=source),
        notes=(Remark("a note", Stated(source)),),
        claims=(Claim("a claim", "somebody", Stated(source), (source,) if source else ()),),
    )


def check(entries: list[Entry], sources: list[Source], known: Known) -> CatalogueCheck:
    return check_catalogue(entries, {source.id: source for source in sources}, (), known)


def test_own_entries_exported_come_back_identical(tmp_path: Path) -> None:
    entries = [peel(OWN_SOURCE.id), peel(None, "Laser")]
    path = tmp_path / "own.json"
    path.write_bytes(
        catalogue_bytes(Catalogue("Own", None, {OWN_SOURCE.id: OWN_SOURCE}, tuple(entries)))
    )
    loaded = read_catalogue(path).catalogue
    checked = check_catalogue(loaded.entries, loaded.sources, (), Known())
    imported = checked.import_of()
    assert list(imported.entries) == entries
    assert imported.sources == (OWN_SOURCE,)
    again = check_catalogue(
        loaded.entries, loaded.sources, (), Known(entries, {OWN_SOURCE.id: OWN_SOURCE})
    )
    assert summary(again.counts) == "0 ready · 2 already here"
    assert again.import_of(OnDuplicate.UPDATE).updated == ()


def test_sources_of_others_get_ids_of_our_own_everywhere() -> None:
    checked = check([peel(FOREIGN.id)], [FOREIGN], Known())
    imported = checked.import_of()
    (source,) = imported.sources
    assert source.id.startswith("own-source-")
    assert replace(source, id=FOREIGN.id) == FOREIGN
    (found,) = imported.entries
    assert {stated.source for stated in found.figures()} == {source.id}
    assert found.claims[0].contradicted_by == (source.id,)
    known = Known(imported.entries, {source.id: source})
    assert summary(check([peel(FOREIGN.id)], [FOREIGN], known).counts) == "0 ready · 1 already here"


def test_an_id_that_stands_for_something_else_here_gives_way() -> None:
    here = replace(entry("Laser", provider="Another"), id="own-peel")
    checked = check([peel()], [], Known([here]))
    (found,) = checked.import_of().entries
    assert (found.name, found.id) == ("Peel", "own-peel-2")


def test_a_renamed_entry_is_still_known_by_its_id() -> None:
    here = replace(peel(), name="Peel, deep")
    assert check([peel()], [], Known([here])).counts.already_there == 1


def test_an_update_takes_the_figures_and_keeping_both_a_new_id() -> None:
    known = Known([peel()])
    checked = check([peel(amount="95 GBP")], [], known)
    (updated,) = checked.import_of(OnDuplicate.UPDATE).updated
    assert (updated.id, updated.offers[0].price.low) == ("own-peel", Decimal(95))
    (beside,) = checked.import_of(OnDuplicate.KEEP_BOTH).entries
    assert beside.id == "own-peel-2"


def test_what_was_set_aside_counts_as_refused() -> None:
    checked = check_catalogue([entry("Ask")], {}, ["entries[1]: no name"], Known())
    assert summary(checked.counts) == "1 ready (1 with unknown price) · 1 refused"


def test_a_shipped_catalogue_is_known_already() -> None:
    shipped = Catalogue(sources={FOREIGN.id: FOREIGN}, entries=(peel(FOREIGN.id),))
    known = Known(shipped.entries, shipped.sources)
    checked = check_catalogue(shipped.entries, shipped.sources, (), known)
    assert checked.counts.already_there == 1
    assert checked.import_of().sources == ()
