"""Candidates from a running service: Wikidata's, or any SPARQL endpoint that holds what Wikidata holds in its shape.

    gathering  page by page of a legislature, whole or not at all
    asking     one page asked politely, and judged before it is believed
    cache      what was answered, in one file that replays without the network

Nothing here is imported, and no connection opened, unless an endpoint was asked for.
"""
