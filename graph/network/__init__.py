"""The graph as a network of actors, for what draws and counts networks: GraphML, GEXF, and a table of pairs."""
