"""Puts the figures of results.json into the README, between its two marks, with the command that made them."""

from benchmarks.record import ROOT, Figure, results, verdict

README = ROOT / "README.md"
BEGIN, END = "<!-- figures: made by make bench -->", "<!-- end of figures -->"


def table(figures: list[Figure]) -> str:
    """One row a figure: what, how much, beside its target."""
    rows = ["| `make bench` | value | target | met |", "|---|---|---|---|"]
    for figure in figures:
        value = f"{figure['value']:,g} {figure['unit']}"
        sign = {"higher": "≥", "lower": "≤"}[figure["better"]]
        target = "–" if figure["target"] is None else f"{sign} {figure['target']:,g}"
        rows.append(f"| {figure['id'].replace('_', ' ')} | {value} | {target} | {verdict(figure)} |")
    machines = sorted({f"{figure['machine']}" for figure in figures})
    return "\n".join(
        [*rows, "", f"Measured on {'; '.join(machines)}. How each was measured stands in benchmarks/results.json."]
    )


def main() -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{table(results())}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
