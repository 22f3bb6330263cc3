"""Candidates from a running service: Wikidata's, or any SPARQL endpoint that holds what Wikidata holds in its shape.

    gathering  the candidates; `gather` is what others call
    harvest    a topic in one page or, where that is too much, in smaller ones: whole or not at all
    topic      a query put whole, as the list of its items, or for some of them
    page       one question, and what passes for a whole answer to it
    asking     pages asked politely of the endpoint
    tally      how far it is
    replaying  pages taken from what was answered before
    cache      what was answered, in one file

Nothing is imported here: no connection is opened, nor what could open one loaded, unless an endpoint is asked.
"""
