"""Links to the same things elsewhere, as a linkset of `owl:sameAs`: for whoever wants reasoners to merge them.

Exports say `skos:exactMatch`, which lets nobody conclude that what another dataset says of its thing holds for ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from graph.rdf.dumping import whole_file
from graph.rdf.namespaces import HOME, PREFIXES, Names, expand
from graph.rdf.rows import sections
from graph.rdf.values import quoted
from graph.rdf.writing import Writer
from graph.store.connection import Store
from graph.store.whole import SECTIONS, CutOff, cut_off, stream

EXACT = f"> <{expand('skos:exactMatch')}> <"
SAME = f"<{expand('owl:sameAs')}>"
LINKED = ("Actor", "Place")
"""Sections of the graph that have links."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A dataset whose URIs are of things, not of pages about them.

    Attributes:
        name: As fragments have it.
        title: For people.
        space: What its URIs begin with.
        home: Its page.
    """

    name: str
    title: str
    space: str
    home: str


PARTNERS = (
    Partner("wikidata", "Wikidata", PREFIXES["wd"], "https://www.wikidata.org/"),
    Partner("viaf", "VIAF", "http://viaf.org/viaf/", "https://viaf.org/"),
    Partner("geonames", "GeoNames", "https://sws.geonames.org/", "https://www.geonames.org/"),
)


@dataclass(slots=True)
class Linkset:
    """What leads elsewhere.

    Attributes:
        links: Lines of N-Triples.
        counts: Name of a partner → number of links to it; only those that have any.
        left_out: Number of links to anything else: an address may be of a page, which is no person.
    """

    links: list[str] = field(default_factory=list[str])
    counts: Counter[str] = field(default_factory=Counter[str])
    left_out: int = 0


def write_linkset(store: Store, path: Path, base: str = HOME) -> Linkset:
    """Write the links of the graph as N-Triples, and a description (VoID) beside them; the same graph, the same bytes.

    Raises:
        ExportFileError: A file can't be written; what was there before is there still.
        StoreUnavailableError: The database went away.
    """
    cut = cut_off(store)
    made = collect_links(exact_matches(store, cut, base))
    beside = path.with_name(path.name + ".void.ttl")
    for target, text in ((path, "".join(made.links)), (beside, describe_linkset(made, cut, base))):
        with whole_file(target) as (file, _):
            file.write(text.encode())
    return made


def exact_matches(store: Store, cut: CutOff, base: str) -> Iterator[tuple[str, str]]:
    """(URI of ours, URI elsewhere) of whatever an export says `skos:exactMatch` of."""
    say = sections(Writer(Names(base)))
    for section in SECTIONS:
        if section.name not in LINKED:
            continue
        rows = stream(store, section, cut.seq)
        with closing(rows):
            for row in rows:
                for line in say[section.name](row):
                    ours, found, rest = line.partition(EXACT)
                    if found and '"' not in ours:
                        yield ours[1:], rest.partition(">")[0]


def collect_links(pairs: Iterable[tuple[str, str]]) -> Linkset:
    """Those that lead to things of the partners, sorted."""
    made, lines = Linkset(), set[str]()
    for ours, theirs in set(pairs):
        partner = next((one for one in PARTNERS if theirs.startswith(one.space)), None)
        if partner is None:
            made.left_out += 1
            continue
        made.counts[partner.name] += 1
        lines.add(f"<{ours}> {SAME} <{theirs}> .\n")
    made.links = sorted(lines)
    return made


def describe_linkset(linkset: Linkset, cut: CutOff, base: str) -> str:
    """What the links are, in Turtle: a `void:Linkset` for each partner that has any."""
    prefixes: Mapping[str, str] = {name: PREFIXES[name] for name in ("void", "dct", "owl", "foaf", "wm")}
    dataset = f"<{base}dataset/{cut.digest or 'empty'}>"
    lines = [f"@prefix {name}: <{uri}> .\n" for name, uri in prefixes.items()]
    lines.append(f"\n{dataset} a void:Dataset ;\n  void:uriSpace {quoted(base + 'id/')} ;\n  wm:seq {cut.seq} .\n")
    for one in PARTNERS:
        if not linkset.counts[one.name]:
            continue
        me, them = f"{dataset[:-1]}#links-{one.name}>", f"{dataset[:-1]}#{one.name}>"
        lines.append(
            f"\n{me} a void:Linkset ;\n"
            f'  dct:title "Links to {one.title}"@en ;\n'
            "  void:linkPredicate owl:sameAs ;\n"
            f"  void:subjectsTarget {dataset} ;\n"
            f"  void:objectsTarget {them} ;\n"
            f"  void:triples {linkset.counts[one.name]} .\n"
            f"\n{them} a void:Dataset ;\n"
            f"  dct:title {quoted(one.title)} ;\n"
            f"  void:uriSpace {quoted(one.space)} ;\n"
            f"  foaf:homepage <{one.home}> .\n"
        )
    return "".join(lines)
