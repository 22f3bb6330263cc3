"""Talking to a server that is not ours: addresses, credentials, deadlines, retries, answers of bounded size.

    from anq2rdf.remote.address import is_http, store_address
    from anq2rdf.remote.client import Client
    from anq2rdf.remote.credentials import credentials
    from anq2rdf.remote.endpoint import RESULTS_JSON, ask

    address = store_address("https://store.example/sparql")
    with Client(address, credentials(address)) as client:
        answer = ask(client, address, "SELECT …", accept=RESULTS_JSON)

Loading a store over HTTP and asking an endpoint both go through here; nothing else knows of passwords. Nothing is
imported here: the modules load requests, and most commands call nobody.
"""
