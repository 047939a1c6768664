"""Calculations in threads: each request is answered or told to come back, and none waits for ever."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from orgsim.app.application import application
from orgsim.app.pool import Pool
from orgsim.app.refusing import Refused
from tests.app.helpers import EXPORT, asked


def test_more_than_there_is_room_for_are_told_to_come_back() -> None:
    async def story() -> tuple[list[int], int]:
        pool, gate = Pool(side_by_side=2, waiting=3, seconds=20), Event()

        def wait() -> int:
            assert gate.wait(20)
            return 7

        tasks = [asyncio.create_task(pool.run(wait)) for _ in range(5)]
        await asyncio.sleep(0)
        refused = 0
        for _ in range(4):
            with pytest.raises(Refused) as told:
                await pool.run(wait)
            refused += told.value.status == 429
        gate.set()
        answers = await asyncio.gather(*tasks)
        assert await pool.run(lambda: 8) == 8, "there is room again"
        pool.close()
        return answers, refused

    assert asyncio.run(story()) == ([7] * 5, 4)


def test_what_takes_too_long_is_given_up_and_keeps_its_place_until_it_ends() -> None:
    async def story() -> None:
        pool, gate = Pool(side_by_side=1, waiting=0, seconds=0.05), Event()
        with pytest.raises(Refused) as told:
            await pool.run(lambda: gate.wait(20))
        assert told.value.status == 503
        with pytest.raises(Refused) as told:
            await pool.run(lambda: 1)
        assert told.value.status == 429
        gate.set()
        for _ in range(200):
            await asyncio.sleep(0.01)
            try:
                assert await pool.run(lambda: 1) == 1
                break
            except Refused:
                continue
        else:
            raise AssertionError("the place never became free")
        pool.close()

    asyncio.run(story())


def test_errors_come_out_as_they_are() -> None:
    def broken() -> None:
        raise ZeroDivisionError

    async def story() -> None:
        pool = Pool()
        for _ in range(20):
            with pytest.raises(ZeroDivisionError):
                await pool.run(broken)

    asyncio.run(story())


def fifty(how: Callable[[httpx.AsyncClient], Any], app: Any) -> list[httpx.Response]:
    async def story() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as asking:
            return await asyncio.wait_for(asyncio.gather(*(how(asking) for _ in range(50))), 60)

    return asyncio.run(story())


def test_of_fifty_at_once_each_is_answered_or_told_to_come_back(tmp_path: Path) -> None:
    body = asked()
    app = application(tmp_path, pool=Pool(side_by_side=2, waiting=8))
    answers = fifty(lambda asking: asking.post(EXPORT, json=body), app)
    count = Counter(answer.status_code for answer in answers)
    assert set(count) == {200, 429}
    assert count[200] >= 10
    assert len({answer.content for answer in answers if answer.status_code == 200}) == 1
    told = next(answer for answer in answers if answer.status_code == 429)
    assert (told.headers["retry-after"], told.json()["hint"]) == ("1", "try again in a moment")
