"""From the settings to what answers SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.rdf.sparql.engine import Engine, Limits
from graph.rdf.sparql.making import Order

if TYPE_CHECKING:
    from graph.settings import Settings

UNITS: Final = {"m": 1_048_576, "g": 1_073_741_824}


def make_engine(settings: Settings) -> Engine:
    """What answers SPARQL over the graph that the settings name; nothing is started yet."""
    memory = int(settings.sparql_memory[:-1]) * UNITS[settings.sparql_memory[-1]]
    limits = Limits(settings.sparql_timeout_s, memory, settings.sparql_max_rows)
    return Engine(lambda: order_of(settings), limits)


def order_of(settings: Settings) -> Order:
    """What is to be copied, and where to; starts the embedded database where it does not run."""
    from graph.store.connection import Address

    address = Address.of(settings)
    return Order(
        address.uri,
        address.username,
        address.password,
        address.database,
        str(settings.home),
        settings.base_iri,
    )
