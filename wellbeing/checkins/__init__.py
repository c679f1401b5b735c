"""How the person says they feel: questions, answers, when to ask, and what is offered: pure decisions."""
