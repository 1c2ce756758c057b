"""Single things of the graph, each with what it rests on: actors, events, claims and documents.

Every module has the view that is shown (a pydantic model, from which HTTP's schema and the command line's page follow)
and the one function that reads it. They know nothing of HTTP.
"""
