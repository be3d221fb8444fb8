"""Story: somebody says in Chinese what their job is and how far they meet it; their manager rates it in
English; who is below the mark is told to HR and the head of department, and to nobody else.
"""

from datetime import datetime

import pytest

from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_way import State
from bot.sandbox import Modal, Msg
from bot.services.goals import advance as goals
from bot.services.goals.advance_job_form import hand_over
from bot.services.goals.job_form_editing import put_duty
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.goals import OPENED, TUESDAY, open_goals_of
from tests.builders.job_forms import filled, now_of, of_goals
from tests.scenarios.conftest import Workspace

FORM = "岗位职责表"
TITLE = "Job-responsibility form"


@pytest.fixture
def start() -> datetime:
    return OPENED


@pytest.fixture
def form(workspace: Workspace) -> JobForm:
    """Chen Jie, who reads Chinese, was asked for the goals of 2027 Q1."""
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.employee.id).locale = "zh-CN"
    [begun] = open_goals_of(workspace.store, workspace.company.employee)
    workspace.move_to(TUESDAY)
    workspace.settle()
    return of_goals(workspace.store, begun.id)


def my_goals(workspace: Workspace) -> Msg:
    return workspace.person("chen").wait_for_message(containing="2027 Q1 目标")


def opened(workspace: Workspace) -> Modal:
    my_goals(workspace).click(f"{FORM}…")
    return workspace.person("chen").wait_for_modal(title=FORM)


def sent(workspace: Workspace, form: JobForm) -> None:
    """Everything met, by Chen Jie's own account."""
    filled(workspace.store, form, workspace.company.employee, at=workspace.clock.now())
    workspace.settle()


def card(workspace: Workspace, number: int = 1) -> Msg:
    """A version before Liu Yang, in the thread of the team's goals."""
    liu = workspace.person("liu")
    parent = liu.wait_for_message(containing="2027 Q1 goals:")
    return liu.wait_for_message(containing=f"job-responsibility form, version {number}", thread=parent)


def rating(workspace: Workspace) -> Modal:
    card(workspace).click("Rate it…")
    return workspace.person("liu").wait_for_modal(title="Rate the form")


def rate(workspace: Workspace, met: str) -> Modal:
    modal = rating(workspace)
    for label in [each for each in modal.fields if each.startswith("Your view")]:
        modal.choose(label, met)
    modal.submit()
    workspace.settle()
    return modal


def answer_all(modal: Modal) -> None:
    for label in [each for each in modal.fields if "一句话说明依据" not in each]:
        modal.choose(label, "✅ 符合")


def test_filled_in_in_chinese_rated_in_english_and_seen_by_both(workspace: Workspace, form: JobForm) -> None:
    chen = workspace.person("chen")
    modal = opened(workspace)
    assert "第 1 步，共 4 步" in modal.plain
    assert "1. 策划并执行营销活动" in modal.plain

    modal.click("添加职责…")
    duty = chen.wait_for_modal(title="职责")
    duty.fill("是什么职责？", "带新人")
    duty.fill("具体内容，一行一条", "每周答疑\n检查文案")
    duty.choose("序号", "2：")
    duty.submit()
    assert "2. 带新人\n• 每周答疑\n• 检查文案" in modal.plain.replace("*", "")

    modal.submit()
    modal.click("添加要求…")
    requirement = chen.wait_for_modal(title="要求")
    requirement.fill("要求什么？", "会说粤语")
    requirement.submit()
    assert "会说粤语" in modal.plain

    modal.submit()
    answer_all(modal)
    modal.fill("会说粤语：一句话说明依据", "在广州工作过两年")
    modal.submit()
    assert "匹配度为 *100%*" in modal.plain
    modal.submit()
    assert "已签字并提交" in modal.plain
    workspace.settle()

    assert "岗位职责表已提交" in my_goals(workspace).plain
    shown = card(workspace)
    assert "By Chen Jie's own answers: 7 met, 0 partly, 0 not yet." in shown.plain
    rated = rating(workspace)
    assert "Planning campaigns" in rated.plain
    assert "会说粤语" in rated.plain
    assert "Chen Jie: ✅ Met · “在广州工作过两年”" in rated.plain
    rated.choose("Your view: Planning campaigns", "Partly met")
    rated.fill("A note on it: Planning campaigns", "Budgets are missing")
    rated.submit()
    workspace.settle()

    assert "Signed. Chen Jie sees your ratings" in rated.plain
    assert "100 % by Chen Jie's own answers" in rated.plain
    assert "🟡 Partly met · *Planning campaigns*: Budgets are missing" in card(workspace).plain
    told = chen.wait_for_message(containing="Liu Yang 已评定你的岗位职责表", thread=my_goals(workspace))
    assert "🟡 部分符合 · *活动策划：*" in told.plain
    told.click("查看全文…")
    read = chen.wait_for_modal(title=FORM)
    assert "员工：✅ 符合 · “在广州工作过两年”" in read.plain
    assert "岗位职责表已评" in my_goals(workspace).plain
    assert workspace.parked() == []


def test_below_the_mark_hr_and_the_head_are_told_and_nobody_else(workspace: Workspace, form: JobForm) -> None:
    before = {each.name: _seen(workspace, each.name) for each in workspace.company.everyone}
    sent(workspace, form)

    rate(workspace, "Not met yet")

    for surname in ("zhao", "zhou"):
        note = workspace.person(surname).wait_for_message(containing="below the mark of 60 %")
        assert "Told: Zhao Min and Zhou Jing. Nobody else" in note.plain
        note.click("Read the form…")
        read = workspace.person(surname).wait_for_modal(title=TITLE)
        assert "Match: *0 %* by Liu Yang's ratings" in read.plain
    for person in workspace.company.everyone:
        is_party = person.name.split()[0] in ("Chen", "Liu", "Zhao", "Zhou")
        assert (_seen(workspace, person.name) == before[person.name]) is not is_party
    intake = workspace.policy.channels.intake
    channel = next(
        each["id"] for each in workspace.person("sun").conversations() if each.get("name") == intake
    )
    assert workspace.person("sun").channel(channel) == []
    assert "%" not in "".join(each["text"] for each in _raw(workspace, "zhao"))


def _seen(workspace: Workspace, name: str) -> list[str]:
    return [each.plain for each in workspace.person(name.split()[0].lower()).dm()]


def _raw(workspace: Workspace, surname: str) -> list[dict[str, str]]:
    person = workspace.person(surname)
    shown = person.get("messages", channel=person.app)
    return list(shown["messages"])


def test_above_the_mark_nobody_is_told(workspace: Workspace, form: JobForm) -> None:
    sent(workspace, form)

    rate(workspace, "✅ Met")

    assert workspace.person("zhao").dm() == []
    assert workspace.person("zhou").dm() == []


def test_it_is_closed_and_taken_up_again_where_it_was_left(workspace: Workspace, form: JobForm) -> None:
    modal = opened(workspace)
    modal.submit()
    modal.submit()
    first = modal.fields[0]
    modal.choose(first, "部分符合")
    modal.fill(f"{first}：一句话说明依据", "做过两场")
    modal.close()
    workspace.wait_until(lambda: "部分符合" in str(opened(workspace).value(first)))

    again = opened(workspace)

    assert again.value(f"{first}：一句话说明依据") == "做过两场"


def test_a_screen_that_is_not_complete_says_so_at_each_field(workspace: Workspace, form: JobForm) -> None:
    modal = opened(workspace)
    modal.submit()
    modal.submit()

    modal.submit()

    assert modal.errors
    assert all(modal.errors.values())


def test_duties_are_moved_dropped_and_brought_back_from_their_menu(
    workspace: Workspace, form: JobForm
) -> None:
    modal = opened(workspace)

    modal.choose_overflow("上移", near="投放广告")
    assert "1. 投放广告" in modal.plain
    modal.choose_overflow("去掉", near="投放广告")
    assert "已删去： ~投放广告~" in modal.plain
    assert "1. 策划并执行营销活动" in modal.plain

    modal.click("恢复")
    assert "1. 投放广告" in modal.plain

    modal.choose_overflow("编辑或移动…", near="投放广告")
    duty = workspace.person("chen").wait_for_modal(title="职责")
    duty.choose("序号", "4：")
    duty.submit()
    assert "4. 投放广告" in modal.plain


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("是什么职责？", " \u200b ", "起个名字"),
        ("具体内容，一行一条", "\n".join("abcdefghijk"), "最多 10 条"),
        ("具体内容，一行一条", "长" * 101, "最多 100 字"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_stays_there(
    workspace: Workspace, form: JobForm, field: str, text: str, said: str
) -> None:
    opened(workspace).click("添加职责…")
    duty = workspace.person("chen").wait_for_modal(title="职责")
    duty.fill("是什么职责？", "带新人")
    duty.fill(field, text)

    duty.submit()

    assert said in duty.errors[field]
    assert duty.value(field) == text


def test_a_version_that_was_taken_back_and_sent_anew_is_shown_before_it_is_rated(
    workspace: Workspace, form: JobForm
) -> None:
    sent(workspace, form)
    modal = rating(workspace)
    label = "Your view: Copywriting"
    modal.choose(label, "Partly met")
    modal.fill("A note on it: Copywriting", "Too long")
    my_goals(workspace).click(f"{FORM}…")
    read = workspace.person("chen").wait_for_modal(title=FORM)
    read.click("撤回")
    read.choose_overflow("上移", near="投放广告")
    for _ in range(4):
        read.submit()
    workspace.settle()

    modal.submit()

    assert "This has changed since" in modal.plain
    assert "version 2" in modal.plain
    assert modal.value(label) == "🟡 Partly met"
    assert modal.value("A note on it: Copywriting") == "Too long"
    assert now_of(workspace.store, form).state is State.FILLED
    modal.submit()
    assert now_of(workspace.store, form).state is State.RATED


def test_another_version_is_asked_for_and_what_changed_stands_beside_what_was(
    workspace: Workspace, form: JobForm
) -> None:
    sent(workspace, form)
    rate(workspace, "✅ Met")
    card(workspace).click("Ask for another version…")
    asking = workspace.person("liu").wait_for_modal(title="Another version")
    asking.fill("What should be different?", "Name the fairs.")
    asking.submit()
    workspace.settle()

    note = workspace.person("chen").wait_for_message(
        containing="希望你另填一版岗位职责表", thread=my_goals(workspace)
    )
    assert "Name the fairs." in note.plain
    note.click("重新填写…")
    modal = workspace.person("chen").wait_for_modal(title=FORM)
    assert "Liu Yang 要求另填一版" in modal.plain
    modal.choose_overflow("编辑或移动…", near="投放广告")
    duty = workspace.person("chen").wait_for_modal(title="职责")
    duty.fill("是什么职责？", "办展会")
    duty.submit()
    for _ in range(4):
        modal.submit()
    workspace.settle()

    assert "✏️ Duty: ~Place advertising~ → *办展会*" in card(workspace, 2).plain
    assert "✅ Rated by Liu Yang" in card(workspace).plain
    assert workspace.parked() == []


def test_hr_finds_it_from_home_and_rates_in_place_of_an_absent_manager(
    workspace: Workspace, form: JobForm
) -> None:
    sent(workspace, form)
    hr = workspace.person("zhou")
    workspace.tab("zhou", near="Goals, 2027 Q1").click("KPI sheets…")
    hr.wait_for_modal(containing="Chen Jie").click("Job-responsibility form…")
    read = hr.wait_for_modal(title=TITLE)
    read.click("Rate it…")
    modal = hr.wait_for_modal(title="Rate the form")
    assert "You rate this for HR, in place of Liu Yang" in modal.plain

    modal.submit()
    workspace.settle()

    assert "✅ Rated by Zhou Jing (HR) in place of Liu Yang" in card(workspace).plain
    assert (
        "Zhou Jing（HR）代 Liu Yang"
        in workspace.person("chen")
        .wait_for_message(containing="已评定你的岗位职责表", thread=my_goals(workspace))
        .plain
    )
    assert workspace.parked() == []


def test_a_form_goes_on_with_a_new_manager_and_the_former_one_reads_no_more_of_it(
    workspace: Workspace, form: JobForm
) -> None:
    sent(workspace, form)
    shown = card(workspace)
    with workspace.store.begin() as unit:
        boss, now = workspace.company.boss, acting(workspace.store, now=workspace.clock.now())
        goals.hand_over(unit, form.employee_id, boss, now)
        hand_over(unit, form.employee_id, boss, now)
    workspace.settle()

    assert shown.refresh().plain == "Chen Jie's job-responsibility form is with Zhao Min now."
    zhao = workspace.person("zhao")
    parent = zhao.wait_for_message(containing="2027 Q1 goals:")
    waiting = zhao.wait_for_message(containing="job-responsibility form, version 1", thread=parent)
    assert waiting.buttons == ["Rate it…", "Read all…", "Ask for another version…"]


def test_two_windows_lose_nothing(workspace: Workspace, form: JobForm) -> None:
    """What is added in one while the other stands is there when the other goes on."""
    first = opened(workspace)
    first.click("添加职责…")
    duty = workspace.person("chen").wait_for_modal(title="职责")
    duty.fill("是什么职责？", "带新人")
    put_duty(
        acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now()),
        form_id=form.id,
        key=None,
        name="办展会",
        parts=(),
        number=1,
        language="zh_Hans",
    )

    duty.submit()

    assert "1. 办展会" in first.plain
    assert "带新人" in first.plain
