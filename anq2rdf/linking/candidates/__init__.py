"""What Wikidata tells of deputies and of the organs they sat in, read from what a person saved.

    queries    the questions to put to Wikidata's service, or to an endpoint that holds the like
    reading    files of any form: SPARQL JSON, XML, CSV, TSV, entities of a dump, packed or not
    columns    what the columns of an answer mean
    gathering  rows and entities put together, each item once
"""

from anq2rdf.linking.candidates.columns import COLUMNS
from anq2rdf.linking.candidates.gathering import Gathering
from anq2rdf.linking.candidates.queries import ORGANS, print_organ_query, print_query
from anq2rdf.linking.candidates.reading import read, read_into

__all__ = ["COLUMNS", "ORGANS", "Gathering", "print_organ_query", "print_query", "read", "read_into"]
