"""News of the funding; receivers stand in the apps above."""

from django.dispatch import Signal

# decision, by: a funder's decision is signed, or silence has decided.
decision_signed = Signal()
# agreement, by: an agreement is signed by all, or an amendment has changed it.
agreement_signed = Signal()
# agreement, by: nothing is owed on either side any more.
agreement_closed = Signal()
