"""The one way in which the set-up gives up: a sentence that says what to do."""


class SetupError(Exception):
    """Something that a person can put right; its text is one sentence, printed without a trace."""
