"""What goes in and out of RDF: nodes and relationships, as the store's stream has them."""

from __future__ import annotations

from typing import Any, NamedTuple


class Ref(NamedTuple):
    """A node that a relationship starts or ends at.

    Attributes:
        id: The store's.
        version: The commit from which it held, of a version that no longer does; None for what holds.
    """

    id: str
    version: int | None = None


class Edge(NamedTuple):
    """A relationship.

    Attributes:
        type: The store's.
        start: Where it starts.
        end: Where it ends.
        props: Its properties, but for the following.
        rev_from: The commit from which it holds, where that is not the later of its ends'.
        rev_to: The commit to which it held, where that is not the earlier of its ends'.
        about: What else is known of its ends: the `document` of a claim, the `modality` of an event, the properties of
            its owner that its own follow.
    """

    type: str
    start: Ref
    end: Ref
    props: dict[str, Any]
    rev_from: int | None = None
    rev_to: int | None = None
    about: dict[str, Any] | None = None
