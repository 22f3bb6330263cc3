"""Deputies, and the organs they sat in, tied to Wikidata items, with evidence; the doubtful pairs to review.

    subjects   who is to be linked, from a graph and the register
    candidates what Wikidata tells, from a saved answer or a dump
    service    the same from a running service, politely, and from what it answered before
    evidence   what speaks for and against a pair, and how much
    decision   which pairs are linked, which are for a person to see, who has no item: one-to-one, as a whole
"""
