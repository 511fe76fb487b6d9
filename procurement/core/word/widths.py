"""How wide the columns of a table are, in twips (twentieths of a point)."""

from collections.abc import Sequence

# A4 without the margins of the house, 24 mm at each side.
TEXT_WIDTH = 9184
# A column is never read with less; longer texts than this wrap anyway.
_LEAST_LETTERS, _MOST_LETTERS = 6, 45


def column_widths(shares: Sequence[int], texts: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Return the width of each column; together they are ``TEXT_WIDTH``.

    shares: percent for each column, or empty; then the longest text of a column decides. texts: rows of cells.
    """
    weights = list(shares) or [_weight([row[place] for row in texts]) for place in range(columns)]
    total = sum(weights)
    widths = [TEXT_WIDTH * weight // total for weight in weights]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _weight(cells: Sequence[str]) -> int:
    lengths = [max((len(line) for line in cell.splitlines()), default=0) for cell in cells]
    return min(max([_LEAST_LETTERS, *lengths]), _MOST_LETTERS)
