"""What Wikidata tells of deputies and of the organs they sat in, read from what a person saved.

    queries    the questions to put to Wikidata's service, or to an endpoint that holds the like
"""

from anq2rdf.linking.candidates.queries import ORGANS, print_organ_query, print_query

__all__ = ["ORGANS", "print_organ_query", "print_query"]
