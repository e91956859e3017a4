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
) STRICT;
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
  lei TEXT NOT NULL,
  cik TEXT NOT NULL,
  wikidata TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('gazetteer', 'user', 'import', 'report')),
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE TABLE aliases (
  key TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  since TEXT,
  until TEXT,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id),
  PRIMARY KEY (key, company)
) STRICT, WITHOUT ROWID;
CREATE TABLE tickers (
  ticker TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  PRIMARY KEY (ticker, company)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE claim_pairs (
  pair TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (pair, claim)
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
  new_origin INTEGER NOT NULL,
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
INSERT INTO _sqlite_migrations VALUES (1, 'alliance', '0001-initial', '2026-11-23 02:52:27.203318+00:00');
INSERT INTO operations VALUES (1, '2026-11-23T02:52:28.027534+00:00', 'alliance add Nissan Honda --status rumoured --kind merger --basis anonymous --origin Nikkei --publisher Reuters --date 2024-12-18 --url https://news.example/1 --note ''They are in talks.''');
INSERT INTO operations VALUES (2, '2026-11-23T02:52:28.485239+00:00', 'alliance add Nissan Honda --status confirmed --kind merger --basis on-record --publisher Honda --date 2024-12-23 --url https://news.example/2');
INSERT INTO operations VALUES (3, '2026-11-23T02:52:28.799885+00:00', 'alliance add Nissan Honda --status abandoned --kind merger --basis on-record --publisher Honda --date 2025-02-13 --url https://news.example/3');
INSERT INTO operations VALUES (4, '2026-11-23T02:52:29.397794+00:00', 'alliance ingest small.jsonl');
INSERT INTO operations VALUES (5, '2026-11-23T02:52:30.226642+00:00', 'alliance add ''Blue Works'' ''Red Works'' --kind supply --date 2025-05-01');
INSERT INTO operations VALUES (6, '2026-11-23T02:52:30.470326+00:00', 'alliance companies add Blauwerk --alias Blau --ticker BLW');
INSERT INTO operations VALUES (7, '2026-11-23T02:52:31.081784+00:00', 'alliance add Toyota Subaru --kind stake --date 2025-06-01');
INSERT INTO reports VALUES ('rqh25rk77t5hf', 'hand:Nissan Motor – Honda Motor|merger|rumoured|anonymous|Nikkei|2024-12-18||They are in talks.');
INSERT INTO reports VALUES ('raqy6va6xptvq', 'hand:Nissan Motor – Honda Motor|merger|confirmed|on-record||2024-12-23||Nissan Motor – Honda Motor: merger, confirmed');
INSERT INTO reports VALUES ('r3kty2wfrgoyn', 'hand:Nissan Motor – Honda Motor|merger|abandoned|on-record||2025-02-13||Nissan Motor – Honda Motor: merger, abandoned');
INSERT INTO reports VALUES ('rv57zooimetbb', 'url:news.example/10');
INSERT INTO reports VALUES ('renxb2jv7ta33', 'url:news.example/11');
INSERT INTO reports VALUES ('rbmmykelukj2s', 'url:news.example/12');
INSERT INTO reports VALUES ('rdovhyk23ihkr', 'hand:Blue Works – Red Works|supply|rumoured|judgement||2025-05-01||Blue Works – Red Works: supply, rumoured');
INSERT INTO reports VALUES ('r3nb4rte5jwo3', 'hand:Toyota Motor – Subaru|stake|rumoured|judgement||2025-06-01||Toyota Motor – Subaru: stake, rumoured');
INSERT INTO revisions VALUES (1, 'rqh25rk77t5hf', 1, '433c8eab5c638485512f242a86f13c8bad02c88d8de51f4be4e33ae5d08a4fac', 'Reuters', 'https://news.example/1', '', 'They are in talks.', '2024-12-18T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:28.027534+00:00', 1);
INSERT INTO revisions VALUES (2, 'raqy6va6xptvq', 1, '94ad6c0f17156ba001ff88f5af44bed7c679d5406dd22a88d9949ab3baf84d62', 'Honda', 'https://news.example/2', '', 'Nissan Motor – Honda Motor: merger, confirmed', '2024-12-23T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:28.485239+00:00', 2);
INSERT INTO revisions VALUES (3, 'r3kty2wfrgoyn', 1, 'eef76f18e24fcc744037229cbcb2b198e7f0cd8247284708aa9060a7173ba052', 'Honda', 'https://news.example/3', '', 'Nissan Motor – Honda Motor: merger, abandoned', '2025-02-13T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:28.799885+00:00', 3);
INSERT INTO revisions VALUES (4, 'rv57zooimetbb', 1, '5adeb13c21aa220bd9d8be8cc2ea06d96ae673a3eb0693a536d4a6bed42c0573', 'Reuters', 'https://news.example/10', 'Nissan and Honda explore joint cars', 'Nissan and Honda are exploring joint development of cars for the United States, the Nikkei reported. Nissan declined to comment.', '2025-11-13T00:00:00+00:00', 1, 'metadata', '2025-11-13', '[]', 'en', '2026-11-23T02:52:29.397794+00:00', 4);
INSERT INTO revisions VALUES (5, 'renxb2jv7ta33', 1, 'a535f605a566e00d2ddd14f337a97febe70ae3f6350a4dac3d1708aa1e7257c0', 'AFP', 'https://news.example/11', 'Renault and Geely found a venture', 'Renault and Geely said on Tuesday that they agreed to set up a joint venture for engines.', '2025-03-05T00:00:00+00:00', 1, 'metadata', '2025-03-05', '[]', 'en', '2026-11-23T02:52:29.425428+00:00', 4);
INSERT INTO revisions VALUES (6, 'rbmmykelukj2s', 1, '330962e1d10778279115000a89e15c2c0575e01b61b164468e5b694d88cb3cf4', 'Bloomberg', 'https://news.example/12', 'Continental weighs a merger', 'Continental is in talks to merge with United, people familiar with the matter said.', '2025-03-04T00:00:00+00:00', 1, 'metadata', '2025-03-04', '[]', 'en', '2026-11-23T02:52:29.427622+00:00', 4);
INSERT INTO revisions VALUES (7, 'rdovhyk23ihkr', 1, 'e03ae95d5a1a6e3b92989d644f2265e6b691eae0118650983eab11fb668b354c', '', '', '', 'Blue Works – Red Works: supply, rumoured', '2025-05-01T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:30.226642+00:00', 5);
INSERT INTO revisions VALUES (8, 'r3nb4rte5jwo3', 1, '0b8861d404361a62c436af19797e7d9501783b9e2f65d302873cfa048476adae', '', '', '', 'Toyota Motor – Subaru: stake, rumoured', '2025-06-01T00:00:00+00:00', 1, 'user', '', '[]', 'en', '2026-11-23T02:52:31.081784+00:00', 7);
INSERT INTO claims VALUES ('ckg5xchvoyqmb', 1, 'merger', '[]', 'rumoured', 'exploring', 'anonymous', 0, 1, 0, 'Nikkei', '[]', '', '', '', NULL, NULL, 1.0, '[]');
INSERT INTO claims VALUES ('ctkyq6uze3y63', 2, 'merger', '[]', 'confirmed', 'talks', 'on-record', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]');
INSERT INTO claims VALUES ('cjfemii65wltz', 3, 'merger', '[]', 'abandoned', 'ended', 'on-record', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]');
INSERT INTO claims VALUES ('cenipmb4a4shd', 4, 'development', '[]', 'rumoured', 'exploring', 'anonymous', 0, 1, 0, 'Nikkei', '[]', '', 'United States', '', NULL, NULL, 0.8, '[]');
INSERT INTO claims VALUES ('clivg4bif5pie', 5, 'joint-venture', '[]', 'confirmed', 'agreed', 'on-record', 0, 1, 0, 'company', '[]', '', '', 'engines', '2025-03-04', 'day', 1.0, '[]');
INSERT INTO claims VALUES ('ck7qstaq6rw4h', 7, 'supply', '[]', 'rumoured', 'exploring', 'judgement', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]');
INSERT INTO claims VALUES ('c4auzpwsfqzbd', 8, 'stake', '[]', 'rumoured', 'exploring', 'judgement', 0, 1, 0, 'unknown', '[]', '', '', '', NULL, NULL, 1.0, '[]');
INSERT INTO claim_parties VALUES ('c4auzpwsfqzbd', 0, 'toyota-motor', 'Toyota Motor', 'partner', '["Toyota"]', '[]');
INSERT INTO claim_parties VALUES ('c4auzpwsfqzbd', 1, 'subaru', 'Subaru', 'partner', '["Subaru"]', '[]');
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
INSERT INTO claim_parties VALUES ('ctkyq6uze3y63', 0, 'nissan-motor', 'Nissan Motor', 'partner', '["Nissan"]', '[]');
INSERT INTO claim_parties VALUES ('ctkyq6uze3y63', 1, 'honda-motor', 'Honda Motor', 'partner', '["Honda"]', '[]');
INSERT INTO evidence VALUES ('c4auzpwsfqzbd', 0, 'text', 0, 38, 'Toyota Motor – Subaru: stake, rumoured', 'by hand');
INSERT INTO evidence VALUES ('cenipmb4a4shd', 0, 'text', 0, 48, 'Nissan and Honda are exploring joint development', 'subjects-share-noun');
INSERT INTO evidence VALUES ('cjfemii65wltz', 0, 'text', 0, 45, 'Nissan Motor – Honda Motor: merger, abandoned', 'by hand');
INSERT INTO evidence VALUES ('ck7qstaq6rw4h', 0, 'text', 0, 40, 'Blue Works – Red Works: supply, rumoured', 'by hand');
INSERT INTO evidence VALUES ('ckg5xchvoyqmb', 0, 'text', 0, 18, 'They are in talks.', 'by hand');
INSERT INTO evidence VALUES ('clivg4bif5pie', 0, 'text', 0, 76, 'Renault and Geely said on Tuesday that they agreed to set up a joint venture', 'subjects-share-noun');
INSERT INTO evidence VALUES ('clivg4bif5pie', 1, 'title', 0, 33, 'Renault and Geely found a venture', 'subjects-share-noun');
INSERT INTO evidence VALUES ('ctkyq6uze3y63', 0, 'text', 0, 45, 'Nissan Motor – Honda Motor: merger, confirmed', 'by hand');
INSERT INTO companies VALUES ('honda-motor', 'Honda Motor', 'JP', 'cars', 0, '', '', '', 'gazetteer', NULL);
INSERT INTO companies VALUES ('nissan-motor', 'Nissan Motor', 'JP', 'cars', 0, '', '', '', 'gazetteer', NULL);
INSERT INTO companies VALUES ('renault', 'Renault', 'FR', 'cars', 0, '', '', '', 'gazetteer', NULL);
INSERT INTO companies VALUES ('subaru', 'Subaru', 'JP', 'cars', 0, '', '', '', 'gazetteer', NULL);
INSERT INTO companies VALUES ('toyota-motor', 'Toyota Motor', 'JP', 'cars', 0, '', '', '', 'gazetteer', NULL);
INSERT INTO companies VALUES ('zhejiang-geely', 'Zhejiang Geely', 'CN', 'cars', 0, '', '', '', 'gazetteer', NULL);
INSERT INTO companies VALUES ('blue-works', 'Blue Works', '', '', 0, '', '', '', 'user', 5);
INSERT INTO companies VALUES ('red-works', 'Red Works', '', '', 0, '', '', '', 'user', 5);
INSERT INTO companies VALUES ('blauwerk', 'Blauwerk', '', '', 0, '', '', '', 'user', 6);
INSERT INTO aliases VALUES ('blau', 'blauwerk', 'Blau', NULL, NULL, 0, 'user', 6);
INSERT INTO aliases VALUES ('blauwerk', 'blauwerk', 'Blauwerk', NULL, NULL, 0, 'user', 6);
INSERT INTO aliases VALUES ('blue works', 'blue-works', 'Blue Works', NULL, NULL, 0, 'user', 5);
INSERT INTO aliases VALUES ('fuji heavy', 'subaru', 'Fuji Heavy', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('fuji heavy industries', 'subaru', 'Fuji Heavy Industries', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('geely', 'zhejiang-geely', 'Geely', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('geely group', 'zhejiang-geely', 'Geely Group', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('geely holding', 'zhejiang-geely', 'Geely Holding', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('groupe renault', 'renault', 'Groupe Renault', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('honda', 'honda-motor', 'Honda', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('honda motor', 'honda-motor', 'Honda Motor', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('nissan', 'nissan-motor', 'Nissan', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('nissan motor', 'nissan-motor', 'Nissan Motor', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('red works', 'red-works', 'Red Works', NULL, NULL, 0, 'user', 5);
INSERT INTO aliases VALUES ('renault', 'renault', 'Renault', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('renault group', 'renault', 'Renault Group', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('subaru', 'subaru', 'Subaru', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('toyota', 'toyota-motor', 'Toyota', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('toyota motor', 'toyota-motor', 'Toyota Motor', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('zhejiang geely', 'zhejiang-geely', 'Zhejiang Geely', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('zhejiang geely holding', 'zhejiang-geely', 'Zhejiang Geely Holding', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('スバル', 'subaru', 'スバル', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('トヨタ', 'toyota-motor', 'トヨタ', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('トヨタ自動車', 'toyota-motor', 'トヨタ自動車', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('ニッサン', 'nissan-motor', 'ニッサン', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('ホンダ', 'honda-motor', 'ホンダ', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('ルノー', 'renault', 'ルノー', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('丰田', 'toyota-motor', '丰田', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('丰田汽车', 'toyota-motor', '丰田汽车', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('吉利', 'zhejiang-geely', '吉利', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('吉利控股', 'zhejiang-geely', '吉利控股', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('富士重工', 'subaru', '富士重工', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('富士重工業', 'subaru', '富士重工業', NULL, '2017-04-01', 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('斯巴鲁', 'subaru', '斯巴鲁', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('日产', 'nissan-motor', '日产', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('日产汽车', 'nissan-motor', '日产汽车', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('日産', 'nissan-motor', '日産', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('日産自動車', 'nissan-motor', '日産自動車', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('本田', 'honda-motor', '本田', NULL, NULL, 1, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('本田技研', 'honda-motor', '本田技研', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('本田技研工業', 'honda-motor', '本田技研工業', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('浙江吉利控股集团', 'zhejiang-geely', '浙江吉利控股集团', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('雷诺', 'renault', '雷诺', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO aliases VALUES ('르노', 'renault', '르노', NULL, NULL, 0, 'gazetteer', NULL);
INSERT INTO tickers VALUES ('BLW', 'blauwerk');
INSERT INTO tickers VALUES ('7267.T', 'honda-motor');
INSERT INTO tickers VALUES ('HMC', 'honda-motor');
INSERT INTO tickers VALUES ('7201.T', 'nissan-motor');
INSERT INTO tickers VALUES ('NSANY', 'nissan-motor');
INSERT INTO tickers VALUES ('RENA.PA', 'renault');
INSERT INTO tickers VALUES ('RNO.PA', 'renault');
INSERT INTO tickers VALUES ('7270.T', 'subaru');
INSERT INTO tickers VALUES ('7203.T', 'toyota-motor');
INSERT INTO tickers VALUES ('TM', 'toyota-motor');
INSERT INTO meta VALUES ('gazetteer', '928bc69205aabfe9');
INSERT INTO claim_pairs VALUES ('subaru|toyota-motor', 'c4auzpwsfqzbd');
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'cenipmb4a4shd');
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'cjfemii65wltz');
INSERT INTO claim_pairs VALUES ('blue-works|red-works', 'ck7qstaq6rw4h');
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'ckg5xchvoyqmb');
INSERT INTO claim_pairs VALUES ('renault|zhejiang-geely', 'clivg4bif5pie');
INSERT INTO claim_pairs VALUES ('honda-motor|nissan-motor', 'ctkyq6uze3y63');
INSERT INTO talks VALUES ('tbiatxmu', 'toyota-motor-subaru-stake-2025', 'stake', 'rumoured', 'exploring', 0, 1, 1, '2025-06-01', '2025-06-01', '2025-06-01', '[]', '[]');
INSERT INTO talks VALUES ('tf464cku', 'renault-zhejiang-geely-joint-venture-2025', 'joint-venture', 'confirmed', 'agreed', 0, 1, 1, '2025-03-05', '2025-03-05', '2025-03-04', '[]', '["engines"]');
INSERT INTO talks VALUES ('tfgprdft', 'nissan-motor-honda-motor-development-2025', 'development', 'rumoured', 'exploring', 0, 1, 1, '2025-11-13', '2025-11-13', '2025-11-13', '["United States"]', '[]');
INSERT INTO talks VALUES ('tgrsvacr', 'blue-works-red-works-supply-2025', 'supply', 'rumoured', 'exploring', 0, 1, 1, '2025-05-01', '2025-05-01', '2025-05-01', '[]', '[]');
INSERT INTO talks VALUES ('tl655mgh', 'nissan-motor-honda-motor-merger-2024', 'merger', 'abandoned', 'ended', 0, 1, 3, '2024-12-18', '2025-02-13', '2025-02-13', '[]', '[]');
INSERT INTO talk_parties VALUES ('tgrsvacr', 0, 'blue-works');
INSERT INTO talk_parties VALUES ('tfgprdft', 1, 'honda-motor');
INSERT INTO talk_parties VALUES ('tl655mgh', 1, 'honda-motor');
INSERT INTO talk_parties VALUES ('tfgprdft', 0, 'nissan-motor');
INSERT INTO talk_parties VALUES ('tl655mgh', 0, 'nissan-motor');
INSERT INTO talk_parties VALUES ('tgrsvacr', 1, 'red-works');
INSERT INTO talk_parties VALUES ('tf464cku', 0, 'renault');
INSERT INTO talk_parties VALUES ('tbiatxmu', 1, 'subaru');
INSERT INTO talk_parties VALUES ('tbiatxmu', 0, 'toyota-motor');
INSERT INTO talk_parties VALUES ('tf464cku', 1, 'zhejiang-geely');
INSERT INTO steps VALUES ('tbiatxmu', 0, 'c4auzpwsfqzbd', 'opens', 'rumoured', 'exploring', 1, 'unknown', 1);
INSERT INTO steps VALUES ('tf464cku', 0, 'clivg4bif5pie', 'opens', 'confirmed', 'agreed', 1, 'company', 1);
INSERT INTO steps VALUES ('tfgprdft', 0, 'cenipmb4a4shd', 'opens', 'rumoured', 'exploring', 1, 'nikkei', 1);
INSERT INTO steps VALUES ('tgrsvacr', 0, 'ck7qstaq6rw4h', 'opens', 'rumoured', 'exploring', 1, 'unknown', 1);
INSERT INTO steps VALUES ('tl655mgh', 0, 'ckg5xchvoyqmb', 'opens', 'rumoured', 'exploring', 1, 'nikkei', 1);
INSERT INTO steps VALUES ('tl655mgh', 1, 'ctkyq6uze3y63', 'confirms', 'confirmed', 'talks', 1, 'unknown', 1);
INSERT INTO steps VALUES ('tl655mgh', 2, 'cjfemii65wltz', 'ends-on-record', 'abandoned', 'ended', 1, 'unknown', 0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX revisions_by_digest ON revisions (digest);
CREATE INDEX revisions_by_operation ON revisions (operation);
CREATE INDEX claims_by_revision ON claims (revision);
CREATE INDEX claim_parties_by_company ON claim_parties (company, claim);
CREATE INDEX aliases_by_company ON aliases (company);
CREATE INDEX tickers_by_company ON tickers (company);
CREATE INDEX parents_by_company ON parents (company);
CREATE INDEX claim_pairs_by_claim ON claim_pairs (claim);
CREATE INDEX talks_by_slug ON talks (slug);
CREATE INDEX talks_by_turn ON talks (last_turn);
CREATE INDEX talk_parties_by_company ON talk_parties (company, talk);
CREATE UNIQUE INDEX steps_by_claim ON steps (claim);
PRAGMA application_id = 1095519321;
PRAGMA user_version = 1;
