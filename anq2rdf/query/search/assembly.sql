-- From the staged subjects to the index. local() is the last segment of an IRI, decoded; folded() the index's spelling.

-- What is described in two graphs came twice: the first one stays.
DELETE FROM stage.question WHERE rowid NOT IN (SELECT min(rowid) FROM stage.question GROUP BY iri);
DELETE FROM stage.answer WHERE rowid NOT IN (SELECT min(rowid) FROM stage.answer GROUP BY iri);
DELETE FROM stage.allocation WHERE rowid NOT IN (SELECT min(rowid) FROM stage.allocation GROUP BY iri);
DELETE FROM stage.entity WHERE rowid NOT IN (SELECT min(rowid) FROM stage.entity GROUP BY iri);
CREATE UNIQUE INDEX stage.questions ON question (iri);
CREATE INDEX stage.answers ON answer (question, day);
CREATE INDEX stage.links ON link (question, kind, target);
CREATE UNIQUE INDEX stage.allocations ON allocation (iri);
CREATE UNIQUE INDEX stage.entities ON entity (iri);

-- What is pointed at and described nowhere is shown by its identifier.
INSERT OR IGNORE INTO stage.entity (iri, kind)
  SELECT asked, 'ministry' FROM stage.question WHERE asked IS NOT NULL UNION
  SELECT attributed, 'ministry' FROM stage.question WHERE attributed IS NOT NULL UNION
  SELECT rubric, 'rubric' FROM stage.question WHERE rubric IS NOT NULL UNION
  SELECT legislature, 'legislature' FROM stage.question WHERE legislature IS NOT NULL UNION
  SELECT type, 'code' FROM stage.question WHERE type IS NOT NULL UNION
  SELECT status, 'code' FROM stage.question WHERE status IS NOT NULL UNION
  SELECT author, 'person' FROM stage.question WHERE author IS NOT NULL UNION
  SELECT coalesce(of_the_day, recorded), 'group' FROM stage.question WHERE coalesce(of_the_day, recorded) IS NOT NULL;
UPDATE stage.entity SET fr = coalesce(fr, en, local(iri)), en = coalesce(en, fr, local(iri));

INSERT INTO value (facet, key, fr, en, iri)
  SELECT 'legislature', local(e.iri), e.fr, e.en, e.iri FROM stage.entity AS e
    WHERE e.iri IN (SELECT legislature FROM stage.question) UNION
  SELECT 'type', local(e.iri), e.fr, e.en, e.iri FROM stage.entity AS e
    WHERE e.iri IN (SELECT type FROM stage.question) UNION
  SELECT 'status', local(e.iri), e.fr, e.en, e.iri FROM stage.entity AS e
    WHERE e.iri IN (SELECT status FROM stage.question) UNION
  SELECT 'rubric', local(e.iri), e.fr, e.en, e.iri FROM stage.entity AS e
    WHERE e.iri IN (SELECT rubric FROM stage.question) UNION
  SELECT 'year', substr(day, 1, 4), substr(day, 1, 4), substr(day, 1, 4), NULL FROM stage.question
    WHERE day IS NOT NULL;

-- Each ministry and each group by its value. spelt() makes one of what differs by typography only.
CREATE TABLE stage.ministry AS
  SELECT m.iri, coalesce(local(p.iri), spelt(m.fr)) AS key, coalesce(p.fr, m.fr) AS fr, coalesce(p.en, m.en) AS en, p.iri AS portfolio
    FROM stage.entity AS m LEFT JOIN stage.entity AS p ON p.iri = m.portfolio WHERE m.kind = 'ministry';
CREATE UNIQUE INDEX stage.ministries ON ministry (iri);
INSERT OR IGNORE INTO value (facet, key, fr, en, iri)
  SELECT 'ministry', key, fr, en, portfolio FROM stage.ministry
    WHERE iri IN (SELECT asked FROM stage.question UNION SELECT attributed FROM stage.question) ORDER BY iri;
INSERT OR IGNORE INTO value (facet, key, fr, en)
  SELECT DISTINCT 'party', spelt(e.fr), e.fr, e.en FROM stage.question AS q
    JOIN stage.entity AS e ON e.iri = coalesce(q.of_the_day, q.recorded) ORDER BY e.fr;
INSERT OR IGNORE INTO value (facet, key, fr, en)
  SELECT DISTINCT 'party', spelt(party_label), party_label, party_label FROM stage.question
    WHERE coalesce(of_the_day, recorded) IS NULL AND party_label IS NOT NULL ORDER BY party_label;

INSERT INTO question
  SELECT NULL, q.iri, q.uid, q.number, q.day, q.author, coalesce(who.fr, q.author_label),
    l.id, t.id, s.id, coalesce(m.id, a.id), g.id, r.id, y.id, a.id,
    (SELECT count(*) FROM stage.answer AS x WHERE x.question = q.iri),
    (SELECT min(day) FROM stage.answer AS x WHERE x.question = q.iri),
    (SELECT x.days FROM stage.answer AS x WHERE x.question = q.iri AND x.day IS NOT NULL ORDER BY x.day, x.iri LIMIT 1)
  FROM stage.question AS q
    LEFT JOIN stage.entity AS who ON who.iri = q.author
    LEFT JOIN value AS l ON l.facet = 'legislature' AND l.key = local(q.legislature)
    LEFT JOIN value AS t ON t.facet = 'type' AND t.key = local(q.type)
    LEFT JOIN value AS s ON s.facet = 'status' AND s.key = local(q.status)
    LEFT JOIN value AS r ON r.facet = 'rubric' AND r.key = local(q.rubric)
    LEFT JOIN value AS y ON y.facet = 'year' AND y.key = substr(q.day, 1, 4)
    LEFT JOIN stage.ministry AS mk ON mk.iri = q.attributed
    LEFT JOIN value AS m ON m.facet = 'ministry' AND m.key = mk.key
    LEFT JOIN stage.ministry AS ak ON ak.iri = q.asked
    LEFT JOIN value AS a ON a.facet = 'ministry' AND a.key = ak.key
    LEFT JOIN stage.entity AS ge ON ge.iri = coalesce(q.of_the_day, q.recorded)
    LEFT JOIN value AS g ON g.facet = 'party' AND g.key = spelt(coalesce(ge.fr, q.party_label))
  ORDER BY q.day DESC NULLS LAST, CAST(local(q.legislature) AS INTEGER) DESC, q.number DESC, q.iri;
CREATE UNIQUE INDEX questions ON question (iri);
CREATE INDEX uids ON question (uid COLLATE NOCASE);
CREATE INDEX numbers ON question (number);

INSERT INTO text
  SELECT f.id, q.title, q.text,
    (SELECT group_concat(text, char(10, 10)) FROM
      (SELECT text FROM stage.answer AS x WHERE x.question = q.iri AND x.text IS NOT NULL ORDER BY x.day, x.iri)),
    (SELECT group_concat(name, ' · ') FROM (SELECT who.fr AS name UNION SELECT q.author_label)),
    (SELECT group_concat(name, ' · ') FROM (
      SELECT e.fr AS name FROM stage.entity AS e WHERE e.iri IN (q.asked, q.attributed) UNION
      SELECT e.fr FROM stage.answer AS x JOIN stage.entity AS e ON e.iri = x.ministry WHERE x.question = q.iri UNION
      SELECT e.fr FROM stage.link AS l JOIN stage.allocation AS c ON c.iri = l.target
        JOIN stage.entity AS e ON e.iri = c.ministry WHERE l.question = q.iri AND l.kind = 'allocation' UNION
      SELECT v.fr FROM value AS v WHERE v.id IN (f.asked, f.ministry) UNION
      SELECT e.fr FROM stage.entity AS e WHERE e.iri IN (q.recorded, q.of_the_day) UNION
      SELECT q.party_label)),
    (SELECT group_concat(name, ' · ') FROM (
      SELECT e.fr AS name FROM stage.entity AS e WHERE e.iri = q.rubric UNION
      SELECT e.fr FROM stage.link AS l JOIN stage.entity AS e ON e.iri = l.target
        WHERE l.question = q.iri AND l.kind = 'subject')),
    concat_identifiers(q.uid, local(q.legislature), local(q.type), q.number, q.author)
  FROM question AS f JOIN stage.question AS q ON q.iri = f.iri LEFT JOIN stage.entity AS who ON who.iri = q.author
  ORDER BY f.id;

INSERT INTO entity (iri, kind, fr, en)
  SELECT iri, kind, fr, en FROM stage.entity
    WHERE kind IN ('person', 'ministry', 'portfolio', 'group', 'rubric', 'constituency', 'department', 'legislature')
    ORDER BY kind, fr, iri;
