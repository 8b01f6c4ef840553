"""What can be wrong with a problem or a plan, each with what to do next."""


class MeetingsError(ValueError):
    """Meetings cannot be planned from what was given."""


class UnreadableDocumentError(MeetingsError):
    """A file is not a problem or a plan of a known version."""


class UnreadableInstanceError(MeetingsError):
    """A MiniZinc data file lacks a field or has one of the wrong length."""


class ContradictoryInstanceError(MeetingsError):
    """Two fields of an instance that should say the same do not."""


class UnknownSlotError(MeetingsError):
    """A slot is named that does not exist."""


class UnknownSessionError(MeetingsError):
    """A request asks for a session that no slot belongs to."""


class UnknownParticipantError(MeetingsError):
    """A request or a rule names a participant nobody described."""


class UnknownRequestError(MeetingsError):
    """A precedence or an event names a request that does not exist."""


class UnknownTableError(MeetingsError):
    """An event names a table that does not exist."""


class UnknownZoneError(MeetingsError):
    """A walk leads to a zone in which no table stands."""


class UnknownLanguageError(MeetingsError):
    """A request needs an interpreter of a language nobody interprets."""


class DuplicateParticipantError(MeetingsError):
    """Two participants bear one identifier."""


class DuplicateRuleError(MeetingsError):
    """One language or one pair of zones is described twice."""


class SelfMeetingError(MeetingsError):
    """A participant is to meet itself."""


class LonelyMeetingError(MeetingsError):
    """A meeting has fewer than two participants."""


class SameSideError(MeetingsError):
    """Two buyers or two sellers are to meet in a buyer-seller forum."""


class FixedSlotForbiddenError(MeetingsError):
    """A meeting is fixed to a slot at which it cannot take place."""


class ContradictoryPrecedenceError(MeetingsError):
    """Meetings would have to come before themselves, or fixed slots contradict their order."""


class PairKeptApartError(MeetingsError):
    """A compulsory meeting unites two participants that must not meet."""


class NumberOutOfRangeError(MeetingsError):
    """A count, a length or a priority is too small or contradicts another."""


class UnsupportedObjectiveError(MeetingsError):
    """The levels of the objective stand in an order that the engine does not follow."""


class TooLargeForExhaustionError(MeetingsError):
    """The slow reference was asked for a problem it cannot finish."""
