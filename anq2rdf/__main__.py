"""`python -m anq2rdf`."""

from anq2rdf.cli import main

if __name__ == "__main__":
    main()
