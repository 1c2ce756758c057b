"""Documents, sources, actors and their names, and the bookkeeping of identity, for the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from graph.model import OPEN
from graph.store.actors import CATEGORIES, best_names, key_row
from graph.store.claims import document_record, source_id
from graph.store.places import least_named
from ingest.bulk.tables import SEQ, versioned
from ingest.coded.claims import document
from ingest.committing.writing import name_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.identity.resolver import Resolver
    from graph.model import Place
    from ingest.bulk.files import ImportFiles
    from ingest.bulk.spill import Spill
    from ingest.committing.identities import Identities


def write_documents(files: ImportFiles, spill: Spill, read_by: str | None) -> None:
    """Documents with their sources; `read_by` names who read them."""
    sources: dict[str, tuple[int, str]] = {}
    rows: list[dict[str, Any]] = []
    published: list[dict[str, int]] = []
    for number, story in enumerate(spill.documents.all()):
        one = document(story)
        told = one.model_dump(include={"title", "publisher", "published", "url"})
        rows.append({"number": number, "id": one.doc_id, "record": document_record(one), **told})
        if one.publisher:
            key = source_id(one.publisher)
            known, label = sources.get(key, (len(sources), one.publisher))
            sources[key] = known, min(label, one.publisher)
            published.append({"from": number, "to": known})
    schema = {"title": pl.String, "publisher": pl.String, "url": pl.String}
    files.nodes(
        "Document", versioned(pl.DataFrame(rows, schema_overrides=schema)).with_columns(read_by=pl.lit(read_by))
    )
    files.nodes("Source", pl.DataFrame([{"number": n, "id": key, "label": text} for key, (n, text) in sources.items()]))
    files.relationships("PUBLISHED_BY", pl.DataFrame(published))


def write_actors(files: ImportFiles, numbers: Mapping[str, int], identities: Identities, resolver: Resolver) -> None:
    """Actors whom claims name, with the names and keys of those that no authority knows.

    The authority's get the rest of their values with the authority itself.
    """
    whole = resolver.authority
    known = {one.id: one.label for one in (*whole.persons, *whole.organizations, *whole.states)}
    minted = {one.id: one.label for one in identities.actors()}
    rows = [
        {
            "number": number,
            "id": actor,
            "kind": (kind := actor.partition("/")[0]),
            "label": (label := known.get(actor) or minted[actor]),
            "labels": label,
            "label_from": str(SEQ),
            "origin": "authority" if actor in known else "claims",
            "labels_of": CATEGORIES[kind],
        }
        for actor, number in numbers.items()
    ]
    files.nodes("Actor", pl.DataFrame(rows), labels=True)
    _write_names(files, numbers, identities)
    _write_keys(files, identities)


def write_places(files: ImportFiles, places: Iterable[Place], numbers: Mapping[str, int]) -> None:
    """Places that claims name; one that the gazetteer does not know goes by the least of its names."""
    rows = [
        {
            "number": numbers[one.id],
            "id": one.id,
            "label": one.label,
            "country": one.country,
            "point": None if one.lat is None or one.lon is None else f"{{latitude:{one.lat}, longitude:{one.lon}}}",
        }
        for one in least_named(places)
    ]
    files.nodes("Place", pl.DataFrame(rows, infer_schema_length=None))


def _write_names(files: ImportFiles, numbers: Mapping[str, int], identities: Identities) -> None:
    names: dict[str, int] = {}
    rows = [
        {
            "from": names.setdefault(one.name, len(names)),
            "to": numbers[one.actor],
            "text": one.text,
            "weight": one.weight,
            "rev_from": SEQ,
            "rev_to": OPEN,
        }
        for one in best_names(name_rows(identities.spellings()))
    ]
    files.nodes("Name", pl.DataFrame([{"number": number, "id": name} for name, number in names.items()]))
    files.relationships("NAMES", pl.DataFrame(rows))


def _write_keys(files: ImportFiles, identities: Identities) -> None:
    blocks: dict[str, int] = {}
    keys = list(identities.keys.values())
    files.nodes("Key", pl.DataFrame([{"number": number, **key_row(key)} for number, key in enumerate(keys)]))
    shares = [
        {"from": number, "to": blocks.setdefault(block, len(blocks))}
        for number, key in enumerate(keys)
        for block in key.blocks()
    ]
    files.nodes("Block", pl.DataFrame([{"number": number, "id": block} for block, number in blocks.items()]))
    files.relationships("SHARES", pl.DataFrame(shares))
