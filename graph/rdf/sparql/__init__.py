"""SPARQL over a copy of the graph: a pyoxigraph store on disk, and processes that answer from it.

A query of pyoxigraph can't be stopped from within its process, and what it needs of memory can't be bounded there. So
each runs in a process of its own that is kept warm and killed at the limit: opening a copy takes some 20 ms.

The store writes numbers and times in its own way ("1.50" becomes "1.5", `+00:00` becomes `Z`): answers have such forms.
Exports never go through it, so that files keep every letter.
"""

from __future__ import annotations
