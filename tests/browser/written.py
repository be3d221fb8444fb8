"""What people write in the pictures of the desk: the same two requests, in three languages."""

from dataclasses import dataclass

from bot.domain.intake.brief import Part, Parts


@dataclass(frozen=True, kw_only=True)
class Written:
    """The words of one story; the company writes in channels, briefs and messages in `locale`."""

    locale: str
    happened: str
    expected: str
    since: str
    brief: Parts
    saying: str
    changed: str
    wish: str
    question: str
    speaks_for: str
    speaks_against: str
    reason: str


ENGLISH = Written(
    locale="en-US",
    happened="The winter campaign stays white on a phone.\nThe banner loads, then nothing below it.",
    expected="The 24 offers, as on a computer.",
    since="this morning, about 9:00",
    brief={
        Part.HEADLINE: "Winter campaign renders blank on mobile browsers",
        Part.ENVIRONMENT: "iOS Safari 19, Android Chrome 140",
        Part.STEPS: "Open /campaign/winter on a phone\nWait until the banner has loaded",
        Part.EXPECTED: "24 offers below the banner, as on a desktop browser",
        Part.ACTUAL: "A white page; the console names the lazy loader",
        Part.SCOPE: "The campaign page only",
        Part.ACCEPTANCE: "All offers are visible at 360 px width",
    },
    saying="The offers no longer wait for the lazy loader; all 24 stand there at 360 px.",
    changed="The offers no longer wait for that script. Please reload the page once.",
    wish="The basket should be the same on phone and computer.",
    question="Do we keep the basket with the customer's account instead of the device?",
    speaks_for="A third of those who fill a basket on the phone pay at the computer, and find it empty.",
    speaks_against="Signing in comes earlier; at the last trial one in ten left there.",
    reason="Worth it for returning customers; guests keep the basket of their device.",
)
SIMPLIFIED = Written(
    locale="zh-CN",
    happened="冬季活动页面在手机上是白屏。\n横幅能加载，下面什么都没有。",
    expected="和电脑上一样，看到 24 个优惠。",
    since="今天早上 9 点左右",
    brief={
        Part.HEADLINE: "冬季活动页在移动端浏览器白屏",
        Part.ENVIRONMENT: "iOS Safari 19，Android Chrome 140",
        Part.STEPS: "用手机打开 /campaign/winter\n等横幅加载完",
        Part.EXPECTED: "横幅下方显示 24 个优惠，与桌面端一致",
        Part.ACTUAL: "白屏；控制台报懒加载组件出错",
        Part.SCOPE: "只涉及活动页",
        Part.ACCEPTANCE: "宽度 360 px 时优惠全部可见",
    },
    saying="优惠列表不再等懒加载组件，360 px 下 24 个全部显示。",
    changed="优惠列表不再等那个脚本了，请刷新一次页面。",
    wish="手机和电脑上的购物车应该是同一个。",
    question="购物车要不要跟着账号走，而不是跟着设备走？",
    speaks_for="在手机上加购的顾客，三分之一想到电脑上付款，打开却是空的。",
    speaks_against="登录要提前；上次试的时候，十个人里有一个在这一步走了。",
    reason="对老顾客值得做；没登录的顾客仍用设备上的购物车。",
)
TRADITIONAL = Written(
    locale="zh-TW",
    happened="冬季活動頁面在手機上一片空白。\n橫幅有載入，下面什麼都沒有。",
    expected="跟電腦上一樣，看得到 24 個優惠。",
    since="今天早上 9 點左右",
    brief={
        Part.HEADLINE: "冬季活動頁在行動裝置瀏覽器空白",
        Part.ENVIRONMENT: "iOS Safari 19、Android Chrome 140",
        Part.STEPS: "用手機開啟 /campaign/winter\n等橫幅載入完成",
        Part.EXPECTED: "橫幅下方顯示 24 個優惠，與桌機一致",
        Part.ACTUAL: "頁面空白；主控台顯示延遲載入元件出錯",
        Part.SCOPE: "僅活動頁",
        Part.ACCEPTANCE: "寬度 360 px 時優惠全部看得到",
    },
    saying="優惠清單不再等延遲載入元件，360 px 下 24 個全部顯示。",
    changed="優惠清單不再等那支程式了，請重新整理一次頁面。",
    wish="手機和電腦上的購物車應該是同一個。",
    question="購物車要不要跟著帳號，而不是跟著裝置？",
    speaks_for="在手機上加入購物車的顧客，三分之一想到電腦上付款，打開卻是空的。",
    speaks_against="登入要提前；上次試行時，十個人裡有一個在這一步離開。",
    reason="對舊客值得做；沒登入的顧客仍用裝置上的購物車。",
)
