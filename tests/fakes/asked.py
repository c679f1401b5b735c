"""Invented use of AI tools for views and pages: a companion, a guess, an agent that works alone, and two at once."""

from __future__ import annotations

from datetime import date, timedelta

from tests.fakes.days import CHAT, CODE, MAIL, TODAY, WRITER, Stay, local, record
from tests.fakes.store import FakeStore
from wellbeing.model import Answer, AppIdentity, Hint, Prompt, Span, Tokens, Work

AGENT = AppIdentity("org.gnome.Terminal", "gnome-terminal-server", None, ("claude",))
COMPANION = AppIdentity("firefox", "firefox", "character.ai")
GUESSED = AppIdentity("firefox", "firefox", None, (), Hint(None, "gemini", "Gemini: a brand"))
EDITOR = AppIdentity("cursor", "cursor")
BUSY = (
    Stay("09:00", 30, WRITER),
    Stay("10:00", 20, CHAT),
    Stay("10:20", 30, AGENT),
    Stay("10:50", 30, CODE),
    Stay("11:30", 10, GUESSED),
    Stay("11:40", 20, MAIL),
    Stay("12:00", 15, COMPANION),
)
"""2 h 35 in use, 1 h 15 of it with AI tools: Claude Code 30, ChatGPT 20, Character.AI 15, Gemini 10 (a guess)."""


def tell(store: FakeStore, day: date = TODAY) -> None:
    """Of one such day: twelve prompts to Claude Code, five to ChatGPT, and an agent that goes on alone, then two."""

    def at(clock: str, minutes: float = 0) -> Span:
        begin = local(day, clock)
        return Span(begin, begin + timedelta(minutes=minutes))

    prompts = [Prompt("claude_code", f"{day}c{one}", at("10:20", 2 * one).end, f"{day}") for one in range(12)]
    prompts += [Prompt("chatgpt", f"{day}g{one}", at("10:00", 3 * one).end, f"{day}") for one in range(5)]
    tokens = Tokens(40, 300, 2000, 30_000)
    answers = [
        Answer("claude_code", one.key, one.at, one.session, "claude-sonnet-4-5", tokens)
        for one in prompts
        if one.tool == "claude_code"
    ]
    works = [
        Work("claude_code", f"{day}1", at("10:40", 30), f"{day}"),
        Work("claude_code", f"{day}2", at("11:00", 20), f"{day}"),
    ]
    store.ledger.add(prompts=prompts, answers=answers, works=works)


def busy(*, days_before: int = 60) -> FakeStore:
    """Such a Tuesday, and so many equal days before it."""
    store = record(BUSY, days_before=days_before, past=BUSY)
    for back in range(days_before + 1):
        tell(store, TODAY - timedelta(days=back))
    return store
