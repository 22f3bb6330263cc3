"""The embedded store in a folder: whole generations, one writer, any number of readers.

    with StoreSink("store") as sink:        a fresh generation beside what readers see
        sink.load_file("questions.nq.gz")
        sink.finish()                       it becomes the current one in one instant

    open_store("store")                     to read; later loads change nothing of it
"""

from anq2rdf.sinks.embedded.reading import open_store
from anq2rdf.sinks.embedded.sink import StoreSink

__all__ = ["StoreSink", "open_store"]
