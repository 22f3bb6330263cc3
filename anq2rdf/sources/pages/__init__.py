"""The readers of saved pages, one per layout, and of a page's text. What they share is here beside them."""
