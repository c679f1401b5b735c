"""Official exports: counts and times of years ago, once, in bounded memory, and no word of what was said."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interop.ledger import traces
from tests.interop.worlds import T0, WORDS, Value, iso, s, uuid
from wellbeing.interop.export import archive, history, takeout
from wellbeing.interop.export.archive import Cancelled
from wellbeing.interop.export.history import Imported, Progress, Service, bring_in
from wellbeing.interop.export.written import Reader
from wellbeing.model import Answer, Prompt, Span, Tokens, Work
from wellbeing.ports import KnownError


class Book:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Prompt] = {}
        self.models: dict[str, Answer] = {}

    def add(
        self, *, works: Iterable[Work] = (), prompts: Iterable[Prompt] = (), answers: Iterable[Answer] = ()
    ) -> None:
        self.kept |= {one.key: one for one in prompts}
        self.models |= {one.key: one for one in answers}

    def prompts(self, span: Span) -> list[Prompt]:
        return [one for one in self.kept.values() if one.at in span]

    def asked(self, span: Span) -> list[datetime]:
        return sorted(one.at for one in self.prompts(span))

    def answers(self, span: Span) -> list[Answer]:
        return list(self.models.values())

    def works(self, span: Span) -> list[Work]:
        return []

    def tokens(self, span: Span) -> dict[str, Tokens]:
        return {}


def node(key: str, parent: str | None, role: str, when: float | None, **metadata: object) -> Value:
    message = {
        "id": key,
        "author": {"role": role},
        "create_time": None if when is None else s(when) + 0.25,
        "content": {"content_type": "text", "parts": [WORDS]},
        "metadata": metadata,
    }
    return {"id": key, "message": message, "parent": parent, "children": []}


def chat(number: int) -> Value:
    """A conversation with ChatGPT: two prompts that are shown, one that was edited away, instructions, a tool."""
    key = [uuid(number * 100 + place) for place in range(9)]
    nodes = [
        {"id": key[0], "message": None, "parent": None},
        node(key[1], key[0], "system", None, is_visually_hidden_from_conversation=True),
        node(key[2], key[1], "user", 1),
        node(key[3], key[2], "assistant", 5, model_slug="gpt-5-2"),
        node(key[4], key[3], "user", 60),
        node(key[5], key[3], "user", 70),
        node(key[6], key[5], "tool", 71),
        node(key[7], key[6], "assistant", 80, model_slug="gpt-5-2-thinking"),
        node(key[8], key[1], "user", 2, is_user_system_message=True),
    ]
    about = {"title": WORDS, "create_time": s(0), "update_time": s(80), "conversation_id": uuid(number)}
    return {**about, "mapping": {one["id"]: one for one in nodes}, "current_node": key[7]}


RESULT = [{"type": "tool_result", "content": [{"type": "text", "text": WORDS}]}]


def claude_chat(number: int) -> Value:
    messages = [
        {"uuid": uuid(number * 10 + 1), "text": WORDS, "sender": "human", "created_at": iso(0)},
        {"uuid": uuid(number * 10 + 2), "text": WORDS, "sender": "assistant", "created_at": iso(9)},
        {"uuid": uuid(number * 10 + 3), "text": WORDS, "sender": "human", "created_at": iso(99)},
        {
            "uuid": uuid(number * 10 + 4),
            "text": "",
            "sender": "human",
            "created_at": iso(101),
            "content": RESULT,
        },
    ]
    return {"uuid": uuid(number), "name": WORDS, "created_at": iso(0), "chat_messages": messages}


def packed(folder: Path, files: dict[str, object]) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as own:
        for name, value in files.items():
            own.writestr(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return path


def test_chatgpt_counts_the_branch_that_is_shown(tmp_path: Path) -> None:
    book = Book()
    found = bring_in(
        Service.CHATGPT, packed(tmp_path, {"conversations.json": [chat(1)], "chat.html": WORDS}), book
    )
    assert found == Imported(2, 1, T0 + timedelta(seconds=1.25), T0 + timedelta(seconds=70.25))
    assert {one.model for one in book.models.values()} == {"gpt-5-2", "gpt-5-2-thinking"}


def test_large_accounts_come_in_several_files(tmp_path: Path) -> None:
    files = {f"x/conversations-00{number}.json": [chat(number), chat(number + 50)] for number in (1, 2, 3)}
    found = bring_in(Service.CHATGPT, packed(tmp_path, {**files, "x/shared_conversations.json": []}), Book())
    assert (found.prompts, found.conversations) == (12, 6)


def test_a_conversation_without_its_end_is_followed_from_its_newest_message(tmp_path: Path) -> None:
    value = {**chat(1), "current_node": None}
    (tmp_path / "conversations.json").write_text(json.dumps([value]), encoding="utf-8")
    assert bring_in(Service.CHATGPT, tmp_path / "conversations.json", Book()).prompts == 2


def test_claude_counts_what_a_person_sent(tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {"conversations.json": [claude_chat(1), claude_chat(2)], "users.json": [], "projects.json": []},
    )
    found = bring_in(Service.CLAUDE, path, Book())
    assert found == Imported(4, 2, T0, T0 + timedelta(seconds=99))


def test_imported_again_nothing_doubles(tmp_path: Path) -> None:
    path = packed(tmp_path, {"conversations.json": [chat(1), chat(2)]})
    book = Book()
    bring_in(Service.CHATGPT, path, book)
    first = dict(book.kept)
    bring_in(Service.CHATGPT, path, book)
    assert book.kept == first


def test_no_word_of_an_export_is_kept(tmp_path: Path) -> None:
    book = Book()
    bring_in(Service.CHATGPT, packed(tmp_path, {"conversations.json": [chat(1)]}), book)
    bring_in(Service.CLAUDE, packed(tmp_path, {"conversations.json": [claude_chat(1)]}), book)
    bring_in(Service.GEMINI, packed(tmp_path, {"Takeout/Gemini Apps/a.json": takeout_json()}), book)
    told = repr([book.kept, book.models])
    assert not [word for word in traces(WORDS) if word in told]


# ---------------------------------------------------------------- Google's Takeout


def takeout_json() -> list[Value]:
    product = {"header": "Gemini-Apps", "products": ["Gemini-Apps"], "activityControls": [WORDS]}
    answer = {"safeHtmlItem": [{"html": f"<p>{WORDS}</p>"}]}
    return [
        {**product, **answer, "title": f"Eingegebener Prompt: {WORDS}", "time": iso(0)},
        {**product, **answer, "title": f"Eingegebener Prompt: {WORDS}", "time": iso(60.5)},
        {**product, "title": f"Eingegebener Prompt: {WORDS}", "time": iso(120)},
        {**product, "title": "Gemini-Apps verwendet", "time": iso(180)},
        {**product, "title": f"Feedback gegeben: {WORDS}", "time": iso(181)},
        {
            "header": "YouTube",
            "products": ["YouTube"],
            "title": f"Eingegebener Prompt: {WORDS}",
            "time": iso(190),
            **answer,
        },
    ]


def cell(first: str, when: str, answer: str) -> str:
    return (
        '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid">'
        '<div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">Gemini Apps<br></p></div>'
        '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">'
        f"{first}<br>{when}<br>{answer}</div>"
        '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right"></div>'
        '<div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>'
        "&emsp;Gemini Apps<br><b>Why is this here?</b><br>May 1, 2020, 1:00:00\u202fAM UTC</div></div></div>"
    )


def takeout_html(first: str, other: str, *moments: str) -> str:
    prompts = [
        cell(
            f"{first}&nbsp;{WORDS} &lt;b&gt;<br>{WORDS} 12:30:00<br>Attached 1 file.<br>-&nbsp;<a href='x'>a.png</a>",
            when,
            f"<p>{WORDS}</p>",
        )
        for when in moments
    ]
    later = moments[0].replace(":00:00", ":00:07").replace(":٠٠:٠٠", ":٠٠:٠٧")
    unanswered = cell(f"{first}&nbsp;{WORDS}", later, "")
    aside = cell(f"{other}&nbsp;Gemini", later, "")
    head = "<html><head><title>x</title><style>.a{b:c}</style></head><body><div class='mdl-grid'>"
    return f"{head}{''.join(prompts)}{unanswered}{aside}</div></body></html>"


@pytest.mark.parametrize(
    ("first", "other", "moments"),
    [
        ("Prompted", "Used", ["May 5, 2026, 8:00:00\u202fAM UTC", "May 5, 2026, 10:00:00\u202fPM GMT+02:00"]),
        ("Eingegebener", "Genutzt:", ["05.05.2026, 10:00:00 MESZ", "05.05.2026, 22:00:00 MESZ"]),
        ("Requête", "Application", ["5 mai 2026, 10:00:00 CEST", "5 mai 2026, 22:00:00 UTC+2"]),
        ("送信した", "使用した", ["2026/05/05 17:00:00 JST", "2026/05/06 5:00:00 JST"]),
        ("입력한", "사용한", ["2026. 5. 5. 오후 5:00:00 KST", "2026. 5. 6. 오전 5:00:00 KST"]),
        ("Polecenie:", "Użyto", ["5 maj 2026, 10:00:00 CEST", "5 maj 2026, 22:00:00 CEST"]),
        ("أرسلت", "استخدمت", ["٠٥/٠٥/٢٠٢٦، ١٠:٠٠:٠٠ ص GMT+2", "٠٥/٠٥/٢٠٢٦، ١٠:٠٠:٠٠ م GMT+2"]),
        ("พรอมต์", "ใช้", ["5 พ.ค. 2569 15:00:00 GMT+7", "6 พ.ค. 2569 03:00:00 GMT+7"]),
    ],
)
def test_takeout_is_understood_in_every_language(
    tmp_path: Path, first: str, other: str, moments: list[str]
) -> None:
    book = Book()
    page = takeout_html(first, other, *moments)
    found = bring_in(
        Service.GEMINI, packed(tmp_path, {"Takeout/X/Gemini Apps/MeineAktivität.html": page}), book
    )
    assert sorted(one.at for one in book.kept.values()) == [
        T0,
        T0 + timedelta(seconds=7),
        T0 + timedelta(hours=12),
    ]
    assert found.prompts == 3


def test_takeout_as_json_and_as_html_counts_once(tmp_path: Path) -> None:
    book = Book()
    assert (
        bring_in(
            Service.GEMINI, packed(tmp_path, {"Takeout/Gemini Apps/MyActivity.json": takeout_json()}), book
        ).prompts
        == 3
    )
    page = takeout_html("Prompted", "Used", "May 5, 2026, 8:00:00\u202fAM UTC")
    (tmp_path / "MyActivity.html").write_text(page, encoding="utf-8")
    bring_in(Service.GEMINI, tmp_path / "MyActivity.html", book)
    assert len(book.kept) == 4


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("31.12.2025, 23:59:59 MEZ", datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC)),
        ("Dec 31, 2025, 12:00:00 AM PST", datetime(2025, 12, 31, 8, tzinfo=UTC)),
        ("31 дек. 2025 г., 12:00:00 GMT+03:00", datetime(2025, 12, 31, 9, tzinfo=UTC)),
        ("25/12/2025, 06:00:00 GMT-3", datetime(2025, 12, 25, 9, tzinfo=UTC)),
        ("2025年12月31日 9:00:00 JST", datetime(2025, 12, 31, tzinfo=UTC)),
        ("31 listopada 2025, 9:00:00 UTC", None),
        ("30 listopada 2025, 9:00:00 UTC", datetime(2025, 11, 30, 9, tzinfo=UTC)),
        ("99.99.2025, 99:99:99 UTC", None),
        ("a text of 2025 with 12 words, 3", None),
        ("", None),
    ],
)
def test_moments_are_read_as_they_are_written(line: str, moment: datetime | None) -> None:
    assert Reader().read(line) == moment


# ---------------------------------------------------------------- wrong, broken, dangerous


def refused(service: Service, path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        bring_in(service, path, Book())
    assert caught.value.sentence
    assert caught.value.remedy
    return caught.value


def test_the_export_of_another_service_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path, {"conversations.json": [claude_chat(1)]})
    assert "import claude" in refused(Service.CHATGPT, path).remedy


@pytest.mark.parametrize("content", [b"", b"hello", b'{"a": 1}', b"[" * 100_000, b"\xff\xfe", b"PK\x03\x04"])
@pytest.mark.parametrize("service", Service)
def test_a_file_that_is_none_is_refused(tmp_path: Path, service: Service, content: bytes) -> None:
    path = tmp_path / "conversations.json"
    path.write_bytes(content)
    refused(service, path)


def test_an_archive_without_conversations_is_refused(tmp_path: Path) -> None:
    for service in Service:
        refused(service, packed(tmp_path, {"readme.txt": WORDS}))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    refused(Service.CLAUDE, tmp_path / "nothing.zip")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as own,
        own.open("conversations.json", "w") as file,
    ):
        for _ in range(110):
            file.write(b" " * (1 << 20))
    assert "harm" in refused(Service.CHATGPT, path).sentence


def test_an_endless_conversation_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PIECE", 1 << 20)
    path = tmp_path / "conversations.json"
    path.write_text('[{"title": "' + "x" * (3 << 20), encoding="utf-8")
    assert "larger" in refused(Service.CHATGPT, path).sentence


def test_what_breaks_off_keeps_what_came_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "conversations.json"
    whole = json.dumps([chat(number) for number in range(2600)])
    path.write_text(whole[: len(whole) * 3 // 4], encoding="utf-8")
    book = Book()
    with pytest.raises(KnownError):
        bring_in(Service.CHATGPT, path, book)
    assert len(book.kept) >= 2000
    path.write_text(whole, encoding="utf-8")
    assert bring_in(Service.CHATGPT, path, book).prompts == 5200 == len(book.kept)


def test_it_can_be_stopped_and_goes_on_without_doubling(tmp_path: Path) -> None:
    path = tmp_path / "conversations.json"
    path.write_text(json.dumps([chat(number) for number in range(2600)]), encoding="utf-8")
    book = Book()
    seen: list[Progress] = []
    with pytest.raises(Cancelled):
        bring_in(Service.CHATGPT, path, book, progress=seen.append, cancelled=lambda: bool(seen))
    assert 0 < seen[0].done < seen[0].whole
    assert 0 < len(book.kept) == seen[0].prompts < 5_200
    bring_in(Service.CHATGPT, path, book)
    assert len(book.kept) == 5_200


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    path = tmp_path / "conversations.json"
    one = json.dumps(chat(1))
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for number in range(1200):
            file.write(one.replace(uuid(1), uuid(number)) + ("," if number < 1199 else "]"))
    assert path.stat().st_size > 2_900_000
    tracemalloc.start()
    bring_in(Service.CHATGPT, path, Book())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


@given(st.sampled_from(Service), st.floats(0, 1), st.binary(max_size=40), st.booleans())
@settings(max_examples=60)
def test_broken_exports_never_crash(service: Service, at: float, junk: bytes, cut: bool) -> None:
    values: dict[Service, Any] = {
        Service.CHATGPT: [chat(1), chat(2)],
        Service.CLAUDE: [claude_chat(1)],
        Service.GEMINI: takeout_json(),
    }
    content = json.dumps(values[service], ensure_ascii=False).encode()
    place = round(at * len(content))
    broken = content[:place] + junk + (b"" if cut else content[place:])
    meter = archive.Meter(len(broken), lambda: False)
    member = archive.Member("x.json", io.BytesIO(broken), meter)
    source = takeout.read if service is Service.GEMINI else history._conversations(service)
    try:
        pages = [page for _, page in source(iter([member]))]
    except KnownError:
        return
    assert not [
        word for word in traces(WORDS) for page in pages if word in repr((page.prompts, page.answers))
    ]
