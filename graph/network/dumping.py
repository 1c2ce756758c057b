"""A network as a file: whole or not there."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from graph.network.forms import NetworkForm
from graph.network.reading import Asked, Network
from graph.rdf.dumping import Output, compressed, whole_file
from graph.store.connection import Store
from graph.store.whole import CutOff, cut_off


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was written.

    Attributes:
        actors: How many.
        pairs: How many.
        events: How many events were looked at.
        crowds: How many of these make no pairs, as too many took part.
        seq: The commit as of which it is.
    """

    actors: int
    pairs: int
    events: int
    crowds: int
    seq: int


def write_network(  # noqa: PLR0913  -- what, of which graph, and where to
    store: Store, cut: CutOff, asked: Asked, form: NetworkForm, file: Output, *, zipped: bool = False
) -> Drawn:
    """Write a network into an open file; what is there after a failure is not whole.

    Raises:
        InputError: What is asked for can't be had; nothing was written then.
        StoreUnavailableError: The database went away.
    """
    with Network(store, cut, asked) as network, compressed(file) if zipped else nullcontext(file) as out:
        form.write(network, cast("IO[bytes]", out))
    return Drawn(network.actors, network.dyads, network.events, network.crowds, cut.seq)


def dump_network(store: Store, asked: Asked, form: NetworkForm, path: Path, *, zipped: bool = False) -> Drawn:
    """Write a network into a file, in place of one that is there; a failure leaves that as it was.

    Raises:
        ExportFileError: The file can't be written.
        InputError: What is asked for can't be had.
        StoreUnavailableError: The database went away.
    """
    with whole_file(path) as (file, _):
        return write_network(store, cut_off(store), asked, form, file, zipped=zipped)
