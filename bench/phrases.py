"""A bank of French phrases, written for this purpose, that invented questions and answers are put together from.

Every sentence is a pattern whose names in braces are drawn from the lists of the same name. Nothing here was taken
from a real question; what is said of places, figures and measures is made up.
"""

from __future__ import annotations

from typing import Final

SLOTS: Final[dict[str, tuple[str, ...]]] = {
    "sujet": (
        "l'entretien des digues secondaires", "la desserte des cantons de montagne", "le chauffage des écoles rurales",
        "la formation des luthiers", "l'accueil de jour des aidants", "le transport fluvial de proximité",
        "la signalétique des sentiers côtiers", "l'inventaire des vergers anciens", "la collecte des filets usagés",
        "le statut des gardes de phare", "la restauration des orgues de village", "l'éclairage nocturne des bourgs",
        "le recrutement des vétérinaires d'astreinte", "la prévention des chutes à domicile",
        "le remplacement des ponts provisoires", "la garde des archives communales",
        "le contrôle des balances de marché",
        "l'équipement des cantines en circuits courts", "la couverture mobile des vallées", "le suivi des nappes d'été",
        "la relève des bergers transhumants", "l'accès au permis dans les îles",
        "le réemploi des matériaux de chantier",
        "la reconnaissance des savoir-faire verriers",
    ),
    "acteur": (
        "les communes de moins de mille habitants", "les associations d'usagers", "les chambres de métiers",
        "les intercommunalités riveraines", "les petites exploitations familiales", "les professionnels libéraux",
        "les bailleurs publics", "les régies municipales", "les syndicats mixtes", "les apprentis de première année",
        "les familles éloignées des services", "les correspondants de terrain", "les entreprises artisanales",
        "les offices de tourisme", "les établissements d'accueil", "les conservatoires départementaux",
        "les services déconcentrés", "les coopératives de cœur de bourg",
    ),
    "difficulte": (
        "des délais d'instruction qui dépassent souvent huit mois", "un reste à charge devenu difficile à soutenir",
        "une hausse continue du prix des fournitures", "l'absence d'interlocuteur désigné",
        "la multiplication des formulaires", "un zonage qui ne tient plus compte du relief",
        "le départ en retraite d'une génération entière", "des contrôles redondants", "une connexion trop instable",
        "la fermeture successive des guichets", "des règles d'assurance contradictoires",
        "le manque de pièces de rechange", "un calendrier de versement imprévisible", "une information lacunaire",
        "la concurrence de produits non conformes", "l'éloignement du premier centre de formation",
    ),
    "mesure": (
        "un guichet unique par arrondissement", "un fonds de péréquation triennal", "une dotation d'amorçage",
        "un moratoire sur les fermetures", "la mutualisation des marchés publics",
        "une charte d'engagements réciproques",
        "un barème simplifié", "la validation des acquis de terrain", "un contrat d'objectifs et de moyens",
        "une aide au premier équipement", "la publication d'un guide méthodologique", "un observatoire régional",
        "une expérimentation dans cinq territoires", "la révision du plafond de ressources", "un référentiel commun",
        "le maintien transitoire des taux réduits", "un accompagnement par l'ingénierie de l'État",
        "la prolongation du dispositif jusqu'à son évaluation",
    ),
    "effet": (
        "de raccourcir les délais de moitié", "de rendre les coûts prévisibles", "de garder des emplois sur place",
        "d'éviter les ruptures de prise en charge", "de rapprocher l'administration des habitants",
        "de mieux répartir l'effort entre les territoires", "de préserver la qualité de l'eau",
        "d'encourager la transmission des entreprises", "de réduire l'empreinte des déplacements",
        "de simplifier la vie des bénévoles", "de donner de la visibilité aux investissements",
        "de sécuriser les parcours", "d'harmoniser les pratiques", "de prévenir les contentieux",
    ),
    "lieu": (
        "dans la vallée de l'Ouvre", "sur le plateau des Trois-Croix", "dans le bassin de Valmarée",
        "sur le littoral de la baie des Oyats", "dans le canton de Sainte-Ermeline",
        "dans l'agglomération de Port-Aubin",
        "dans les hauts du pays de Brème", "sur l'île de Calvère", "dans la plaine de la Sauvière",
        "dans le massif du Haut-Tarvel", "aux confins de deux régions", "dans les anciens bassins drapiers",
    ),
    "cadre": (
        "la loi de programmation pluriannuelle", "le plan national en faveur des services de proximité",
        "la stratégie interministérielle adoptée au printemps", "le schéma directeur en cours de révision",
        "la convention signée avec les représentants des élus", "la feuille de route présentée au comité de suivi",
        "le contrat de plan entre l'État et la région", "la réforme des aides engagée l'an dernier",
        "la directive dont la transposition s'achève", "le rapport remis par la mission d'inspection",
    ),
    "service": (
        "la direction générale compétente", "l'inspection générale", "le comité de suivi",
        "l'agence nationale concernée",
        "les préfets de département", "le délégué interministériel", "la caisse nationale", "le conseil scientifique",
        "l'établissement public chargé du programme", "les services instructeurs",
    ),
    "verbe": (
        "appelle l'attention de", "attire l'attention de", "interroge", "alerte", "souhaite interroger",
    ),
}

OPENINGS: Final = (
    "{auteur} {verbe} {ministre} sur {sujet} {lieu}.",
    "{auteur} {verbe} {ministre} au sujet des conséquences de {cadre} pour {acteur}, en particulier {lieu}.",
    "{auteur} {verbe} {ministre} sur la situation dans laquelle se trouvent {acteur} {lieu}, s'agissant de {sujet}.",
)

ASKING: Final = (
    "En effet, {acteur} font état de {difficulte}, alors même que {cadre} prévoyait {mesure}.",
    "Depuis {annee}, {nombre} dossiers ont été déposés {lieu} et moins de {pourcent} % ont reçu une suite favorable.",
    "Ainsi, {acteur} doivent composer avec {difficulte}, ce qui fragilise durablement {sujet}.",
    "Le coût moyen est estimé à {montant} {euro} par an, soit {pourcent} % de plus qu'en {annee}.",
    "Plusieurs élus ont proposé {mesure}, qui permettrait {effet} sans dépense nouvelle pour {acteur}.",
    "Or {sujet} suppose des moyens que {acteur} ne peuvent réunir seuls, faute de {mesure}.",
    "Cette situation, {oe} constat partagé par {service}, s'aggrave {lieu} où l'on compte {nombre} foyers concernés.",
    "Une enquête menée auprès de {nombre} personnes montre que {pourcent} % d'entre elles renoncent à leurs démarches.",
    "Il en résulte {difficulte}, au détriment de celles et ceux qui assurent au quotidien {sujet}.",
    "Les représentants du secteur rappellent que {mesure} avait pour objet {effet}, notamment {via} les relais locaux.",
    "À titre d'exemple, {lieu}, {acteur} ont dû avancer {montant} {euro} avant tout remboursement.",
    "D'autres États voisins ont retenu {mesure} et s'en félicitent, puisque cela a permis {effet}.",
)

CLOSINGS: Final = (
    "{il} lui demande donc quelles mesures le Gouvernement entend prendre afin {effet}.",
    "{il} souhaite savoir si {mesure} est à l'étude et selon quel calendrier.",
    "{il} lui demande de bien vouloir préciser ses intentions concernant {sujet}.",
    "Aussi, {il_bas} souhaiterait connaître la position du Gouvernement sur {mesure}.",
)

ANSWERING: Final = (
    "Le Gouvernement est pleinement conscient des enjeux attachés à {sujet} et des attentes exprimées {lieu}.",
    "Dans le cadre fixé par {cadre}, {service} veille à ce que {acteur} disposent d'un appui adapté.",
    "À ce titre, {mesure} a été décidé dès {annee}, avec pour objectif {effet}.",
    "Les crédits correspondants s'élèvent à {montant} {euro}, en progression de {pourcent} % par rapport à {annee}.",
    "S'agissant de {sujet}, {service} a été chargé de recenser les besoins auprès de {nombre} interlocuteurs.",
    "Ce recensement fait apparaître {difficulte}, principalement {lieu}, ainsi que des écarts entre territoires.",
    "C'est pourquoi une instruction a été adressée aux services afin {effet} et d'associer {acteur} aux décisions.",
    "Par ailleurs, {cadre} ouvre la possibilité de recourir à {mesure} lorsque la situation locale le justifie.",
    "Au {jour} {mois} {annee}, {nombre} demandes étaient enregistrées et {pourcent} % d'entre elles étaient soldées.",
    "Les situations les plus délicates font l'objet d'un examen à part, mené {via} les commissions départementales.",
    "Il convient toutefois de rappeler que {sujet} relève en premier lieu de la compétence des collectivités.",
    "L'État intervient alors en complément, notamment par {mesure}, afin {effet} dans la durée.",
    "Une concertation réunissant {acteur} et {service} s'est tenue {lieu} ; elle a permis de dégager trois priorités.",
    "La première consiste à prévenir {difficulte} ; la deuxième, à étendre {mesure} ; la troisième, à en juger.",
    "En outre, {oe} outils d'évaluation seront publiés chaque année pour rendre compte de l'usage des moyens.",
    "Les premiers résultats sont encourageants : le délai moyen est passé de {nombre} à {pourcent} jours {lieu}.",
    "Le plafond applicable demeure fixé à {montant} {euro} par bénéficiaire, sans condition d'ancienneté.",
    "Une mission d'appui pourra être sollicitée par {acteur} auprès de {service}, qui y répondra sous deux mois.",
    "Enfin, un bilan d'étape sera présenté devant les commissions compétentes avant toute généralisation.",
    "Le Gouvernement reste attentif à l'évolution de la situation et n'exclut aucune adaptation de {mesure}.",
)

EURO: Final = ("euros", "millions d'euros", "M&#8364;", "&#8364;", "€")
OE: Final = ("au c&#339;ur d'un", "au cœur d'un", "et c'est l&#224; un", "&#150; c'est un")
VIA: Final = ("par", "par l'intermédiaire des réseaux et par", "avec")
MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)
RUBRIQUES: Final = (
    "administration", "agriculture", "aménagement du territoire", "animaux", "archives et bibliothèques",
    "arts et spectacles", "assurances", "bois et forêts", "chasse et pêche", "collectivités territoriales",
    "commerce et artisanat", "communes", "culture", "déchets", "eau et assainissement", "élevage", "énergie",
    "enseignement", "entreprises", "fonction publique", "formation professionnelle", "logement", "mer et littoral",
    "montagne", "outre-mer", "patrimoine culturel", "personnes âgées", "postes", "professions de santé", "ruralité",
    "santé", "sécurité routière", "sports", "télécommunications", "tourisme et loisirs", "transports",
)
PORTFOLIOS: Final = (
    "exemple", "modèles", "ponts et digues", "sentiers", "phares et balises", "vergers", "bourgs et villages",
    "savoir-faire", "transmission", "proximité", "rivières", "orgues et carillons", "marchés", "îles", "transhumance",
    "archives", "cantines", "apprentissage", "aidants", "réemploi",
)
GROUPS: Final = (
    "Rose des vents", "Quatre saisons", "Marée haute", "Grand large", "Clairière", "Points cardinaux", "Belvédère",
    "Passerelle", "Confluence",
)
FIRST_NAMES: Final = (
    "Adèle", "Bastien", "Célestine", "Damien", "Éloïse", "Florent", "Gaëlle", "Hippolyte", "Inès", "Joachim", "Kévin",
    "Ludivine", "Maël", "Noémie", "Octave", "Prune", "Quentin", "Rosalie", "Sœurette", "Théodore", "Ursule", "Valère",
    "Wilfrid", "Yaëlle", "Zélie",
)
NAME_STEMS: Final = (
    "Aubépin", "Bruyère", "Cormoran", "Davier", "Écluse", "Falaise", "Garrigue", "Houlette", "Ivraie", "Jonchère",
    "Levant", "Marnier", "Noroît", "Ormeau", "Passereau", "Quenouille", "Ravine", "Sarcelle", "Tilleul", "Ubac",
    "Vigie", "Yeuse", "L'Étang", "Le Gué",
)
