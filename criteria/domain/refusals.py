"""What the evaluation refuses: a code with its parameters; the words stand in ``criteria.refusal_labels``."""


class EvaluationError(ValueError):
    """An act of the evaluation that is not allowed now.

    code: names the reason; params: fill its message.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
