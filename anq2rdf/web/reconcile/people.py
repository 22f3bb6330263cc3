"""Deputies judged by the evidence that `anq2rdf link` goes by: a query is what somebody else tells of a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from anq2rdf.linking.decision import Settings
from anq2rdf.linking.decisions import Judgement
from anq2rdf.linking.evidence import Judge
from anq2rdf.linking.subjects import Subject
from anq2rdf.web.reconcile.verdict import Verdict
from anq2rdf.web.reconcile.wanted import Wanted

#: What `anq2rdf link` would link is certain; what it would ask a person about casts doubt on it.
_SETTINGS: Final = Settings()


class People:
    """The deputies of a generation, ready to be asked about."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._judge = Judge(subjects)

    def verdicts(self, wanted: Wanted) -> dict[str, Verdict]:
        """By IRI, the verdict on each deputy who shares anything telling with what is asked."""
        return {each.subject: _verdict(each) for each in self._judge.judgements(wanted.item())}

    def verdict(self, wanted: Wanted, iri: str) -> Verdict:
        """That on one deputy, whatever they share."""
        return _verdict(self._judge.judgement(iri, wanted.item()))


def _verdict(judgement: Judgement) -> Verdict:
    """The probability in percent, and what each feature adds to its log-odds, in bits."""
    features: dict[str, float] = defaultdict(float)
    for witness in judgement.witnesses:
        features[witness.feature] += witness.weight
    return Verdict(
        score=100 * judgement.score,
        features={name: round(bits, 2) for name, bits in features.items()},
        certain=judgement.score >= _SETTINGS.link,
        rivals=judgement.score >= _SETTINGS.review,
    )
