"""Worked examples in the manner of the Commission's user guide, computed by hand."""

from decimal import Decimal

from tests.engines.sizing.size_examples import codes, eu, firm, fr, graph, headcount, holds

from grappe.engines.sizing import Enterprise, Investor, Kind


def test_autonomous_below_a_quarter() -> None:
    size = eu(
        graph([firm("a", 40, 5, 5), firm("b", 1000), firm("c", 1000)], [holds("b", "a", 24.99), holds("a", "c", 24.99)])
    )
    assert (size.category, headcount(size), size.partners) == ("small", 40, ())
    assert "autonomous" in codes(size)


def test_partners_upstream_and_downstream_count_by_share() -> None:
    size = eu(graph([firm("a", 100), firm("b", 60), firm("c", 40)], [holds("b", "a", 33), holds("a", "c", 49)]))
    assert headcount(size) == Decimal("139.4")  # 100 + 33 % of 60 + 49 % of 40
    assert {partner.members: partner.share for partner in size.partners} == {("b",): 33, ("c",): 49}


def test_the_greater_of_capital_and_votes_counts() -> None:
    size = eu(graph([firm("a", 10), firm("b", 100)], [holds("b", "a", 20, votes=40)]))
    assert headcount(size) == 50


def test_cross_holdings_count_once_at_the_greater_share() -> None:
    size = eu(graph([firm("a", 10), firm("b", 100)], [holds("b", "a", 26), holds("a", "b", 45)]))
    assert headcount(size) == 55


def test_linked_count_in_full_along_the_chain() -> None:
    size = eu(graph([firm("a", 10), firm("b", 20), firm("c", 30)], [holds("a", "b", 51), holds("b", "c", 60)]))
    assert (headcount(size), size.linked) == (60, ("a", "b", "c"))


def test_half_of_the_votes_is_partner_not_linked() -> None:
    size = eu(graph([firm("a", 10), firm("b", 100)], [holds("b", "a", 50)]))
    assert (headcount(size), size.linked) == (60, ("a",))


def test_most_of_the_capital_without_the_votes_is_partner_above_half() -> None:
    size = eu(graph([firm("a", 10), firm("b", 100)], [holds("b", "a", 70, votes=30)]))
    assert (headcount(size), size.linked) == (80, ("a",))


def test_sisters_of_one_parent_are_linked() -> None:
    size = eu(graph([firm("a", 1), firm("p", 2), firm("s", 4)], [holds("p", "a", 100), holds("p", "s", 100)]))
    assert headcount(size) == 7


def test_partner_of_a_linked_enterprise_counts_by_share() -> None:
    size = eu(graph([firm("a", 10), firm("b", 20), firm("c", 100)], [holds("a", "b", 60), holds("c", "b", 38)]))
    assert headcount(size) == 68  # 10 + 20 + 38 % of 100


def test_linked_of_a_partner_count_by_the_partner_share() -> None:
    size = eu(graph([firm("a", 10), firm("b", 20), firm("d", 100)], [holds("b", "a", 30), holds("d", "b", 80)]))
    assert headcount(size) == 46  # 10 + 30 % of (20 + 100)


def test_partner_of_a_partner_does_not_count() -> None:
    size = eu(graph([firm("a", 10), firm("b", 20), firm("d", 100)], [holds("b", "a", 30), holds("d", "b", 40)]))
    assert headcount(size) == 16


def test_linked_holders_join_their_shares() -> None:
    firms = [firm("a", 10), firm("b", 20), firm("d", 100)]
    partner = eu(graph(firms, [holds("b", "a", 15), holds("d", "a", 15), holds("d", "b", 80)]))
    assert headcount(partner) == 46  # neither reaches 25 % alone; 30 % of (20 + 100)
    linked = eu(graph(firms, [holds("b", "a", 26), holds("d", "a", 26), holds("d", "b", 80)]))
    assert headcount(linked) == 130
    assert "link.joint" in codes(linked)


def test_control_by_contract_links() -> None:
    size = eu(graph([firm("a", 10), firm("b", 20)], [holds("b", "a", 5, control=True)]))
    assert headcount(size) == 30
    assert "link.control" in codes(size)


def test_exempt_investors_not_linked_to_each_other_are_left_out() -> None:
    firms = [
        firm("a", 10),
        firm("b", 1000, investor=Investor.UNIVERSITY),
        firm("c", 100),
        firm("d", 1000, investor=Investor.INSTITUTIONAL),
    ]
    size = eu(graph(firms, [holds("b", "a", 25), holds("c", "a", 30), holds("d", "a", 25)]))
    assert headcount(size) == 40
    assert codes(size).count("partner.exempt") == 2


def test_linked_investors_above_half_together_lose_the_exemption() -> None:
    firms = [
        firm("a", 10),
        firm("b", 1000, investor=Investor.UNIVERSITY),
        firm("c", 100),
        firm("d", 2000, investor=Investor.PUBLIC_INVESTMENT),
    ]
    stakes = [holds("b", "a", 25), holds("c", "a", 25), holds("d", "a", 30), holds("b", "d", 100)]
    size = eu(graph(firms, stakes))
    assert headcount(size) == 3035  # 10 + 1000 + 2000 + 25 % of 100
    assert codes(size).count("partner.lost") == 2


def test_an_investor_above_half_is_linked() -> None:
    size = eu(graph([firm("a", 10), firm("v", 500, investor=Investor.VENTURE_CAPITAL)], [holds("v", "a", 51)]))
    assert headcount(size) == 510


def test_an_exempt_investor_beside_a_holder_linked_to_it_is_not_exempt() -> None:
    firms = [firm("a", 10), firm("v", 50, investor=Investor.VENTURE_CAPITAL), firm("x", 50)]
    size = eu(graph(firms, [holds("v", "a", 25), holds("x", "a", 5), holds("v", "x", 100)]))
    assert headcount(size) == 40  # 10 + 30 % of (50 + 50)


def test_the_exemption_protects_the_enterprise_held_not_the_investor() -> None:
    size = eu(graph([firm("v", 10, investor=Investor.VENTURE_CAPITAL), firm("a", 100)], [holds("v", "a", 30)]))
    assert headcount(size) == 40


def test_business_angels_are_exempt_below_their_limit_together() -> None:
    angels = [firm(name, 1000, investor=Investor.BUSINESS_ANGEL) for name in ("x", "y")]

    def size(first: str, second: str | None) -> object:
        amounts = [Decimal(first), None if second is None else Decimal(second)]
        stakes = [holds(angel.id, "a", 25, invested=amount) for angel, amount in zip(angels, amounts, strict=True)]
        return eu(graph([firm("a", 10), *angels], stakes)).possible

    assert size("600000", "649999.99") == ("small",)
    assert size("600000", "650000") == ("large",)
    assert size("600000", None) == ("small", "medium", "large")


def test_a_small_authority_is_exempt_within_both_limits() -> None:
    def size(budget: str | None, inhabitants: int | None) -> object:
        town = Enterprise(
            "t",
            Kind.PUBLIC_BODY,
            investor=Investor.LOCAL_AUTHORITY,
            budget=None if budget is None else Decimal(budget),
            inhabitants=inhabitants,
        )
        return eu(graph([firm("a", 40), town], [holds("t", "a", 30)])).possible

    assert size("9999999", 4999) == ("small",)
    assert size("10000000", 4999) == ("large",)
    assert size("9999999", 5000) == ("large",)
    assert size("10000000", None) == ("large",)
    assert size("9999999", None) == ("small", "medium", "large")


def test_public_bodies_at_a_quarter_together_exclude() -> None:
    bodies = [Enterprise("s", Kind.PUBLIC_BODY), Enterprise("r", Kind.PUBLIC_BODY)]
    size = eu(graph([firm("a", 5), *bodies], [holds("s", "a", 12.5), holds("r", "a", 12.5)]))
    assert (size.category, size.public_share) == ("large", 25)
    below = eu(graph([firm("a", 5), *bodies], [holds("s", "a", 12.5), holds("r", "a", "12.4")]))
    assert below.category == "micro"


def test_public_control_runs_through_enterprises() -> None:
    firms = [firm("a", 5), firm("b", 5), Enterprise("s", Kind.PUBLIC_BODY)]
    assert eu(graph(firms, [holds("b", "a", 25), holds("s", "b", 51)])).category == "large"
    assert eu(graph(firms, [holds("b", "a", 25), holds("s", "b", 50)])).category == "micro"


def test_a_public_investor_is_exempt_until_it_controls() -> None:
    fund = firm("f", 800, investor=Investor.PUBLIC_INVESTMENT)
    firms = [firm("a", 5), fund, Enterprise("s", Kind.PUBLIC_BODY)]
    assert eu(graph(firms, [holds("f", "a", 40), holds("s", "f", 100)])).category == "micro"
    assert eu(graph(firms, [holds("f", "a", 60), holds("s", "f", 100)])).category == "large"


def test_a_person_links_enterprises_of_one_market_only() -> None:
    person = Enterprise("p", Kind.PERSON)
    stakes = [holds("p", "a", 60), holds("p", "b", 60)]
    same = graph([firm("a", 5, markets=("x", "y")), firm("b", 6, markets=("y",)), person], stakes)
    other = graph([firm("a", 5, markets=("x",)), firm("b", 6, markets=("y",)), person], stakes)
    assert headcount(eu(same)) == 11
    assert headcount(eu(other)) == 5
    assert headcount(fr(same)) == 5  # the French enterprise is a combination of legal units


def test_persons_acting_jointly_count_as_one() -> None:
    family = [Enterprise(name, Kind.PERSON, acts_with="family") for name in ("p", "q")]
    stakes = [holds("p", "a", 30), holds("q", "a", 30), holds("q", "b", 51)]
    size = eu(graph([firm("a", 5, markets=("x",)), firm("b", 6, markets=("x",)), *family], stakes))
    assert headcount(size) == 11


def test_french_size_adds_the_group_but_no_partner() -> None:
    firms = [firm("a", 200, 40, 40), firm("b", 100, 20, 20), firm("c", 9000, 9000, 9000)]
    size = fr(graph(firms, [holds("a", "b", 80), holds("c", "a", 40)]))
    assert (size.category, headcount(size)) == ("mid_cap", 300)
    assert "figures.summed" in codes(size)
