"""What cannot be done with people and companies."""


class AccountError(ValueError):
    """The act is refused; ``code`` names the ground: the labels hold its words.

    Codes: "already_member", "last_admin", "own_access", "same_role", "already_invited", "already_withdrawn",
    "same_name", "already_contact", "already_ended".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
