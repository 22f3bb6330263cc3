"""The query library, asked on the clean data of tests/shapes."""
