"""Neo4j: the only place of whomet that speaks Bolt."""
