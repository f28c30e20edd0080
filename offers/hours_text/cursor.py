"""A place in the list of tokens."""

from .tokens import Token, tokenise

_END = Token("", "", 0, 0)


class Cursor:
    """Walks over the tokens of a cleaned text."""

    def __init__(self, text):
        self.text = text
        self._tokens = tokenise(text)
        self._at = 0

    def token(self, ahead=0):
        """A token further on, one of the kind "" behind the end."""
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else _END

    def peek(self, ahead=0):
        """The kind of a token further on."""
        return self.token(ahead).kind

    def follows(self, *kinds):
        """Whether the next tokens are of these kinds."""
        return all(self.peek(ahead) == kind for ahead, kind in enumerate(kinds))

    def take(self):
        """The next token; the cursor moves on."""
        token = self.token()
        self._at += 1
        return token

    def accept(self, *kinds):
        """The next token if it is of one of these kinds, else None."""
        return self.take() if self.peek() in kinds else None

    def skip(self, *kinds):
        """Moves on to the next token of another kind."""
        while self.accept(*kinds):
            pass

    def mark(self):
        """The place to come back to with ``reset``."""
        return self._at

    def reset(self, mark):
        """Goes back to a place."""
        self._at = mark

    def original(self, first, last=None):
        """The text from one token to another as it was written."""
        return self.text[first.start : (last or first).end]
