"""Made-up pages in each layout, for the tests of the readers of pages."""



from __future__ import annotations

from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.records import Question, Reading
from anq2rdf.sources.base import Reader
from tests.sources.memory import MemoryDocument


def reading(reader: Reader, page: str | bytes, limits: Limits = DEFAULT) -> Reading:
    """The one reading of a page."""
    data = page if isinstance(page, bytes) else page.encode()
    found = list(reader.read(MemoryDocument(data, limits=limits)))
    assert len(found) == 1
    return found[0]


def question(reader: Reader, page: str | bytes) -> Question:
    """The record of a page that must not be rejected."""
    found = reading(reader, page)
    assert found.question is not None, found.problems
    return found.question


def codes(found: Reading) -> list[str]:
    """The codes of a reading's problems, without the one that only tells the encoding."""
    return [problem.code for problem in found.problems if problem.code != "E212"]


LAYOUT_A = """<HTML><BODY align=center>
<TITLE>FICHE QUESTION</TITLE><!-- exemple inventé -->
<CENTER><B>
<LEG>{legislature}ème législature</LEG>
</B></CENTER>
<TABLE CELLPADDING=1 CELLSPACING=1 BORDER=2  WIDTH=100% BORDERCOLOR=BLUE>
<TR><TD ALIGN=Center width=20%> Question N° : <B>
<NUM>{number}</NUM>
</B></TD>
</TD><TD ALIGN=CENTER>&nbsp;de&nbsp;<B>
<CIV>Mme</CIV>
&nbsp;
<AUT>Exemple Inventée</AUT>
</B>(
<GROUPE>Groupe inventé</GROUPE>
 - <DEPT>Rhône</DEPT>
)</TD><TD ALIGN=CENTER><B>
<NAT>{type}</NAT>
</TD></TR>
{withdrawal}
<TR><TD align=left>
Ministère interrogé :&nbsp;</TD><TD colspan=2>
<MINI>santé</MINI>
</TD></TR><TR><TD align=left>
Ministère attributaire :&nbsp;</TD><TD colspan=2>
<MINA>travail</MINA>
</TD></TR>
<TR><TD BORDER=0 align=left></TD><TD BORDER=0 align=left colspan=2>
Question publiée au JO le :&nbsp;
<B><DPQ>02/03/1998</DPQ></B>
&nbsp;page :&nbsp;
<B><PGQ>1234</PGQ></B>
</TD></TR>
{answered}
{errata}
<TR><TD BORDER=0 align=left></TD><TD BORDER=0 align=left colspan=2>
{events}
</TD></TR>
<RUBRIQUAGE>
</TD></TR><TR><TD align=left>
Rubrique :&nbsp;
</TD><TD colspan=2 align=left>
<RUB>santé publique</RUB>
</TD></TR><TR><TD align=left>
Tête d'analyse :&nbsp;
</TD><TD colspan=2 align=left>
<TANA>{head}</TANA>
</TD></TR><TR><TD align=left>
Analyse :&nbsp;
</TD><TD colspan=2 align=left>
<ANA>{analyses}</ANA>
<span style="visibility: hidden">
<DC></DC>
</RUBRIQUAGE></span>
</TD></TR>
<TR><TD align=center>
<TEXTES>
<B><U>Texte de la QUESTION : </U></B>
</TD><TD colspan=2 align=left>
<QUEST>{question}</QUEST>
</TD></TR><TR><TD align=center>
<B><U>Texte de la REPONSE : </U></B>
</TD><TD colspan=2 align=left>
<REP>{answer}</REP>
<COMPREP>{complement}</COMPREP>
</TEXTES>
</TABLE>
<span style="visibility: hidden">
<GRP>GI</GRP>
<NLEG>{legislature}</NLEG>
<CODRET>{code}</CODRET>
<REG>Rhône-Alpes</REG>
<REPONSE>N</REPONSE>
</span>
</TABLE>
</BODY></HTML>"""

NO_EVENTS = "<DSIGN></DSIGN>\n<DRAPS></DRAPS>\n<DCA></DCA>"
ANSWERED_A = (
    "<TR><TD>Réponse publiée au JO le :&nbsp;\n<B><DPR>04/05/1998</DPR></B>\n&nbsp;page :&nbsp;\n<B><PGREP>2345</PGREP></B></TD></TR>"
)


def page_a(**fields: str) -> str:
    """A made-up page of layout A."""
    known = {
        "legislature": "11", "number": "12", "type": "QE", "withdrawal": "<RET></RET><DRET></DRET><CRET></CRET>",
        "answered": "<DPR></DPR><PGREP></PGREP>", "errata": "<DERQ></DERQ><PGERQ></PGERQ><DERR></DERR><PGERREP></PGERREP>",
        "events": NO_EVENTS, "head": "vaccins", "analyses": "rappels. calendrier", "question": "Texte inventé.", "answer": "",
        "complement": "", "code": "",
    }
    return LAYOUT_A.format(**(known | fields))


LAYOUT_B = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><title>Assemblée nationale - Question (exemple inventé)</title></head><body>
<div id="menu">Accueil &gt; Recherche</div>
<table>
<tr><td class="tdstyleh1">13ème législature</td></tr>
<tr><td class="tdstyleh3">Question N° : <b>{number}</b></td>
<td class="tdstyleh3">de <b>M.&nbsp;Exemple Inventé</b> ( {brackets} )</td>
<td class="tdstyleh3"> <b>{type}</b></td></tr>
<tr><td class="tdstyleh4" colspan="3">Minist&egrave;re interrog&eacute; &gt; <span class="contenu">Santé et sports</span></td></tr>
<tr><td class="tdstyleh4" colspan="3">Minist&egrave;re attributaire &gt; <span class="contenu">Travail, emploi et santé</span></td></tr>
<tr><td class="tdstyleh4">Rubrique &gt; <span class="contenu">santé</span></td>
<td class="tdstyleh4">T&ecirc;te d'analyse &gt; <span class="contenu">vaccinations</span></td>
<td class="tdstyleh4">Analyse &gt; <span class="contenu">rappels. calendrier</span></td></tr>
<tr><td colspan="3">{dates}</td></tr>
</table>
<h2> Texte de la question</h2> <div class="contenutexte">{question}</div>
<h2> Texte de la r&eacute;ponse</h2> <div class="contenutexte">{answer}</div>
</body></html>"""

DATES_B = (
    "Question publiée au JO le&nbsp;:&nbsp;<b>16/10/2007</b>&nbsp;page&nbsp;:&nbsp;<b>6325</b><br />"
    "Réponse publiée au JO le&nbsp;:&nbsp;<b>04/12/2007</b>&nbsp;page&nbsp;:&nbsp;<b>7655</b><br />"
    "Date de changement d'attribution&nbsp;:&nbsp;<b>20/11/2007</b><br />"
    "Date de signalement&nbsp;:&nbsp;<b>27/11/2007</b><br />"
    "Date de renouvellement&nbsp;:&nbsp;<b>13/11/2007</b><br />"
)


def page_b(**fields: str) -> str:
    """A made-up page of layout B."""
    known = {
        "number": "1234", "type": "Question écrite", "brackets": "Groupe inventé - Rhône", "dates": DATES_B,
        "question": "Texte inventé.<br />Suite.", "answer": "Réponse inventée.",
    }
    return LAYOUT_B.format(**(known | fields))


LAYOUT_C = """	<!DOCTYPE html>
<!--[if lt IE 7]>      <html class="no-js lt-ie9" lang="fr-FR"> <![endif]-->
<!--[if gt IE 8]><!--> <html class="no-js" lang="fr-FR"> <!--<![endif]-->    <head><meta charset="utf-8">
<title>Question n°{number} (exemple inventé) - Assemblée nationale</title></head><body>
<ol class="breadcrumb"><li class="active">Question écrite N°999999 de Mme Autre</li></ol>
<header class="question_legislature">{legislature}ème législature</header>
<section class="question_header">
  <div class="question_big_content" id="question_col10"> Question N° {number}</div>
  <div id="question_col80"> de <span class="question_big_content" >{author}</span> ({group} - <span>{place}</span> )</div>
  <div class="question_big_content" id="question_col10">{type}</div>
</section>
<section class="question_info">
  <div class="ministere">
    <div class="question_col50"><span class="question_big_content ">Ministère interrogé > </span> Santé</div>
    <div class="question_col50 no-left-border"><span class="question_big_content">Ministère attributaire > </span> Travail</div>
  </div>
  <div class="analyse_header">{analysis}</div>
</section>
<!-- <hr class="border-bottom-question-info" />-->
<div class="question_publish_date">
{dates}
</div>
<section class="question_answer">
  <div class="question">
    <h3>Texte de la question</h3>
    <p>
        {question}
    </p>
  </div>
  <div class="answer">
    <h3>Texte de la réponse</h3>
    <div class="reponse_contenu">
        {answer}
    </div>
  </div>
</section>
<section class="print_and_pdf"><button>Imprimer</button></section>
</body></html>"""

ANALYSIS_C = (
    '<div class="question_col33"><p> <span class="question_big_content">Rubrique > </span>santé</p></div>'
    '<div class="question_col33 middle33"><p><span class="question_big_content ">Tête d\'analyse > </span>vaccinations</p></div>'
    '<div class="question_col33 last33"><p> <span class="question_big_content">Analyse > </span> rappels. calendrier. </p></div>'
)
PUBLISHED_C = (
    '<div>Question publiée au JO le : <span class="question_big_content">06/01/2015</span>  page : '
    '<span class="question_big_content"><a href="/static/14/questions/jo/jo_anq_201501.pdf">12</a></span></div>'
)
ANSWERED_C = (
    '<div>Réponse publiée au JO le : <span class="question_big_content">03/02/2015</span>  page : '
    '<span class="question_big_content">678</span></div>'
)
AUTHOR_C = '<a href="https://www2.assemblee-nationale.fr/deputes/fiche/OMC_PA1" title="x">M. Exemple Inventé</a>'
FORM_C = (
    '<form action="https://questions.assemblee-nationale.fr/notifications/add" method="post" class="alertNotification">'
    '<input name="type" type="hidden" value="qst_reponse"><button>&Ecirc;tre alerté(e) de la réponse</button></form>'
)


def page_c(**fields: str) -> str:
    """A made-up page of layout C."""
    known = {
        "legislature": "14", "number": "34", "author": AUTHOR_C, "group": "Groupe inventé", "place": "Rhône",
        "type": "Question écrite", "analysis": ANALYSIS_C, "dates": PUBLISHED_C, "question": "Texte inventé.", "answer": FORM_C,
    }
    return LAYOUT_C.format(**(known | fields))


LAYOUT_D = """<!DOCTYPE html>
<html class="no-js" lang="fr"><head><meta charset="utf-8"/>
<title>Question n°56 (exemple inventé) - Assemblée nationale</title>
<meta content="https://www.assemblee-nationale.fr/dyn/17/questions/{uid}" property="og:url"/></head>
<body><nav class="page-breadcrumb"><a href="/dyn/17/questions">Questions 17<sup>e</sup> législature</a></nav>
<main id="main" role="main">
<div class="an-bloc _style-question" data-actions='{{"blank":""}}' data-id="{uid} / Bloc de style « question »">
<div class="bloc-content"><div class="_vertical container"><div>
<div class="title _centered-text pb-sm-3"><span class="h4 _colored-primary">{heading} :
   <span class="_regular">{title}</span></span></div>
<hr class="hr-flag"/>
<div><span class="h6 _colored-primary _bold">17ème Législature</span></div>
<div>{links}</div>
</div>
<div class="ha-grid">
<div class="ha-grid-item size-3">
<div><div class="_pa-small">
<p class="_colored-primary"><span class="_bold">Question de :</span>
<span class="_colored-primary _regular">Mme Exemple Inventée ({brackets})</span> </p>
<p class="_pa-small">{question}</p>
</div></div>
{answer}
</div>
<div class="ha-grid-item size-1">
<div class="_pa-small _centered-text"><span class="h5 _colored-primary">Données clés</span><hr class="hr-flag"/></div>
<p class="h6 _colored-primary">Auteur :
  <span class="_regular"><a class="link" data-document-id="PA1" href="https://www.assemblee-nationale.fr/dyn/deputes/PA1">Mme Exemple Inventée ({brackets})</a></span></p>
<p class="h6 _colored-primary">Type de question : <span class="_regular">{type}</span></p>
<p class="h6 _colored-primary">Rubrique : <span class="_regular">Santé</span></p>
<p class="h6 _colored-primary" id="blocMinistereInterroge">Ministère interrogé : <span class="_regular">Santé et prévention</span></p>
<p class="h6 _colored-primary" id="blocMinistereAttributaire">{ministry} : <span class="_regular">Travail</span></p>
{dates}
</div></div></div>
<div class="bloc-actions container"><span class="_colored">partager</span></div>
</div></div></main>
<footer class="site-footer"><p>Question publiée le 1er janvier 2000</p></footer>
</body></html>"""

LINKS_D = (
    '<a class="link" href="https://questions.assemblee-nationale.fr/static/17/questions/jo/jo_anq_202504.pdf">\n'
    "  Publication de la question au Journal Officiel\n  du 28 janvier 2025, page 345</a><br/>"
)
ANSWER_D = (
    '<div><div class="_pa-small"><p class="_colored-green _bold">\n  Réponse  publiée   le 4 mars 2025 </p>\n'
    '<p class="_pa-small">{text}</p></div></div>'
)
DATES_D = (
    '<p class="h6 _colored-primary">\n  Dates    :\n <br/><span class="_regular"> Question publiée le '
    '<a class="link" href="https://questions.assemblee-nationale.fr/static/17/questions/jo/jo_anq_202504.pdf">28 janvier 2025</a></span>'
    "{more}</p>"
)


def page_d(**fields: str) -> str:
    """A made-up page of layout D."""
    known = {
        "uid": "QANR5L17QE56", "heading": "Question écrite n°56", "title": "Vaccinations", "links": LINKS_D,
        "brackets": "Ile-de-France - Groupe inventé", "question": "Texte inventé.", "answer": "", "type": "Question écrite",
        "ministry": "Ministère attributaire", "dates": DATES_D.format(more=""),
    }
    return LAYOUT_D.format(**(known | fields))
