"""Accept headers that clients send, and which form each gets: at the URI of a thing, and from a query."""

from __future__ import annotations

CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OLD_FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
OLD_EDGE = "text/html, application/xhtml+xml, application/xml; q=0.9, */*; q=0.8"
INTERNET_EXPLORER = "image/gif, image/jpeg, application/x-ms-application, application/xaml+xml, image/pjpeg, */*"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
JENA_GRAPH = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
JENA_DATASET = (
    "application/trig,application/n-quads;q=0.9,text/x-nquads;q=0.8,application/ld+json;q=0.7,"
    "application/trix+xml;q=0.4,*/*;q=0.3"
)
RDF4J = (
    "application/rdf+xml;q=0.8, application/xml;q=0.8, text/xml;q=0.8, application/n-triples;q=0.9, "
    "text/turtle;q=1.0, application/x-turtle;q=1.0, application/trig;q=0.85"
)
OLD_RDFLIB = "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1"
RAPTOR = (
    "application/rdf+xml, text/rdf;q=0.6, application/n-triples, text/plain;q=0.1, application/x-turtle, text/turtle, "
    "application/trig;q=0.5, */*;q=0.1"
)
PROFILED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, b;q=0", text/html;q=0.5'
EDGE = CHROME.replace("image/apng,", "")
SAFARI_OF_OLD = "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5"
OPERA_OF_OLD = (
    "text/html, application/xml;q=0.9, application/xhtml+xml, image/png, image/webp, image/jpeg, image/gif, "
    "image/x-xbitmap, */*;q=0.1"
)
LYNX = "text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01"
RDFLIB_OF_ANY = (
    "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, application/n-quads, "
    "application/trix, application/trig"
)
OWL_API = "application/rdf+xml, application/xml; q=0.5, text/xml; q=0.3, */*; q=0.2"
OLD_OWL_API = "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"
OLD_JENA = "application/rdf+xml, application/xml; q=0.8, text/xml; q=0.7, application/rss+xml; q=0.3, */*; q=0.2"
ONTOLOGY_MANAGER = (
    "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6,text/turtle; q=0.5, application/ld+json; q=0.4, "
    "application/trig; q=0.3, application/n-triples; q=0.2, application/n-quads; q=0.19, text/n3; q=0.18, "
    "text/plain; q=0.1, */*; q=0.09"
)
CRAWLER = "application/rdf+xml, application/xhtml+xml;q=0.5, text/html;q=0.3, text/turtle;q=0.9, */*;q=0.1"
TURTLE_LOVER = "text/turtle;q=1,application/ld+json;q=0.8,application/rdf+xml;q=0.5,text/html;q=0.1"

HEADERS: tuple[tuple[str | None, str, str], ...] = (
    # None, and what means nothing in particular.
    (None, "json", "json"),
    ("", "json", "json"),
    ("*/*", "json", "json"),
    ("*", "json", "json"),
    ("*/*;q=0.1", "json", "json"),
    ("application/*", "json", "json"),
    ("text/*", "ttl", "csv"),
    # Browsers.
    (EDGE, "html", "json"),
    (SAFARI_OF_OLD, "html", "json"),
    (OPERA_OF_OLD, "html", "json"),
    (LYNX, "html", "json"),
    (CHROME, "html", "json"),
    (FIREFOX, "html", "json"),
    (OLD_FIREFOX, "html", "json"),
    (OLD_EDGE, "html", "json"),
    (INTERNET_EXPLORER, "json", "json"),
    ("text/html", "html", "refused"),
    ("TEXT/HTML", "html", "refused"),
    # Programs and libraries.
    (RDFLIB_OF_ANY, "ttl", "refused"),
    (OWL_API, "rdfxml", "json"),
    (OLD_OWL_API, "rdfxml", "json"),
    (OLD_JENA, "rdfxml", "json"),
    (ONTOLOGY_MANAGER, "rdfxml", "json"),
    (CRAWLER, "rdfxml", "json"),
    (TURTLE_LOVER, "ttl", "refused"),
    ("text/plain, */*;q=0.1", "nt", "json"),
    ("application/trix, */*;q=0.1", "json", "json"),
    ("application/n-quads, application/trig;q=0.9", "nq", "refused"),
    ("text/csv", "refused", "csv"),
    ("application/x-bibtex", "refused", "bibtex"),
    ("text/csv, text/turtle;q=0.5, */*;q=0.1", "ttl", "csv"),
    ("application/ld+json, application/jsonl;q=0.9", "jsonld", "jsonl"),
    (JAVA, "html", "json"),
    (JENA_GRAPH, "ttl", "json"),
    (JENA_DATASET, "trig", "json"),
    (RDF4J, "ttl", "refused"),
    (OLD_RDFLIB, "rdfxml", "json"),
    (RAPTOR, "ttl", "json"),
    ("text/turtle, application/x-turtle, */*;q=0.1", "ttl", "json"),
    ("text/n3, */*;q=0.1", "ttl", "json"),
    ("application/rdf+xml, */*;q=0.1", "rdfxml", "json"),
    ("application/trig, */*;q=0.1", "trig", "json"),
    ("application/ld+json, application/json;q=0.9, */*;q=0.1", "jsonld", "json"),
    ("application/json, text/plain, */*", "json", "json"),
    ("application/json, text/javascript, */*; q=0.01", "json", "json"),
    # One form each.
    ("application/json", "json", "json"),
    ("application/ld+json", "jsonld", "refused"),
    ("text/turtle", "ttl", "refused"),
    ("text/turtle;charset=utf-8", "ttl", "refused"),
    ("application/x-turtle", "ttl", "refused"),
    ("application/trig", "trig", "refused"),
    ("application/n-quads", "nq", "refused"),
    ("text/x-nquads", "nq", "refused"),
    ("application/n-triples", "nt", "refused"),
    ("application/rdf+xml", "rdfxml", "refused"),
    (PROFILED, "jsonld", "refused"),
    # Qualities.
    ("text/turtle;q=0.5, application/rdf+xml;q=0.9", "rdfxml", "refused"),
    ("text/turtle; q=0.5 , application/rdf+xml; Q=0.4", "ttl", "refused"),
    ("text/turtle;q=0.001, application/pdf", "ttl", "refused"),
    ("text/html;q=0, */*", "json", "json"),
    ("application/json;q=0, application/*;q=0.5", "jsonld", "jsonl"),
    ("application/json;q=0, */*;q=0.1, text/*;q=0.2", "ttl", "csv"),
    ("text/turtle;q=0, text/*", "html", "csv"),
    ("text/turtle;q=7, text/html;q=0.9", "html", "refused"),
    ("application/json;q=0.2, */*;q=0.8", "ttl", "csv"),
    # Badly written: what can't be read is passed over.
    ("html", "json", "json"),
    (";;;,,,", "json", "json"),
    ("text/turtle;q=", "refused", "refused"),
    (",text/turtle,", "ttl", "refused"),
    ("text/ turtle, text/html;q=0.1", "html", "refused"),
    ('"text/turtle', "json", "json"),
    ("text/turtle;q=0.9;q=0.1", "ttl", "refused"),
    ("\x00\xff, application/n-quads", "nq", "refused"),
    # Nothing of what there is.
    ("application/pdf", "refused", "refused"),
    ("image/*", "refused", "refused"),
    ("text/turtle;q=0", "refused", "refused"),
    ("*/*;q=0", "refused", "refused"),
    ("text/csv, application/xml;q=0.9", "refused", "csv"),
)
"""(header, form at `/id/…`, form at `/queries/…`); "refused" where it takes none, which is 406."""
