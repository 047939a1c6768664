"""The questionnaire: a real team's answers, the same leadership index for them, and the scenario that starts from there."""
