"""A seeded language of names and sentences: many rare stems, few very frequent words, as in a real register."""

from random import Random


def listed(words: str) -> list[str]:
    return words.split()


SYLLABLES = listed(
    "ba be bi bo bra cal car cha clo co cor da del den do dur el en fa fer flo fo gal ger go gra ha hel hy im in "
    "jo ka ki ko la le li lo lu ma mar me mi mo mon na ne ni no nor o or pa per phi pla po pri qui ra re ri ro ru "
    "sa sel si so sol sta su ta tec tel ter tho ti to tra tri tur u ul va vel ver vi vo xa xi ya yn za zel zo"
)
# The commonest first: a word's weight falls with its rank.
COMMON = listed(
    "france technologies services conseil industrie groupe systèmes ingénierie développement solutions énergie "
    "santé environnement électronique mécanique bâtiment transport innovation digital formation aéronautique "
    "biotech logistique matériaux optique robotique composites télécom sécurité plastiques agro marine nucléaire "
    "eau photonique"
)
FRENCH = listed(
    "capteurs connectés électronique embarquée traitement des images essais mécaniques usinage de précision "
    "logiciels de simulation matériaux composites chimie verte recyclage des métaux batteries au lithium "
    "hydrogène décarboné analyse du cycle de vie dispositifs médicaux vaccins biotechnologies végétales "
    "agroalimentaire emballages biosourcés drones de surveillance cybersécurité réseaux sécurisés intelligence "
    "artificielle robotique collaborative fabrication additive procédés industriels optique laser photonique "
    "navigation maritime énergies renouvelables éoliennes isolation thermique mobilité électrique véhicules "
    "autonomes"
)
ENGLISH = listed(
    "connected sensors embedded electronics image processing mechanical testing precision machining simulation "
    "software composite materials green chemistry metal recycling lithium batteries hydrogen life cycle "
    "assessment medical devices vaccines plant biotechnology food packaging surveillance drones cybersecurity "
    "secure networks artificial intelligence collaborative robotics additive manufacturing industrial processes "
    "laser optics photonics maritime navigation renewable energy wind turbines thermal insulation electric "
    "mobility vehicles"
)
LEGAL_FORMS = ("", "", "", "SAS", "SARL", "SA", "EURL")
FOREIGN = ("DE", "IT", "ES", "GB", "BE", "NL", "CH", "SE", "PT", "AT", "PL", "GR", "US", "CA", "NA")


class Language:
    """Names and sentences drawn from one seed."""

    def __init__(self, random: Random, stems: int) -> None:
        self.random = random
        self.stems = sorted({self.stem() for _number in range(stems)})
        self.weights = [1 / (rank + 1) for rank in range(len(COMMON))]

    def stem(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _part in range(self.random.randint(2, 4))).capitalize()

    def rare(self) -> str:
        # Squared, so that some stems are common and most are rare.
        return self.stems[int(self.random.random() ** 2 * len(self.stems))]

    def common(self) -> str:
        return self.random.choices(COMMON, self.weights)[0].capitalize()

    def firm(self) -> str:
        draw = self.random.random()
        if draw < 0.5:
            name = f"{self.rare()} {self.common()}"
        elif draw < 0.8:
            name = f"{self.common()} {self.rare()} {self.common()}"
        else:
            name = f"{self.rare()}-{self.rare()}"
        return f"{name} {self.random.choice(LEGAL_FORMS)}".strip()

    def sentence(self, words: list[str], length: int) -> str:
        """Runs of four words of the trade among rare ones: no word of the trade stands in every text."""
        parts: list[str] = []
        while len(parts) < length:
            start = self.random.randrange(len(words) - 3)
            parts += [*words[start : start + 4], *(self.rare().lower() for _place in range(6))]
        return " ".join(parts[:length])
