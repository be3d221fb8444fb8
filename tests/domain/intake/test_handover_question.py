"""The glossary's words beside a question on its way, for whoever reads it next."""

from bot.domain.intake.glossary import Glossary, Term
from bot.domain.intake.handover_question import for_developers, for_the_requester, technical_in

CART = Term(id=1, words={"en": ("basket",), "zh_Hans": ("购物车",)}, technical="cart service")


def test_the_words_of_the_reader_stand_behind_those_of_the_writer() -> None:
    asked = "Does the cart service keep it? Which cart service?"

    assert for_the_requester([CART], asked, locale="zh-CN").startswith("Does the cart service (购物车) keep")
    assert for_the_requester([CART], asked, locale="zh-TW") == asked
    assert for_developers(Glossary([CART]), "购物车空了 basket") == "购物车 (cart service)空了 basket"
    assert technical_in([CART], asked) == [CART]
