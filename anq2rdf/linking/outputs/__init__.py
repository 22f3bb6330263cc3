"""What the linking gives out.

    links           one linked pair, as all outputs tell it
    graph           statements: the links and what speaks for each
    sssom           the same as a mapping file (https://mapping-commons.github.io/sssom/)
    review          the doubtful pairs, in a table that people fill in
    quickstatements what Wikidata lacks, as commands to add it
"""
