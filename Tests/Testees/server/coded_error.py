"""Errors of versions 3 and later: group, code and text from 5 on, a text alone before."""

FIRST_VERSION_WITH_CODES = 5
# The group and code of what has none of its own.
UNSPECIFIC = ("core", "internal_error")


class CodedError(Exception):
    def __init__(self, text, group_and_code=UNSPECIFIC):
        super().__init__(text)
        self.group, self.code = group_and_code


def reply(version, error):
    fields = {"message": str(error)}
    if version >= FIRST_VERSION_WITH_CODES:
        fields = {"group": error.group, "code": error.code, **fields}
    return {"SqliteErrorResponse": fields}


def check_generation(actor, text):
    """The generation of the actor, which is a u32 in all but the type of its field."""
    generation = int(text)
    if generation >= 1 << 32:
        raise CodedError("invalid sqlite actor generation")
    if generation != actor.generation:
        raise CodedError("actor does not exist")
