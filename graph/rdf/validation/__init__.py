"""Whether an RDF file is what `whomet export` would write: by the SHACL shapes, and by what SHACL can't say."""

from __future__ import annotations

from graph.rdf.validation.problems import Problem
from graph.rdf.validation.validating import Report, validate_file

__all__ = ["Problem", "Report", "validate_file"]
