"""The terms that claims are coded in: event types, roles, acts, modalities, attribution modes."""

from __future__ import annotations

from graph.vocabulary.files import load_vocabulary, read_vocabulary
from graph.vocabulary.model import Act, EventType, Match, Modality, Mode, Role, Vocabulary
from graph.vocabulary.terms import check_terms

__all__ = [
    "Act",
    "EventType",
    "Match",
    "Modality",
    "Mode",
    "Role",
    "Vocabulary",
    "check_terms",
    "load_vocabulary",
    "read_vocabulary",
]
