import pytest, time, traceback
import tests.fleet.town as T
from tests.fleet import test_fleet as F
from tests.fleet.test_fleet import company, _generous
from tests.fleet.deeds import Quarter
from tests.fleet import story
from tests.fleet.company import *
T.GIVES_UP_SECONDS = 8
T.LOOKS_SECONDS = 1.5

@pytest.mark.soak
def test_explore(company, postgres, tmp_path):
    employees = found(company, 2)
    with F.running(company, postgres, tmp_path, processes=1) as town:
        q = Quarter(town, employees)
        names = {id(v): k for k, v in vars(story).items() if isinstance(v, story.Deed)}
        t0 = time.monotonic()
        for day in story.WHOLE:
            town.on(day.on, day.hour)
            for deed in day.deeds:
                try:
                    deed.is_done(q); print(f"{time.monotonic()-t0:.1f}", "OK", day.on, names[id(deed)], flush=True)
                except BaseException as e:
                    print(f"{time.monotonic()-t0:.1f}", "FAIL", day.on, names[id(deed)], str(e)[-1500:], flush=True)
                    w, about = list(deed.by(q))[0]
                    m = town.at(w).modal()
                    print("MODAL", m and (m.plain[:1500], m.buttons, m.fields, m.errors))
                    for m in town.messages(w):
                        print("   ", m.ts, m.thread_ts, repr(m.plain[:200]), m.buttons)
                    town.put_away(w)
        town.on(33, 11)
        from tests.fleet.proof import assert_nothing_is_lost_or_doubled
        assert_nothing_is_lost_or_doubled(q)
