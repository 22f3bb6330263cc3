"""Any SPARQL 1.1 store over HTTP as a target: graph after graph, each the old one or the new one.

    with GraphSpool() as spool:                     statements come in any order, and lie on disk by graph
        spool.write(piece)
        graphs = spool.graphs()
        Loader(store, Journal(…)).load(graphs)      each is sent, counted, and noted as done

What "the old one or the new one" rests on, by flavour, is told in `flavours`.
"""
