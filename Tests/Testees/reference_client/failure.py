"""How what a client was asked to do can fail."""


class Failure(Exception):
    """`kind` says why, and `code` is the server's, if it has one. `definite` is true if it surely
    was not done: what was sent and not answered may have been done or not."""

    def __init__(self, kind, message, code=None, definite=False):
        super().__init__(message)
        self.kind, self.message, self.code, self.definite = kind, message, code, definite


def refused(message, code=None, kind="error"):
    """The server answered, and what it answered is that it did not do it."""
    return Failure(kind, message, code, definite=True)


def not_sent(why):
    return Failure("closed", why, definite=True)


def not_answered(why):
    return Failure("closed", why, definite=False)


def another_kind(reply):
    return Failure("protocol", f"{reply} answers another kind of request")
