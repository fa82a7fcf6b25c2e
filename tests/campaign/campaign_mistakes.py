"""Ten networks for each mistake: how often the root is found and the cause named, and that the page says so."""

from campaign.table import FLAWLESS, committed, named, outcomes, share, table


def test_mistakes_are_found_and_named():
    """Results that are not those of the page are written there by python -m campaign.table, in tests/."""
    found = outcomes()
    wrong = [outcome for outcome in found if outcome.pupil not in FLAWLESS]
    print(f"{len(wrong)} calculations: root found in {share(wrong, 'root'):.1%}, cause named in {named(wrong):.1%}")
    assert sum(outcome.alarms for outcome in found) == 0
    assert share(wrong, "root") >= 0.98
    assert named(wrong) >= 0.95
    assert committed() == table(found)
