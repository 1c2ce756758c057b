"""What is quoted from the graph, as a reference manager takes it: BibTeX and CSL-JSON."""
