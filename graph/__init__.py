"""The model and everything that touches a store: records, dates, schema, Neo4j, RDF."""
