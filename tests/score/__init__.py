"""Scoring of the extraction against coded documents: run by `make score`."""
