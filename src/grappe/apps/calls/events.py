"""News of the calls; receivers stand in the apps above."""

from django.dispatch import Signal

# submission, by: a proposal was received.
proposal_submitted = Signal()
# proposal, by: the consortium takes its proposal back, to change it or for good.
proposal_withdrawn = Signal()
# label_request, by: a cluster's committee has decided.
label_decided = Signal()
# round, by: the office says the round is in review, decided or cancelled.
round_changed = Signal()
