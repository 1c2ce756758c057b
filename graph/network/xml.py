"""Networks as XML, written piece by piece: GraphML and GEXF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from lxml import etree

from graph.network.reading import EDGE_FIELDS, NODE_FIELDS, Network, say_edge

type Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  -- lxml has no other name for it

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML can't have in any way."""


def write_graphml(network: Network, file: IO[bytes]) -> None:
    """Write a network as GraphML: a directed graph, as readers refuse mixed ones; `directed` tells what is not."""
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(f"{{{GRAPHML}}}graphml", nsmap={None: GRAPHML}):
            about = _about(network)
            for owner, fields in (
                ("graph", dict.fromkeys(about, "string")),
                ("node", dict.fromkeys(NODE_FIELDS, "string")),
                ("edge", EDGE_FIELDS),
            ):
                for name, type_ in fields.items():
                    key = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": type_}
                    out.write(etree.Element("key", key))
            with out.element("graph", {"id": "whomet", "edgedefault": "directed"}):
                for name, value in about.items():
                    out.write(_data("graph", name, value))
                for node in network.nodes():
                    out.write(_graphml("node", {"id": node["id"]}, {name: node[name] for name in NODE_FIELDS}))
                for dyad in network.edges():
                    ends = {"id": dyad.id, "source": dyad.a.id, "target": dyad.b.id}
                    out.write(_graphml("edge", ends, say_edge(network, dyad)))


def write_gexf(network: Network, file: IO[bytes]) -> None:
    """Write a network as GEXF 1.3, dated for a timeline: a pair is there from the first day to the last."""
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(f"{{{GEXF}}}gexf", {"version": "1.3"}, nsmap={None: GEXF}):
            out.write(_gexf_meta(network))
            head = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
            with out.element("graph", head):
                out.write(_attributes("node", dict.fromkeys(NODE_FIELDS[1:], "string")))
                out.write(_attributes("edge", {name: _gexf_type(one) for name, one in EDGE_FIELDS.items()}))
                with out.element("nodes"):
                    for node in network.nodes():
                        told = {name: node[name] for name in NODE_FIELDS[1:]}
                        out.write(_gexf("node", "node", {"id": node["id"], "label": node["label"]}, told))
                with out.element("edges"):
                    for dyad in network.edges():
                        told = say_edge(network, dyad)
                        # Parallel edges are told apart by their kinds.
                        own = {
                            "id": dyad.id,
                            "source": dyad.a.id,
                            "target": dyad.b.id,
                            "label": told["mode"] or told["type"],
                            "kind": told["type"],
                            "start": told["earliest"],
                            "end": told["latest"],
                        }
                        out.write(_gexf("edge", "edge", own, told))


def _about(network: Network) -> dict[str, str]:
    """What is told of the network as a whole."""
    cut = network.cut
    return {
        "seq": str(cut.seq),
        "digest": cut.digest or "",
        "selection": network.asked.part.told,
        "statuses": ", ".join(network.asked.modality),
        "events": str(network.events),
        "events_without_pairs_as_too_many_took_part": str(network.crowds),
    }


def clean(value: Any) -> str:  # noqa: ANN401  -- a text, number or truth
    """A value as XML can have it: what it can't is U+FFFD."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return FORBIDDEN.sub("\ufffd", str(value))


def _given(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((name, clean(value)) for name, value in told.items() if value is not None)


def _data(owner: str, name: str, value: str) -> Element:
    made = etree.Element("data", {"key": f"{owner}_{name}"})
    made.text = clean(value)
    return made


def _graphml(tag: str, own: Mapping[str, Any], told: Mapping[str, Any]) -> Element:
    made = etree.Element(tag, dict(_given(own)))
    made.extend([_data(tag, name, value) for name, value in _given(told)])
    return made


def _gexf(tag: str, owner: str, own: Mapping[str, Any], told: Mapping[str, Any]) -> Element:
    made = etree.Element(tag, dict(_given(own)))
    values = etree.SubElement(made, "attvalues")
    for name, value in _given(told):
        etree.SubElement(values, "attvalue", {"for": f"{owner}_{name}", "value": value})
    return made


def _gexf_meta(network: Network) -> Element:
    at = network.cut.times.get(network.cut.seq)
    made = etree.Element("meta", {"lastmodifieddate": at[:10]} if at else {})
    etree.SubElement(made, "creator").text = "whomet"
    told = "; ".join(f"{name} {value}" for name, value in _about(network).items() if value)
    etree.SubElement(made, "description").text = clean(told)
    return made


def _attributes(owner: str, fields: Mapping[str, str]) -> Element:
    made = etree.Element("attributes", {"class": owner, "mode": "static"})
    made.extend(_attribute(owner, fields.items()))
    return made


def _attribute(owner: str, fields: Iterable[tuple[str, str]]) -> Iterator[Element]:
    for name, type_ in fields:
        yield etree.Element("attribute", {"id": f"{owner}_{name}", "title": name, "type": type_})


def _gexf_type(type_: str) -> str:
    return "integer" if type_ == "int" else type_
