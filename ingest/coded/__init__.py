"""Coded event data: rows of ICEWS, POLECAT, GDELT and quadruples, read into documents and their claims."""
