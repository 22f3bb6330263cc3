"""The W3C data-shapes test suite, read where it lies beside the checkout (its files are not copied)."""
