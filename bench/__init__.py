"""What the project costs in time and memory, measured side by side in one run: `python -m bench` (or `make bench`)."""
