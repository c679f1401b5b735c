"""One stretch at the machine, from sitting down to getting up, laid on the desk activity by activity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from wellbeing.demo.app import AI_ROLES, PASSIVE_ROLES, App, Role
from wellbeing.demo.chance import Chance
from wellbeing.demo.desk import MINUTE, SECOND, Desk
from wellbeing.demo.habit import Habit
from wellbeing.model import EntryKind, Presence

_BREAK_EVERY_MS = 45 * MINUTE
_BREAK_LEAST_MS = 3 * MINUTE
"""Shorter silences are no absence (`IDLE_AFTER`)."""
_BREAK_MEAN_MS = 22 * MINUTE
"""With the least: 25 minutes on average, as specified for synthetic people."""
_LOCK_AFTER_MS = 10 * MINUTE
_LOCKED_SHARE = 0.8
"""Of longer breaks; in the others the machine is suspended."""
_GLANCE_SHARE = 0.08
_GLANCE_MS = (3 * SECOND, 15 * SECOND)
"""Micro-use: at most 15 s (Ferreira et al. 2014)."""
_HOT_MS = 4 * MINUTE
"""After AI the next question is near: the ping-pong between AI and work."""
_ACTIVE_SHARE = 0.6
"""Of the time left in a sitting; what is meant for AI is to fit into this."""
_HURRY_SHARE = 0.8
"""When so much of what is left is meant for AI, nothing else comes in between."""
_PROMPTS_A_MINUTE = {Role.CHAT: 0.5, Role.AGENT: 0.4, Role.COMPANION: 0.8}
_ANSWER_MEAN_MS = {Role.CHAT: 12 * SECOND, Role.AGENT: 50 * SECOND, Role.COMPANION: 5 * SECOND}
_RUN_SHARE, _RUN_MEAN_MS = 0.4, 9 * MINUTE
"""How often an agent is left to work by itself, and for how long; several may be at it at once."""


class Mishap(Enum):
    """What happens to the record, or to the day, at a moment."""

    LUNCH = auto()
    CRASH = auto()
    PAUSE = auto()
    STALL = auto()
    CLOCK = auto()


@dataclass(slots=True)
class Sitting:
    """What is meant to be done in one stretch; used up while it is lived."""

    active_ms: int
    ai_ms: int
    habit: Habit
    limit_ms: int
    """Nothing goes beyond this moment."""


class Life:
    """A day's person at the desk: what is in front, when the next break is due, what is about to happen."""

    def __init__(self, desk: Desk, chance: Chance, agenda: Iterable[tuple[int, Mishap]]) -> None:
        self.desk, self._chance = desk, chance
        self._agenda = sorted(agenda, key=lambda due: due[0], reverse=True)
        self._hot_ms = 0
        self._app: App | None = None

    def sit(self, sitting: Sitting) -> None:
        """Live one sitting; what could not be done by its limit stays in it."""
        desk, chance, habit = self.desk, self._chance, sitting.habit
        limit_ms = min(sitting.limit_ms, desk.end_ms)
        app = self._app = habit.following(habit.home, chance)
        due_ms = desk.now_ms + round(chance.exponential(_BREAK_EVERY_MS))
        self._hot_ms = desk.now_ms + 2 * MINUTE
        while sitting.active_ms > 0 and desk.now_ms < limit_ms:
            if self._agenda and desk.now_ms >= self._agenda[-1][0]:
                self._suffer(self._agenda.pop()[1])
                continue
            if desk.now_ms >= due_ms:
                self._rest(limit_ms - desk.now_ms - sitting.active_ms, limit_ms)
                due_ms = desk.now_ms + round(chance.exponential(_BREAK_EVERY_MS))
                self._hot_ms = desk.now_ms + 2 * MINUTE
                continue
            before_ms = desk.now_ms
            most_ms = min(sitting.active_ms, limit_ms - before_ms)
            if chance.uniform() < self._ai_probability(sitting, limit_ms - before_ms):
                self._ask(habit.ai(chance), sitting, most_ms)
            else:
                app = self._other(app, habit, most_ms)
            sitting.active_ms -= desk.now_ms - before_ms

    def _ai_probability(self, sitting: Sitting, left_ms: int) -> float:
        """Steers towards the day's AI amount, in clumps: twice as likely soon after AI as later."""
        share = sitting.ai_ms / min(sitting.active_ms, _ACTIVE_SHARE * left_ms)
        if share <= 0.0 or share >= _HURRY_SHARE:
            return float(share > 0.0)
        habit = sitting.habit
        here = share * habit.other_ms
        likely = here / (here + (1 - share) * habit.ai_ms)
        if self._app is not None and self._app.role in AI_ROLES:
            return likely * 0.4
        return likely * (1.6 if self.desk.now_ms < self._hot_ms else 0.8)

    def _ask(self, app: App, sitting: Sitting, most_ms: int) -> None:
        desk, chance = self.desk, self._chance
        ms = min(sitting.habit.dwell_ms(app.role, chance), sitting.ai_ms, most_ms)
        self._prompts(app, ms)
        self._show(app, Presence.ACTIVE, ms)
        sitting.ai_ms -= ms
        self._hot_ms = desk.now_ms + _HOT_MS
        if app.role is Role.AGENT and app.tool is not None and chance.happens(_RUN_SHARE):
            desk.run(round(chance.exponential(_RUN_MEAN_MS)), app.tool)

    def _prompts(self, app: App, ms: int) -> None:
        chance, start_ms = self._chance, self.desk.now_ms
        count = chance.poisson(ms / MINUTE * _PROMPTS_A_MINUTE[app.role])
        for at_ms in sorted(start_ms + int(ms * chance.uniform()) for _ in range(count)):
            answer_ms = SECOND + round(chance.exponential(_ANSWER_MEAN_MS[app.role]))
            self.desk.prompt(at_ms, answer_ms, app.tool or app.identity.app_id)

    def _other(self, app: App, habit: Habit, most_ms: int) -> App:
        """Something that is no AI; returns what work goes on from, a quick look not being that."""
        chance = self._chance
        if chance.uniform() < _GLANCE_SHARE:
            looked = habit.glance(chance)
            if looked is not self._app:
                self._show(looked, Presence.ACTIVE, min(round(chance.between(*_GLANCE_MS)), most_ms))
                return app
        back = self._app is not app and chance.happens(0.6)
        found = app if back else habit.following(app.role, chance)
        ms = min(habit.dwell_ms(found.role, chance), most_ms)
        if found.role in PASSIVE_ROLES and ms > _BREAK_LEAST_MS:
            busy_ms = round(chance.between(5 * SECOND, 40 * SECOND))
            self._show(found, Presence.ACTIVE, busy_ms)
            self._show(found, Presence.PASSIVE, ms - busy_ms)
        else:
            self._show(found, Presence.ACTIVE, ms)
        return found

    def _show(self, app: App, presence: Presence, ms: int) -> None:
        self.desk.use(app, presence, ms)
        self._app = app

    def _rest(self, spare_ms: int, limit_ms: int) -> None:
        """Away for a while: idle, then locked or asleep; hardly longer than there is time to spare."""
        chance = self._chance
        ms = min(round(chance.exponential(_BREAK_MEAN_MS)), max(spare_ms, MINUTE)) + _BREAK_LEAST_MS
        ms = min(ms, limit_ms - self.desk.now_ms)
        self.desk.use(self._app, Presence.IDLE, min(ms, _LOCK_AFTER_MS))
        if ms > _LOCK_AFTER_MS:
            self._leave(ms - _LOCK_AFTER_MS)

    def _leave(self, ms: int) -> None:
        """The screen is locked, or the machine sleeps."""
        if self._chance.happens(_LOCKED_SHARE):
            self.desk.use(None, Presence.LOCKED, ms)
        else:
            self.sleep(self.desk.now_ms + ms)

    def sleep(self, until_ms: int) -> None:
        """Suspended until a moment."""
        desk = self.desk
        missed_s = (until_ms - desk.now_ms) // SECOND
        desk.skip(until_ms)
        desk.note(EntryKind.SUSPEND, missed_s=missed_s)

    def _suffer(self, mishap: Mishap) -> None:
        desk, chance = self.desk, self._chance
        if mishap is Mishap.LUNCH:
            self._leave(round(chance.between(25 * MINUTE, 55 * MINUTE)))
        elif mishap is Mishap.CRASH:
            until = desk.at(desk.now_ms)
            desk.miss(round(chance.between(20 * SECOND, 4 * MINUTE)))
            desk.note(EntryKind.CRASH, until=until.isoformat(timespec="seconds"))
            desk.note(EntryKind.START)
        elif mishap is Mishap.PAUSE:
            minutes = chance.choice((15, 15, 60))
            until = desk.at(desk.now_ms + minutes * MINUTE)
            desk.note(EntryKind.PAUSE, until=until.isoformat(timespec="seconds"))
            desk.miss(minutes * MINUTE)
            desk.note(EntryKind.RESUME)
        elif mishap is Mishap.STALL:
            seconds = 10 + chance.below(50)
            desk.miss(seconds * SECOND)
            desk.note(EntryKind.GAP, missed_s=seconds)
        else:
            self._jump()

    def _jump(self) -> None:
        """The wall clock is set: forward leaves a hole nobody lived, back costs what was lived meanwhile."""
        desk, seconds = self.desk, 5 + self._chance.below(85)
        if self._chance.happens(0.5):
            desk.skip(desk.now_ms + seconds * SECOND)
            desk.note(EntryKind.CLOCK, jump_s=seconds)
        else:
            desk.note(EntryKind.CLOCK, jump_s=-seconds)
            desk.miss(seconds * SECOND, moves=False)
