"""What does not leave."""


class GivesAway(Exception):
    """An attack succeeded: this table does not leave. cells: how many it found."""

    def __init__(self, attack: str, cells: int) -> None:
        super().__init__(f"{attack}: {cells}")
        self.attack = attack
        self.cells = cells
