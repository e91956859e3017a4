CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE operations (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  command TEXT NOT NULL
) STRICT;
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  published TEXT,
  day_only INTEGER NOT NULL,
  published_source TEXT NOT NULL,
  published_raw TEXT NOT NULL,
  published_flags TEXT NOT NULL,
  language TEXT NOT NULL,
  read_at TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id),
  UNIQUE (report, number)
) STRICT;
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id),
  kind TEXT NOT NULL,
  also_kinds TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  basis TEXT NOT NULL,
  denied INTEGER NOT NULL,
  main INTEGER NOT NULL,
  renewed INTEGER NOT NULL,
  origin TEXT NOT NULL,
  relayed_by TEXT NOT NULL,
  speaker TEXT NOT NULL,
  region TEXT NOT NULL,
  subject TEXT NOT NULL,
  event_date TEXT,
  event_precision TEXT,
  confidence REAL NOT NULL,
  doubts TEXT NOT NULL
, place INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE claim_parties (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  mentions TEXT NOT NULL,
  candidates TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE companies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT NOT NULL,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('gazetteer', 'user', 'import', 'report')),
  operation INTEGER REFERENCES operations (id)
, visible INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE parents (
  company TEXT NOT NULL REFERENCES companies (id),
  parent TEXT NOT NULL,
  since TEXT,
  until TEXT,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE talks (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  end_reported INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  first_reported TEXT NOT NULL,
  last_reported TEXT NOT NULL,
  last_turn TEXT NOT NULL,
  regions TEXT NOT NULL,
  subjects TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE talk_parties (
  talk TEXT NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE steps (
  talk TEXT NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  rule TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  changed INTEGER NOT NULL,
  origin TEXT NOT NULL,
  new_origin INTEGER NOT NULL, choices INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE undone (
  operation INTEGER PRIMARY KEY REFERENCES operations (id),
  undoes INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE dead_operations (operation INTEGER PRIMARY KEY REFERENCES operations (id)) STRICT;
CREATE TABLE current_revisions (revision INTEGER PRIMARY KEY REFERENCES revisions (id)) STRICT;
CREATE TABLE company_records (
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT NOT NULL,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('gazetteer', 'user', 'import')),
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE TABLE identifiers (
  id INTEGER PRIMARY KEY,
  value TEXT NOT NULL,
  scheme TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE TABLE "aliases" (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  since TEXT,
  until TEXT,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE TABLE company_verdicts (
  id INTEGER PRIMARY KEY,
  kept TEXT NOT NULL REFERENCES companies (id),
  other TEXT NOT NULL REFERENCES companies (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'split', 'not-same')),
  reason TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL CHECK (verdict IN ('status', 'kind', 'split', 'join', 'not-a-talk')),
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL,
  talk TEXT NOT NULL,
  claim TEXT REFERENCES claims (id),
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE judged_claims (
  judgement INTEGER NOT NULL REFERENCES judgements (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  apart INTEGER NOT NULL,
  PRIMARY KEY (judgement, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  claim TEXT NOT NULL REFERENCES claims (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'drop', 'set')),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE watches (
  id INTEGER PRIMARY KEY,
  companies TEXT NOT NULL,
  kinds TEXT NOT NULL,
  statuses TEXT NOT NULL,
  region TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE unwatched (
  watch INTEGER NOT NULL REFERENCES watches (id),
  operation INTEGER NOT NULL REFERENCES operations (id),
  PRIMARY KEY (watch, operation)
) STRICT, WITHOUT ROWID;
CREATE TABLE marks (
  name TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  operation INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_pairs (
  pair TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  across INTEGER NOT NULL,
  PRIMARY KEY (pair, claim)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  publisher TEXT NOT NULL,
  site TEXT NOT NULL,
  folder TEXT NOT NULL,
  every INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  paused TEXT NOT NULL,
  added_at TEXT NOT NULL,
  last_attempt TEXT,
  last_success TEXT,
  last_whole TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  next_due TEXT,
  last_error TEXT NOT NULL DEFAULT '',
  error_passes INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '',
  moved_to TEXT NOT NULL DEFAULT '',
  moved_times INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  locator TEXT NOT NULL,
  publisher TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  code INTEGER NOT NULL,
  passing INTEGER NOT NULL,
  raw BLOB,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_try TEXT
) STRICT;
CREATE TABLE readings (
  digest TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE signatures (
  revision INTEGER PRIMARY KEY REFERENCES revisions (id),
  version TEXT NOT NULL,
  signature BLOB NOT NULL
) STRICT;
CREATE TABLE copy_pairs (
  one INTEGER NOT NULL REFERENCES revisions (id),
  other INTEGER NOT NULL REFERENCES revisions (id),
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE news (
  id INTEGER PRIMARY KEY,
  talk TEXT NOT NULL,
  before TEXT NOT NULL,
  status TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE told (
  channel TEXT NOT NULL,
  talk TEXT NOT NULL,
  status TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (channel, talk, status)
) STRICT, WITHOUT ROWID;
INSERT INTO _sqlite_migrations VALUES (1, 'alliance', '0001-initial', '2026-11-23 02:52:38.976260+00:00');
INSERT INTO _sqlite_migrations VALUES (2, 'alliance', '0002-history', '2026-11-23 02:52:38.992280+00:00');
INSERT INTO _sqlite_migrations VALUES (3, 'alliance', '0003-intake', '2026-11-23 02:52:38.998232+00:00');
INSERT INTO operations VALUES (1, '2026-11-23T02:52:40.132406+00:00', 'alliance add Nissan Honda --status rumoured --kind merger --basis anonymous --origin Nikkei --publisher Reuters --date 2024-12-18 --url https://news.example/1 --note ''They are in talks.''');
INSERT INTO operations VALUES (2, '2026-11-23T02:52:40.923269+00:00', 'alliance add Nissan Honda --status confirmed --kind merger --basis on-record --publisher Honda --date 2024-12-23 --url https://news.example/2');
INSERT INTO operations VALUES (3, '2026-11-23T02:52:41.440535+00:00', 'alliance add Nissan Honda --status abandoned --kind merger --basis on-record --publisher Honda --date 2025-02-13 --url https://news.example/3');
INSERT INTO operations VALUES (4, '2026-11-23T02:52:42.025247+00:00', 'alliance ingest small.jsonl');
INSERT INTO operations VALUES (5, '2026-11-23T02:52:43.365953+00:00', 'alliance add ''Blue Works'' ''Red Works'' --kind supply --date 2025-05-01');
INSERT INTO operations VALUES (6, '2026-11-23T02:52:43.913904+00:00', 'alliance companies add Blauwerk --alias Blau --ticker BLW');
INSERT INTO operations VALUES (7, '2026-11-23T02:52:44.303454+00:00', 'alliance companies merge ''Blue Works'' Blauwerk --reason ''one firm''');
INSERT INTO operations VALUES (8, '2026-11-23T02:52:44.975035+00:00', 'alliance judge blue-works --status confirmed --reason told --date 2025-05-02');
INSERT INTO operations VALUES (9, '2026-11-23T02:52:45.930627+00:00', 'alliance add Toyota Subaru --kind stake --date 2025-06-01');
INSERT INTO operations VALUES (10, '2026-11-23T02:52:46.325715+00:00', 'alliance undo');
INSERT INTO reports VALUES ('rqh25rk77t5hf', 'hand:Nissan Motor – Honda Motor|merger|rumoured|anonymous|Nikkei|2024-12-18||They are in talks.');
INSERT INTO reports VALUES ('raqy6va6xptvq', 'hand:Nissan Motor – Honda Motor|merger|confirmed|on-record||2024-12-23||Nissan Motor – Honda Motor: merger, confirmed');
INSERT INTO reports VALUES ('r3kty2wfrgoyn', 'hand:Nissan Motor – Honda Motor|merger|abandoned|on-record||2025-02-13||Nissan Motor – Honda Motor: merger, abandoned');
INSERT INTO reports VALUES ('rv57zooimetbb', 'url:news.example/10');
INSERT INTO reports VALUES ('renxb2jv7ta33', 'url:news.example/11');
INSERT INTO reports VALUES ('rbmmykelukj2s', 'url:news.example/12');
INSERT INTO reports VALUES ('rdovhyk23ihkr', 'hand:Blue Works – Red Works|supply|rumoured|judgement||2025-05-01||Blue Works – Red Works: supply, rumoured');
INSERT INTO reports VALUES ('r73hw5jfs5t3m', 'judgement:8');
INSERT INTO reports VALUES ('r3nb4rte5jwo3', 'hand:Toyota Motor – Subaru|stake|rumoured|judgement||2025-06-01||Toyota Motor – Subaru: stake, rumoured');
INSERT INTO revisions VALUES (1, 'rqh25rk77t5hf', 1, '433c8eab5c638485512f242a86f13c8bad02c88d8de51f4be4e33ae5d08a4fac', 'Reuters', 'https://news.example/1', '', 'They are in talks.', '2024-12-18T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:40.132406+00:00', 1);
INSERT INTO revisions VALUES (2, 'raqy6va6xptvq', 1, '94ad6c0f17156ba001ff88f5af44bed7c679d5406dd22a88d9949ab3baf84d62', 'Honda', 'https://news.example/2', '', 'Nissan Motor – Honda Motor: merger, confirmed', '2024-12-23T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:40.923269+00:00', 2);
INSERT INTO revisions VALUES (3, 'r3kty2wfrgoyn', 1, 'eef76f18e24fcc744037229cbcb2b198e7f0cd8247284708aa9060a7173ba052', 'Honda', 'https://news.example/3', '', 'Nissan Motor – Honda Motor: merger, abandoned', '2025-02-13T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:41.440535+00:00', 3);
INSERT INTO revisions VALUES (4, 'rv57zooimetbb', 1, '5adeb13c21aa220bd9d8be8cc2ea06d96ae673a3eb0693a536d4a6bed42c0573', 'Reuters', 'https://news.example/10', 'Nissan and Honda explore joint cars', 'Nissan and Honda are exploring joint development of cars for the United States, the Nikkei reported. Nissan declined to comment.', '2025-11-13T00:00:00+00:00', 1, 'metadata', '2025-11-13', '[]', 'en', '2026-11-23T02:52:42.025247+00:00', 4);
INSERT INTO revisions VALUES (5, 'renxb2jv7ta33', 1, 'a535f605a566e00d2ddd14f337a97febe70ae3f6350a4dac3d1708aa1e7257c0', 'AFP', 'https://news.example/11', 'Renault and Geely found a venture', 'Renault and Geely said on Tuesday that they agreed to set up a joint venture for engines.', '2025-03-05T00:00:00+00:00', 1, 'metadata', '2025-03-05', '[]', 'en', '2026-11-23T02:52:42.061438+00:00', 4);
INSERT INTO revisions VALUES (6, 'rbmmykelukj2s', 1, '330962e1d10778279115000a89e15c2c0575e01b61b164468e5b694d88cb3cf4', 'Bloomberg', 'https://news.example/12', 'Continental weighs a merger', 'Continental is in talks to merge with United, people familiar with the matter said.', '2025-03-04T00:00:00+00:00', 1, 'metadata', '2025-03-04', '[]', 'en', '2026-11-23T02:52:42.063633+00:00', 4);
INSERT INTO revisions VALUES (7, 'rdovhyk23ihkr', 1, 'e03ae95d5a1a6e3b92989d644f2265e6b691eae0118650983eab11fb668b354c', '', '', '', 'Blue Works – Red Works: supply, rumoured', '2025-05-01T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:43.365953+00:00', 5);
INSERT INTO revisions VALUES (8, 'r73hw5jfs5t3m', 1, '3c5e661e77225e6c8377e1c46687c244db42061c9e749f5d9d0c9b8ff944c8e3', '', '', '', 'told', '2025-05-02T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:44.975035+00:00', 8);
INSERT INTO revisions VALUES (9, 'r3nb4rte5jwo3', 1, '0b8861d404361a62c436af19797e7d9501783b9e2f65d302873cfa048476adae', '', '', '', 'Toyota Motor – Subaru: stake, rumoured', '2025-06-01T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:45.930627+00:00', 9);
INSERT INTO claims VALUES ('ckg5xchvoyqmb', 1, 'merger', '[]', 'rumoured', 'exploring', 'anonymous', 0, 1, 0, 'Nikkei', '[]', '', '', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claims VALUES ('ctkyq6uze3y63', 2, 'merger', '[]', 'confirmed', 'talks', 'on-record', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claims VALUES ('cjfemii65wltz', 3, 'merger', '[]', 'abandoned', 'ended', 'on-record', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claims VALUES ('cenipmb4a4shd', 4, 'development', '["cooperation"]', 'rumoured', 'exploring', 'anonymous', 0, 1, 0, 'Nikkei', '[]', '', 'United States', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claims VALUES ('clivg4bif5pie', 5, 'joint-venture', '[]', 'confirmed', 'agreed', 'on-record', 0, 1, 0, 'company', '[]', '', '', 'engines', '2025-03-04', 'day', 1.0, '[]', 0);
INSERT INTO claims VALUES ('cosvnncekdppv', 6, 'merger', '[]', 'rumoured', 'exploring', 'anonymous', 0, 1, 0, 'sources', '[]', '', '', '', NULL, NULL, 0.59, '["Continental: known only from context", "United: known only from context", "Continental: could be continental, continental-airlines", "Continental could be continental, continental-airlines"]', 0);
INSERT INTO claims VALUES ('ck7qstaq6rw4h', 7, 'supply', '[]', 'rumoured', 'exploring', 'judgement', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claims VALUES ('cbkcjw6fcorku', 8, 'supply', '[]', 'confirmed', 'exploring', 'judgement', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claims VALUES ('c4auzpwsfqzbd', 9, 'stake', '[]', 'rumoured', 'exploring', 'judgement', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]', 0);
INSERT INTO claim_parties VALUES ('c4auzpwsfqzbd', 0, 'toyota-motor', 'Toyota Motor', 'partner', '["Toyota"]', '[]');
INSERT INTO claim_parties VALUES ('c4auzpwsfqzbd', 1, 'subaru', 'Subaru', 'partner', '["Subaru"]', '[]');
INSERT INTO claim_parties VALUES ('cbkcjw6fcorku', 0, 'blue-works', 'Blue Works', 'partner', '[]', '[]');
INSERT INTO claim_parties VALUES ('cbkcjw6fcorku', 1, 'red-works', 'Red Works', 'partner', '[]', '[]');
INSERT INTO claim_parties VALUES ('cenipmb4a4shd', 0, 'nissan-motor', 'Nissan', 'partner', '["Nissan"]', '[]');
INSERT INTO claim_parties VALUES ('cenipmb4a4shd', 1, 'honda-motor', 'Honda', 'partner', '["Honda"]', '[]');
INSERT INTO claim_parties VALUES ('cjfemii65wltz', 0, 'nissan-motor', 'Nissan Motor', 'partner', '["Nissan"]', '[]');
INSERT INTO claim_parties VALUES ('cjfemii65wltz', 1, 'honda-motor', 'Honda Motor', 'partner', '["Honda"]', '[]');
INSERT INTO claim_parties VALUES ('ck7qstaq6rw4h', 0, 'blue-works', 'Blue Works', 'partner', '["Blue Works"]', '[]');
INSERT INTO claim_parties VALUES ('ck7qstaq6rw4h', 1, 'red-works', 'Red Works', 'partner', '["Red Works"]', '[]');
INSERT INTO claim_parties VALUES ('ckg5xchvoyqmb', 0, 'nissan-motor', 'Nissan Motor', 'partner', '["Nissan"]', '[]');
INSERT INTO claim_parties VALUES ('ckg5xchvoyqmb', 1, 'honda-motor', 'Honda Motor', 'partner', '["Honda"]', '[]');
INSERT INTO claim_parties VALUES ('clivg4bif5pie', 0, 'renault', 'Renault', 'partner', '["Renault"]', '[]');
INSERT INTO claim_parties VALUES ('clivg4bif5pie', 1, 'zhejiang-geely', 'Geely', 'partner', '["Geely"]', '[]');
INSERT INTO claim_parties VALUES ('cosvnncekdppv', 0, 'continental', 'Continental', 'partner', '["Continental"]', '["continental", "continental-airlines"]');
INSERT INTO claim_parties VALUES ('cosvnncekdppv', 1, 'united-airlines', 'United', 'partner', '["United"]', '[]');
INSERT INTO claim_parties VALUES ('ctkyq6uze3y63', 0, 'nissan-motor', 'Nissan Motor', 'partner', '["Nissan"]', '[]');
INSERT INTO claim_parties VALUES ('ctkyq6uze3y63', 1, 'honda-motor', 'Honda Motor', 'partner', '["Honda"]', '[]');
INSERT INTO evidence VALUES ('c4auzpwsfqzbd', 0, 'text', 0, 38, 'Toyota Motor – Subaru: stake, rumoured', 'by hand');
INSERT INTO evidence VALUES ('cbkcjw6fcorku', 0, 'text', 0, 4, 'told', 'by hand');
INSERT INTO evidence VALUES ('cenipmb4a4shd', 0, 'text', 0, 48, 'Nissan and Honda are exploring joint development', 'subjects-share-noun');
INSERT INTO evidence VALUES ('cenipmb4a4shd', 1, 'title', 0, 30, 'Nissan and Honda explore joint', 'pair-noun');
INSERT INTO evidence VALUES ('cjfemii65wltz', 0, 'text', 0, 45, 'Nissan Motor – Honda Motor: merger, abandoned', 'by hand');
INSERT INTO evidence VALUES ('ck7qstaq6rw4h', 0, 'text', 0, 40, 'Blue Works – Red Works: supply, rumoured', 'by hand');
INSERT INTO evidence VALUES ('ckg5xchvoyqmb', 0, 'text', 0, 18, 'They are in talks.', 'by hand');
INSERT INTO evidence VALUES ('clivg4bif5pie', 0, 'text', 0, 76, 'Renault and Geely said on Tuesday that they agreed to set up a joint venture', 'subjects-share-noun');
INSERT INTO evidence VALUES ('clivg4bif5pie', 1, 'title', 0, 33, 'Renault and Geely found a venture', 'subjects-share-noun');
INSERT INTO evidence VALUES ('cosvnncekdppv', 0, 'text', 0, 44, 'Continental is in talks to merge with United', 'noun-with');
INSERT INTO evidence VALUES ('ctkyq6uze3y63', 0, 'text', 0, 45, 'Nissan Motor – Honda Motor: merger, confirmed', 'by hand');
INSERT INTO companies VALUES ('united-airlines', 'United Airlines', 'US', 'airlines', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('honda-motor', 'Honda Motor', 'JP', 'cars', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('nissan-motor', 'Nissan Motor', 'JP', 'cars', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('renault', 'Renault', 'FR', 'cars', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('subaru', 'Subaru', 'JP', 'cars', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('toyota-motor', 'Toyota Motor', 'JP', 'cars', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('zhejiang-geely', 'Zhejiang Geely', 'CN', 'cars', 0, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('continental', 'Continental', 'DE', 'suppliers', 1, 'gazetteer', NULL, 1);
INSERT INTO companies VALUES ('blue-works', 'Blue Works', '', '', 0, 'user', 5, 1);
INSERT INTO companies VALUES ('red-works', 'Red Works', '', '', 0, 'user', 5, 1);
INSERT INTO companies VALUES ('blauwerk', 'Blauwerk', '', '', 0, 'user', 6, 1);
INSERT INTO meta VALUES ('gazetteer', '00352b56363b1b53');
INSERT INTO talks VALUES ('t2z74aml', 'continental-united-airlines-merger-2025', 'merger', 'rumoured', 'exploring', 0, 1, 1, '2025-03-04', '2025-03-04', '2025-03-04', '[]', '[]');
INSERT INTO talks VALUES ('tf464cku', 'renault-zhejiang-geely-joint-venture-2025', 'joint-venture', 'confirmed', 'agreed', 0, 1, 1, '2025-03-05', '2025-03-05', '2025-03-04', '[]', '["engines"]');
INSERT INTO talks VALUES ('tfgprdft', 'nissan-motor-honda-motor-development-2025', 'development', 'rumoured', 'exploring', 0, 1, 1, '2025-11-13', '2025-11-13', '2025-11-13', '["United States"]', '[]');
INSERT INTO talks VALUES ('tgrsvacr', 'blue-works-red-works-supply-2025', 'supply', 'confirmed', 'exploring', 0, 1, 2, '2025-05-01', '2025-05-02', '2025-05-02', '[]', '[]');
INSERT INTO talks VALUES ('tl655mgh', 'nissan-motor-honda-motor-merger-2024', 'merger', 'abandoned', 'ended', 0, 1, 3, '2024-12-18', '2025-02-13', '2025-02-13', '[]', '[]');
INSERT INTO talk_parties VALUES ('tgrsvacr', 0, 'blue-works');
INSERT INTO talk_parties VALUES ('t2z74aml', 0, 'continental');
INSERT INTO talk_parties VALUES ('tfgprdft', 1, 'honda-motor');
INSERT INTO talk_parties VALUES ('tl655mgh', 1, 'honda-motor');
INSERT INTO talk_parties VALUES ('tfgprdft', 0, 'nissan-motor');
INSERT INTO talk_parties VALUES ('tl655mgh', 0, 'nissan-motor');
INSERT INTO talk_parties VALUES ('tgrsvacr', 1, 'red-works');
INSERT INTO talk_parties VALUES ('tf464cku', 0, 'renault');
INSERT INTO talk_parties VALUES ('t2z74aml', 1, 'united-airlines');
INSERT INTO talk_parties VALUES ('tf464cku', 1, 'zhejiang-geely');
INSERT INTO steps VALUES ('t2z74aml', 0, 'cosvnncekdppv', 'opens', 'rumoured', 'exploring', 1, 'bloomberg', 1, 1);
INSERT INTO steps VALUES ('tf464cku', 0, 'clivg4bif5pie', 'opens', 'confirmed', 'agreed', 1, 'company', 1, 1);
INSERT INTO steps VALUES ('tfgprdft', 0, 'cenipmb4a4shd', 'opens', 'rumoured', 'exploring', 1, 'nikkei', 1, 1);
INSERT INTO steps VALUES ('tgrsvacr', 0, 'ck7qstaq6rw4h', 'opens', 'rumoured', 'exploring', 1, 'unknown', 1, 1);
INSERT INTO steps VALUES ('tgrsvacr', 1, 'cbkcjw6fcorku', 'judgement', 'confirmed', 'exploring', 1, 'unknown', 0, 1);
INSERT INTO steps VALUES ('tl655mgh', 0, 'ckg5xchvoyqmb', 'opens', 'rumoured', 'exploring', 1, 'nikkei', 1, 1);
INSERT INTO steps VALUES ('tl655mgh', 1, 'ctkyq6uze3y63', 'confirms', 'confirmed', 'talks', 1, 'unknown', 1, 1);
INSERT INTO steps VALUES ('tl655mgh', 2, 'cjfemii65wltz', 'ends-on-record', 'abandoned', 'ended', 1, 'unknown', 0, 1);
INSERT INTO undone VALUES (10, 9);
INSERT INTO dead_operations VALUES (9);
INSERT INTO current_revisions VALUES (1);
INSERT INTO current_revisions VALUES (2);
INSERT INTO current_revisions VALUES (3);
INSERT INTO current_revisions VALUES (4);
INSERT INTO current_revisions VALUES (5);
INSERT INTO current_revisions VALUES (6);
INSERT INTO current_revisions VALUES (7);
INSERT INTO current_revisions VALUES (8);
INSERT INTO company_records VALUES (11, 'united-airlines', 'United Airlines', 'US', 'airlines', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (961, 'honda-motor', 'Honda Motor', 'JP', 'cars', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (1029, 'nissan-motor', 'Nissan Motor', 'JP', 'cars', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (1046, 'renault', 'Renault', 'FR', 'cars', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (1080, 'subaru', 'Subaru', 'JP', 'cars', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (1096, 'toyota-motor', 'Toyota Motor', 'JP', 'cars', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (1122, 'zhejiang-geely', 'Zhejiang Geely', 'CN', 'cars', 0, 'gazetteer', NULL);
INSERT INTO company_records VALUES (7783, 'continental', 'Continental', 'DE', 'suppliers', 1, 'gazetteer', NULL);
INSERT INTO company_records VALUES (9226, 'blue-works', 'Blue Works', '', '', 0, 'user', 5);
INSERT INTO company_records VALUES (9227, 'red-works', 'Red Works', '', '', 0, 'user', 5);
INSERT INTO company_records VALUES (9228, 'blauwerk', 'Blauwerk', '', '', 0, 'user', 6);
INSERT INTO identifiers VALUES (10, 'UAL.O', 'ticker', 'united-airlines', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (11, 'UAUA.O', 'ticker', 'united-airlines', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (12, 'UAL.N', 'ticker', 'united-airlines', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (519, '7267.T', 'ticker', 'honda-motor', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (520, 'HMC', 'ticker', 'honda-motor', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (554, '7201.T', 'ticker', 'nissan-motor', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (555, 'NSANY', 'ticker', 'nissan-motor', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (565, 'RENA.PA', 'ticker', 'renault', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (566, 'RNO.PA', 'ticker', 'renault', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (577, '7270.T', 'ticker', 'subaru', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (588, '7203.T', 'ticker', 'toyota-motor', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (589, 'TM', 'ticker', 'toyota-motor', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (5880, 'CONG.DE', 'ticker', 'continental', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (5881, 'CON.DE', 'ticker', 'continental', 'gazetteer', NULL);
INSERT INTO identifiers VALUES (7103, 'BLW', 'ticker', 'blauwerk', 'user', 6);
INSERT INTO aliases VALUES (31, 'united airlines', 'united-airlines', 'United Airlines', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (32, 'united', 'united-airlines', 'United', NULL, NULL, 1, 'gazetteer', NULL);
INSERT INTO aliases VALUES (33, 'ual', 'united-airlines', 'UAL', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (34, 'ual', 'united-airlines', 'UAL Corp', NULL, '2010-09-30', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (35, 'ual corp', 'united-airlines', 'UAL Corp', NULL, '2010-09-30', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (36, 'united continental', 'united-airlines', 'United Continental', '2010-10-01', '2019-06-27', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (37, 'united continental holdings', 'united-airlines', 'United Continental Holdings', '2010-10-01', '2019-06-27', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (38, 'united airlines', 'united-airlines', 'United Airlines Holdings', '2019-06-27', NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (39, 'united airlines holdings', 'united-airlines', 'United Airlines Holdings', '2019-06-27', NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2352, 'honda motor', 'honda-motor', 'Honda Motor', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2353, 'honda', 'honda-motor', 'Honda', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2354, '本田技研工業', 'honda-motor', '本田技研工業', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2355, '本田技研', 'honda-motor', '本田技研', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2356, 'ホンダ', 'honda-motor', 'ホンダ', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2357, '本田', 'honda-motor', '本田', NULL, NULL, 1, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2619, 'nissan motor', 'nissan-motor', 'Nissan Motor', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2620, 'nissan', 'nissan-motor', 'Nissan', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2621, '日産自動車', 'nissan-motor', '日産自動車', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2622, '日産', 'nissan-motor', '日産', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2623, 'ニッサン', 'nissan-motor', 'ニッサン', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2624, '日产汽车', 'nissan-motor', '日产汽车', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2625, '日产', 'nissan-motor', '日产', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2675, 'renault', 'renault', 'Renault', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2676, 'groupe renault', 'renault', 'Groupe Renault', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2677, 'renault group', 'renault', 'Renault Group', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2678, '雷诺', 'renault', '雷诺', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2679, 'ルノー', 'renault', 'ルノー', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2680, '르노', 'renault', '르노', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2800, 'subaru', 'subaru', 'Subaru', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2801, 'fuji heavy industries', 'subaru', 'Fuji Heavy Industries', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2802, 'fuji heavy', 'subaru', 'Fuji Heavy', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2803, 'スバル', 'subaru', 'スバル', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2804, '富士重工業', 'subaru', '富士重工業', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2805, '富士重工', 'subaru', '富士重工', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2806, '斯巴鲁', 'subaru', '斯巴鲁', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2855, 'toyota motor', 'toyota-motor', 'Toyota Motor', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2856, 'toyota', 'toyota-motor', 'Toyota', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2857, 'トヨタ自動車', 'toyota-motor', 'トヨタ自動車', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2858, 'トヨタ', 'toyota-motor', 'トヨタ', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2859, '丰田汽车', 'toyota-motor', '丰田汽车', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2860, '丰田', 'toyota-motor', '丰田', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2956, 'zhejiang geely', 'zhejiang-geely', 'Zhejiang Geely', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2957, 'geely', 'zhejiang-geely', 'Geely', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2958, 'geely group', 'zhejiang-geely', 'Geely Group', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2959, 'geely holding', 'zhejiang-geely', 'Geely Holding', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2960, 'zhejiang geely holding', 'zhejiang-geely', 'Zhejiang Geely Holding', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2961, '吉利控股', 'zhejiang-geely', '吉利控股', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2962, '浙江吉利控股集团', 'zhejiang-geely', '浙江吉利控股集团', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (2963, '吉利', 'zhejiang-geely', '吉利', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (17073, 'continental', 'continental', 'Continental', NULL, NULL, 1, 'gazetteer', NULL);
INSERT INTO aliases VALUES (17074, 'continental ag', 'continental', 'Continental AG', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (17075, 'conti', 'continental', 'Conti', NULL, NULL, 1, 'gazetteer', NULL);
INSERT INTO aliases VALUES (17076, 'continental automotive', 'continental', 'Continental Automotive', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (17077, '大陆集团', 'continental', '大陆集团', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES (20248, 'blue works', 'blue-works', 'Blue Works', NULL, NULL, 0, 'user', 5);
INSERT INTO aliases VALUES (20249, 'red works', 'red-works', 'Red Works', NULL, NULL, 0, 'user', 5);
INSERT INTO aliases VALUES (20250, 'blauwerk', 'blauwerk', 'Blauwerk', NULL, NULL, 0, 'user', 6);
INSERT INTO aliases VALUES (20251, 'blau', 'blauwerk', 'Blau', NULL, NULL, 0, 'user', 6);
INSERT INTO company_verdicts VALUES (1, 'blue-works', 'blauwerk', 'same', 'one firm', 7);
INSERT INTO judgements VALUES (1, 'status', 'confirmed', 'told', '2026-11-23T02:52:44.975035+00:00', 'blue-works-red-works-supply-2025', 'cbkcjw6fcorku', 8);
INSERT INTO judged_claims VALUES (1, 'ck7qstaq6rw4h', 0);
INSERT INTO claim_pairs VALUES ('blauwerk|blue-works', 'cbkcjw6fcorku', 0);
INSERT INTO claim_pairs VALUES ('blauwerk|blue-works', 'ck7qstaq6rw4h', 0);
INSERT INTO claim_pairs VALUES ('blauwerk|red-works', 'cbkcjw6fcorku', 1);
INSERT INTO claim_pairs VALUES ('blauwerk|red-works', 'ck7qstaq6rw4h', 1);
INSERT INTO claim_pairs VALUES ('blue-works|red-works', 'cbkcjw6fcorku', 1);
INSERT INTO claim_pairs VALUES ('blue-works|red-works', 'ck7qstaq6rw4h', 1);
INSERT INTO claim_pairs VALUES ('continental|united-airlines', 'cosvnncekdppv', 1);
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'cenipmb4a4shd', 1);
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'cjfemii65wltz', 1);
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'ckg5xchvoyqmb', 1);
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'ctkyq6uze3y63', 1);
INSERT INTO claim_pairs VALUES ('judgement:1', 'cbkcjw6fcorku', 1);
INSERT INTO claim_pairs VALUES ('judgement:1', 'ck7qstaq6rw4h', 1);
INSERT INTO claim_pairs VALUES ('renault|zhejiang-geely', 'clivg4bif5pie', 1);
INSERT INTO claim_pairs VALUES ('subaru|toyota-motor', 'c4auzpwsfqzbd', 1);
INSERT INTO words (rowid, title, text) SELECT id, title, text FROM revisions;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX revisions_by_digest ON revisions (digest);
CREATE INDEX revisions_by_operation ON revisions (operation);
CREATE INDEX claims_by_revision ON claims (revision);
CREATE INDEX claim_parties_by_company ON claim_parties (company, claim);
CREATE INDEX parents_by_company ON parents (company);
CREATE INDEX talks_by_slug ON talks (slug);
CREATE INDEX talks_by_turn ON talks (last_turn);
CREATE INDEX talk_parties_by_company ON talk_parties (company, talk);
CREATE UNIQUE INDEX steps_by_claim ON steps (claim);
CREATE INDEX undone_by_target ON undone (undoes);
CREATE INDEX company_records_by_company ON company_records (company);
CREATE INDEX company_records_by_operation ON company_records (operation);
CREATE INDEX identifiers_by_value ON identifiers (value, scheme);
CREATE INDEX identifiers_by_company ON identifiers (company);
CREATE INDEX identifiers_by_operation ON identifiers (operation);
CREATE INDEX aliases_by_key ON aliases (key, company);
CREATE INDEX aliases_by_company ON aliases (company);
CREATE INDEX aliases_by_operation ON aliases (operation);
CREATE INDEX parents_by_parent ON parents (parent);
CREATE INDEX parents_by_operation ON parents (operation);
CREATE INDEX company_verdicts_by_operation ON company_verdicts (operation);
CREATE INDEX judgements_by_operation ON judgements (operation);
CREATE INDEX judged_claims_by_claim ON judged_claims (claim);
CREATE INDEX reviews_by_claim ON reviews (claim);
CREATE INDEX reviews_by_operation ON reviews (operation);
CREATE INDEX claim_pairs_by_claim ON claim_pairs (claim);
CREATE INDEX quarantine_by_try ON quarantine (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX copy_pairs_by_other ON copy_pairs (other);
PRAGMA application_id = 1095519321;
PRAGMA user_version = 3;
