"""Claims as nanopublications: what one says, where that comes from, and who publishes it, in a named graph each.

See https://nanopub.net/guidelines/working_draft/.
"""

from __future__ import annotations
