"""Who is who: name keys, authority data, and the one resolver that ingestion and queries share.

Everything here is a pure function of data in memory; `graph.store` reads and writes what is defined here.
docs/identity.md tells the rules to researchers.
"""
