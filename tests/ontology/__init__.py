"""The ontology files: what they declare, and that they fit together."""
