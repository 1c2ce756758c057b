"""The bulk path: coded event data by the million into a fresh database, through columns and neo4j-admin.

What it writes is the graph that `ingest.committing` would have written, node for node and word for word (the canonical
dumps are equal); only the way is another one. It knows records as coded data have them: an exact day, one source and
one target, no text. Documents with any other record, and only those, go through the loader afterwards.
"""

from __future__ import annotations
