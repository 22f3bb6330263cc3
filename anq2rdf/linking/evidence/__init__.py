"""What speaks for and against a pair, and how much: sums of bits from one readable table, `linking/weights.toml`.

    judge = Judge(deputies)
    judge.judgements(item)      # the item beside every deputy it could be, the likeliest first

The judgement of one pair never depends on other items; it depends on the deputies: how rare a name is among them, and
whether they hold a legislature whole.
"""

from __future__ import annotations

from anq2rdf.linking.evidence.judge import Judge

__all__ = ["Judge"]
