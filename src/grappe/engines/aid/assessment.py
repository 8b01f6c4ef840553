"""The engine's door for a whole project: ceilings of every partner, and what of its grants may be given."""

from decimal import ROUND_DOWN, Context, Decimal, DivisionByZero, InvalidOperation, localcontext

from grappe.engines.aid.collaboration import bonuses_met, collaboration_of
from grappe.engines.aid.exchange import packaged_rules
from grappe.engines.aid.intensity import share_of
from grappe.engines.aid.problem import Form, Partner, Project
from grappe.engines.aid.result import Line, PartnerAid, ProjectAid, Share, Step
from grappe.engines.aid.rooms import RESEARCH, Rooms, cents, predominant
from grappe.engines.aid.rules import Exemption, RuleBook
from grappe.engines.aid.schemes import scheme_rate
from grappe.engines.aid.validation import validate

# Figures of 20 digits multiply and add up well within this.
EXACT = Context(prec=120, traps=[InvalidOperation, DivisionByZero])
MILLIONTH = Decimal("0.000001")


def assess(project: Project, *, rules: RuleBook | None = None) -> ProjectAid:
    """Compute the ceilings of a project's aid and what of its grants may be given.

    Parameters
    ----------
    project : partners, costs, grants; the day of grant chooses the rules.
    rules : the book of rules; those packaged with the engine by default.

    Returns
    -------
    ProjectAid
        Per partner and category: intensity and ceiling; per grant: what may be given and the ceilings that cut it.
        Amounts are exact decimals, rounded down to the cent where a share of costs is taken.

    Raises
    ------
    AidError
        Named after what is wrong or not known.

    Notes
    -----
    Regulation (EU) 651/2014, Articles 4, 8, 9 and 25 to 28; Regulation (EU) 2023/2831. See
    `docs/explanation/state-aid.md`.
    """
    with localcontext(EXACT):
        book = packaged_rules() if rules is None else rules
        exemption = book.exemption_on(project.granted_on)
        validate(project, exemption)
        collaborates, opening = collaboration_of(project, exemption.collaboration)
        told = {
            partner.id: _shares(project, partner, exemption, collaborates=collaborates) for partner in project.partners
        }
        shares = {(name, category): share for name, (held, _) in told.items() for category, share in held.items()}
        rooms = Rooms(project, exemption, book, shares)
        partners = tuple(_partner(rooms, partner, told[partner.id]) for partner in project.partners)
    within = all(share.asked == share.allowed for partner in partners for share in partner.shares)
    return ProjectAid(project.granted_on, within, partners, (*_opening(project, exemption), *opening), book.version)


def _opening(project: Project, exemption: Exemption) -> tuple[Step, ...]:
    words = {"rules": exemption.name, "on": project.granted_on.isoformat()}
    steps = [Step("rules.applied", words, source=exemption.source)]
    if any(one.cost_of(name) for one in project.partners for name in RESEARCH):
        name = predominant(project)
        limit = {"limit": exemption.thresholds[name]}
        source, status = exemption.thresholds_source, exemption.thresholds_status
        steps.append(Step("threshold.predominant", {"category": name}, limit, source, status))
    return tuple(steps)


def _shares(
    project: Project, partner: Partner, exemption: Exemption, *, collaborates: bool
) -> tuple[dict[str, Decimal], tuple[Step, ...]]:
    """The intensity of every category in which a partner has costs or asks for money."""
    names = dict.fromkeys([cost.category for cost in partner.costs] + [grant.category for grant in partner.grants])
    if not partner.is_aided:
        step = Step("research.no_aid", {"partner": partner.id}, source=exemption.research_source)
        return dict.fromkeys(names, Decimal(1)), (step,)
    met, refused = bonuses_met(project, partner, exemption.collaboration, collaborates=collaborates)
    shares: dict[str, Decimal] = {}
    steps = list(refused)
    for name in names:
        shares[name], found = share_of(exemption, exemption.category(name), partner.size.counted, met)
        steps += found
    return shares, tuple(steps)


def _partner(rooms: Rooms, partner: Partner, told: tuple[dict[str, Decimal], tuple[Step, ...]]) -> PartnerAid:
    shares, steps = told
    given = []
    for grant in partner.grants:
        allowed, limits = rooms.fill(partner, grant)
        given.append(Share(grant.funder, grant.category, str(grant.form), cents(grant.amount), allowed, limits))
    lines = tuple(_line(partner, category, share, given) for category, share in shares.items())
    ceiling = sum((line.ceiling for line in lines), Decimal(0))
    mean = (ceiling / partner.cost).quantize(MILLIONTH, rounding=ROUND_DOWN) if partner.cost else Decimal(0)
    notes = (*_scheme_step(rooms, partner), *_cut_steps(partner, given), *_notices(rooms.exemption, partner, given))
    return PartnerAid(partner.id, lines, tuple(given), mean, (*steps, *notes))


def _line(partner: Partner, category: str, share: Decimal, given: list[Share]) -> Line:
    counted = [one for one in given if one.category == category and one.form != Form.UNION]
    cost = partner.cost_of(category)
    asked = sum((one.asked for one in counted), Decimal(0))
    allowed = sum((one.allowed for one in counted), Decimal(0))
    return Line(category, cost, share, cents(cost * share), asked, allowed)


def _scheme_step(rooms: Rooms, partner: Partner) -> tuple[Step, ...]:
    project = rooms.project
    if project.scheme is None or not partner.grants:
        return ()
    _, step = scheme_rate(
        scheme=project.scheme,
        round=project.round,
        beneficiary=partner.rate_class or str(partner.size.counted),
        in_territory=partner.in_territory,
        labelled=partner.labelled,
        rules=rooms.book,
    )
    return (step,)


def _cut_steps(partner: Partner, given: list[Share]) -> tuple[Step, ...]:
    return tuple(
        Step(
            f"cut.{limit}",
            {"partner": partner.id, "funder": one.funder, "category": one.category},
            {"asked": one.asked, "allowed": one.allowed},
        )
        for one in given
        for limit in one.limits
    )


def _notices(exemption: Exemption, partner: Partner, given: list[Share]) -> tuple[Step, ...]:
    words = {"partner": partner.id}
    steps = []
    if any(one.form == Form.UNION for one in given):
        steps.append(Step("cumulation.union", words, source=exemption.cumulation_source))
    if sum(one.form != Form.UNION for one in given) > 1:
        steps.append(Step("cumulation.same_costs", words, source=exemption.cumulation_source))
    aid = sum((one.allowed for one in given if one.form == Form.EXEMPTED), Decimal(0))
    if partner.is_aided and aid > exemption.publish_above:
        numbers = {"limit": exemption.publish_above, "months": Decimal(exemption.publish_months)}
        steps.append(Step("publish", words, numbers, exemption.publish_source))
    return tuple(steps)
