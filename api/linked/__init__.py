"""Linked data over HTTP: URIs that answer, in every syntax of RDF, and what tells about the whole of it."""

from __future__ import annotations
