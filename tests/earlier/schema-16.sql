CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'alliance','0001-initial','2026-11-23 02:52:47.860564+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'alliance','0002-history','2026-11-23 02:52:47.884850+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'alliance','0003-intake','2026-11-23 02:52:47.890060+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'alliance','0004-past','2026-11-29 19:04:12.087571+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'alliance','0005-chosen-feeds','2026-11-29 19:04:12.088362+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'alliance','0006-readers','2026-11-29 21:07:31.333541+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'alliance','0007-text-keys','2026-11-29 21:54:36.207483+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'alliance','0008-former-names','2026-11-29 22:47:07.887758+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'alliance','0009-notes','2026-11-29 22:47:07.888157+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'alliance','0010-confidence','2026-11-30 00:29:42.481968+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'alliance','0011-views','2026-11-30 01:36:36.572958+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'alliance','0012-terms','2026-11-30 01:36:36.765445+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'alliance','0013-views-with-terms','2026-11-30 07:17:22.929900+00:00');
INSERT INTO "_sqlite_migrations" VALUES(14,'alliance','0014-packed','2026-11-30 08:20:19.647489+00:00');
INSERT INTO "_sqlite_migrations" VALUES(15,'alliance','0015-large','2026-11-30 10:54:38.381314+00:00');
INSERT INTO "_sqlite_migrations" VALUES(16,'alliance','0016-views-with-roles','2026-11-30 11:40:12.118204+00:00');
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
INSERT INTO "aliases" VALUES(31,'united airlines','united-airlines','United Airlines',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(32,'united','united-airlines','United',NULL,NULL,1,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(33,'ual','united-airlines','UAL',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(34,'ual','united-airlines','UAL Corp',NULL,'2010-09-30',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(35,'ual corp','united-airlines','UAL Corp',NULL,'2010-09-30',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(36,'united continental','united-airlines','United Continental','2010-10-01','2019-06-27',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(37,'united continental holdings','united-airlines','United Continental Holdings','2010-10-01','2019-06-27',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(38,'united airlines','united-airlines','United Airlines Holdings','2019-06-27',NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(39,'united airlines holdings','united-airlines','United Airlines Holdings','2019-06-27',NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(40,'continental airlines','continental-airlines','Continental Airlines',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(41,'continental','continental-airlines','Continental',NULL,NULL,1,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2353,'honda motor','honda-motor','Honda Motor',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2354,'honda','honda-motor','Honda',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2355,'本田技研工業','honda-motor','本田技研工業',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2356,'本田技研','honda-motor','本田技研',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2357,'ホンダ','honda-motor','ホンダ',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2358,'本田','honda-motor','本田',NULL,NULL,1,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2620,'nissan motor','nissan-motor','Nissan Motor',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2621,'nissan','nissan-motor','Nissan',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2622,'日産自動車','nissan-motor','日産自動車',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2623,'日産','nissan-motor','日産',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2624,'ニッサン','nissan-motor','ニッサン',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2625,'日产汽车','nissan-motor','日产汽车',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2626,'日产','nissan-motor','日产',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2676,'renault','renault','Renault',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2677,'groupe renault','renault','Groupe Renault',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2678,'renault group','renault','Renault Group',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2679,'雷诺','renault','雷诺',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2680,'ルノー','renault','ルノー',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2681,'르노','renault','르노',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2801,'subaru','subaru','Subaru',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2802,'fuji heavy industries','subaru','Fuji Heavy Industries',NULL,'2017-04-01',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2803,'fuji heavy','subaru','Fuji Heavy',NULL,'2017-04-01',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2804,'スバル','subaru','スバル',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2805,'富士重工業','subaru','富士重工業',NULL,'2017-04-01',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2806,'富士重工','subaru','富士重工',NULL,'2017-04-01',0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2807,'斯巴鲁','subaru','斯巴鲁',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2856,'toyota motor','toyota-motor','Toyota Motor',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2857,'toyota','toyota-motor','Toyota',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2858,'トヨタ自動車','toyota-motor','トヨタ自動車',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2859,'トヨタ','toyota-motor','トヨタ',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2860,'丰田汽车','toyota-motor','丰田汽车',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2861,'丰田','toyota-motor','丰田',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2957,'zhejiang geely','zhejiang-geely','Zhejiang Geely',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2958,'geely','zhejiang-geely','Geely',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2959,'geely group','zhejiang-geely','Geely Group',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2960,'geely holding','zhejiang-geely','Geely Holding',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2961,'zhejiang geely holding','zhejiang-geely','Zhejiang Geely Holding',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2962,'吉利控股','zhejiang-geely','吉利控股',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2963,'浙江吉利控股集团','zhejiang-geely','浙江吉利控股集团',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(2964,'吉利','zhejiang-geely','吉利',NULL,NULL,0,'gazetteer',NULL);
INSERT INTO "aliases" VALUES(20250,'blue works','blue-works','Blue Works',NULL,NULL,0,'user',5);
INSERT INTO "aliases" VALUES(20251,'red works','red-works','Red Works',NULL,NULL,0,'user',5);
INSERT INTO "aliases" VALUES(20252,'blauwerk','blauwerk','Blauwerk',NULL,NULL,0,'user',6);
INSERT INTO "aliases" VALUES(20253,'blau','blauwerk','Blau',NULL,NULL,0,'user',6);
CREATE TABLE claim_pairs (
  pair TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  across INTEGER NOT NULL,
  PRIMARY KEY (pair, claim)
) STRICT, WITHOUT ROWID;
INSERT INTO "claim_pairs" VALUES('blauwerk|blue-works','cbiz5kpduucx2',0);
INSERT INTO "claim_pairs" VALUES('blauwerk|blue-works','ck7qstaq6rw4h',0);
INSERT INTO "claim_pairs" VALUES('blauwerk|red-works','cbiz5kpduucx2',1);
INSERT INTO "claim_pairs" VALUES('blauwerk|red-works','ck7qstaq6rw4h',1);
INSERT INTO "claim_pairs" VALUES('blue-works|red-works','cbiz5kpduucx2',1);
INSERT INTO "claim_pairs" VALUES('blue-works|red-works','ck7qstaq6rw4h',1);
INSERT INTO "claim_pairs" VALUES('continental-airlines|united-airlines','cosvnncekdppv',1);
INSERT INTO "claim_pairs" VALUES('honda-motor|nissan-motor','c4hcmbta77urz',1);
INSERT INTO "claim_pairs" VALUES('honda-motor|nissan-motor','cenipmb4a4shd',1);
INSERT INTO "claim_pairs" VALUES('honda-motor|nissan-motor','cjfemii65wltz',1);
INSERT INTO "claim_pairs" VALUES('honda-motor|nissan-motor','ckg5xchvoyqmb',1);
INSERT INTO "claim_pairs" VALUES('honda-motor|nissan-motor','ctkyq6uze3y63',1);
INSERT INTO "claim_pairs" VALUES('judgement:1','cbiz5kpduucx2',1);
INSERT INTO "claim_pairs" VALUES('judgement:1','ck7qstaq6rw4h',1);
INSERT INTO "claim_pairs" VALUES('renault|zhejiang-geely','clivg4bif5pie',1);
INSERT INTO "claim_pairs" VALUES('subaru|toyota-motor','c4auzpwsfqzbd',1);
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
INSERT INTO "claim_parties" VALUES('c4auzpwsfqzbd',0,'toyota-motor','Toyota Motor','partner','["Toyota"]','[]');
INSERT INTO "claim_parties" VALUES('c4auzpwsfqzbd',1,'subaru','Subaru','partner','["Subaru"]','[]');
INSERT INTO "claim_parties" VALUES('c4hcmbta77urz',0,'nissan-motor','Nissan','partner','["Nissan"]','[]');
INSERT INTO "claim_parties" VALUES('c4hcmbta77urz',1,'honda-motor','Honda','partner','["Honda"]','[]');
INSERT INTO "claim_parties" VALUES('cbiz5kpduucx2',0,'blue-works','Blue Works','partner','[]','[]');
INSERT INTO "claim_parties" VALUES('cbiz5kpduucx2',1,'red-works','Red Works','partner','[]','[]');
INSERT INTO "claim_parties" VALUES('cenipmb4a4shd',0,'nissan-motor','Nissan','partner','["Nissan"]','[]');
INSERT INTO "claim_parties" VALUES('cenipmb4a4shd',1,'honda-motor','Honda','partner','["Honda"]','[]');
INSERT INTO "claim_parties" VALUES('cjfemii65wltz',0,'nissan-motor','Nissan Motor','partner','["Nissan"]','[]');
INSERT INTO "claim_parties" VALUES('cjfemii65wltz',1,'honda-motor','Honda Motor','partner','["Honda"]','[]');
INSERT INTO "claim_parties" VALUES('ck7qstaq6rw4h',0,'blue-works','Blue Works','partner','["Blue Works"]','[]');
INSERT INTO "claim_parties" VALUES('ck7qstaq6rw4h',1,'red-works','Red Works','partner','["Red Works"]','[]');
INSERT INTO "claim_parties" VALUES('ckg5xchvoyqmb',0,'nissan-motor','Nissan Motor','partner','["Nissan"]','[]');
INSERT INTO "claim_parties" VALUES('ckg5xchvoyqmb',1,'honda-motor','Honda Motor','partner','["Honda"]','[]');
INSERT INTO "claim_parties" VALUES('clivg4bif5pie',0,'renault','Renault','partner','["Renault"]','[]');
INSERT INTO "claim_parties" VALUES('clivg4bif5pie',1,'zhejiang-geely','Geely','partner','["Geely"]','[]');
INSERT INTO "claim_parties" VALUES('cosvnncekdppv',0,'continental-airlines','Continental','partner','["Continental"]','[]');
INSERT INTO "claim_parties" VALUES('cosvnncekdppv',1,'united-airlines','United','partner','["United"]','[]');
INSERT INTO "claim_parties" VALUES('ctkyq6uze3y63',0,'nissan-motor','Nissan Motor','partner','["Nissan"]','[]');
INSERT INTO "claim_parties" VALUES('ctkyq6uze3y63',1,'honda-motor','Honda Motor','partner','["Honda"]','[]');
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
, place INTEGER NOT NULL DEFAULT 0, on_hold INTEGER NOT NULL DEFAULT 0, value INTEGER, currency TEXT NOT NULL DEFAULT '', exactness TEXT, valuation TEXT, stake REAL, stake_exactness TEXT, stake_from REAL, control INTEGER NOT NULL DEFAULT 0, consideration TEXT, signs TEXT, signs_precision TEXT, signed TEXT, signed_precision TEXT, closes TEXT, closes_precision TEXT, closed TEXT, closed_precision TEXT, break_fee INTEGER, break_fee_currency TEXT NOT NULL DEFAULT '', advisers TEXT NOT NULL DEFAULT '[]', regulators TEXT NOT NULL DEFAULT '[]', conditions TEXT NOT NULL DEFAULT '[]') STRICT;
INSERT INTO "claims" VALUES('ckg5xchvoyqmb',1,'merger','[]','rumoured','exploring','anonymous',0,1,0,'Nikkei','[]','','','',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('ctkyq6uze3y63',2,'merger','[]','confirmed','talks','on-record',0,1,0,'unknown','[]','','','',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('cjfemii65wltz',3,'merger','[]','abandoned','ended','on-record',0,1,0,'unknown','[]','','','',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('cenipmb4a4shd',4,'development','["cooperation"]','rumoured','exploring','anonymous',0,1,0,'Nikkei','[]','','United States','vehicles',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('clivg4bif5pie',5,'joint-venture','[]','confirmed','agreed','on-record',0,1,0,'company','[]','Geely','','engines','2025-03-04','day',1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('cosvnncekdppv',6,'merger','[]','rumoured','talks','anonymous',0,1,0,'sources','[]','','','',NULL,NULL,0.59,'["Continental: known only from context", "United: known only from context", "Continental: could be continental, continental-airlines"]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('ck7qstaq6rw4h',7,'supply','[]','rumoured','exploring','judgement',0,1,0,'unknown','[]','','','',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('cbiz5kpduucx2',8,'supply','[]','confirmed','exploring','judgement',0,1,0,'unknown','[]','','','',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('c4auzpwsfqzbd',9,'stake','[]','rumoured','exploring','judgement',0,1,0,'unknown','[]','','','',NULL,NULL,1.0,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
INSERT INTO "claims" VALUES('c4hcmbta77urz',10,'merger','[]','abandoned','ended','on-record',0,1,0,'company','[]','','','',NULL,NULL,0.8,'[]',0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]');
CREATE TABLE companies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT NOT NULL,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('gazetteer', 'user', 'import', 'report')),
  operation INTEGER REFERENCES operations (id)
, visible INTEGER NOT NULL DEFAULT 1) STRICT;
INSERT INTO "companies" VALUES('united-airlines','United Airlines','US','airlines',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('continental-airlines','Continental Airlines','US','airlines',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('honda-motor','Honda Motor','JP','cars',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('nissan-motor','Nissan Motor','JP','cars',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('renault','Renault','FR','cars',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('subaru','Subaru','JP','cars',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('toyota-motor','Toyota Motor','JP','cars',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('zhejiang-geely','Zhejiang Geely','CN','cars',0,'gazetteer',NULL,1);
INSERT INTO "companies" VALUES('blue-works','Blue Works','','',0,'user',5,1);
INSERT INTO "companies" VALUES('red-works','Red Works','','',0,'user',5,1);
INSERT INTO "companies" VALUES('blauwerk','Blauwerk','','',0,'user',6,1);
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
INSERT INTO "company_records" VALUES(11,'united-airlines','United Airlines','US','airlines',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(12,'continental-airlines','Continental Airlines','US','airlines',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(961,'honda-motor','Honda Motor','JP','cars',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(1029,'nissan-motor','Nissan Motor','JP','cars',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(1046,'renault','Renault','FR','cars',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(1080,'subaru','Subaru','JP','cars',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(1096,'toyota-motor','Toyota Motor','JP','cars',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(1122,'zhejiang-geely','Zhejiang Geely','CN','cars',0,'gazetteer',NULL);
INSERT INTO "company_records" VALUES(9226,'blue-works','Blue Works','','',0,'user',5);
INSERT INTO "company_records" VALUES(9227,'red-works','Red Works','','',0,'user',5);
INSERT INTO "company_records" VALUES(9228,'blauwerk','Blauwerk','','',0,'user',6);
CREATE TABLE company_verdicts (
  id INTEGER PRIMARY KEY,
  kept TEXT NOT NULL REFERENCES companies (id),
  other TEXT NOT NULL REFERENCES companies (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'split', 'not-same')),
  reason TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
INSERT INTO "company_verdicts" VALUES(1,'blue-works','blauwerk','same','one firm',7);
CREATE TABLE copy_pairs (
  one INTEGER NOT NULL REFERENCES revisions (id),
  other INTEGER NOT NULL REFERENCES revisions (id),
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE current_revisions (revision INTEGER PRIMARY KEY REFERENCES revisions (id)) STRICT;
INSERT INTO "current_revisions" VALUES(1);
INSERT INTO "current_revisions" VALUES(2);
INSERT INTO "current_revisions" VALUES(3);
INSERT INTO "current_revisions" VALUES(4);
INSERT INTO "current_revisions" VALUES(5);
INSERT INTO "current_revisions" VALUES(6);
INSERT INTO "current_revisions" VALUES(7);
INSERT INTO "current_revisions" VALUES(8);
INSERT INTO "current_revisions" VALUES(10);
CREATE TABLE dead_operations (operation INTEGER PRIMARY KEY REFERENCES operations (id)) STRICT;
INSERT INTO "dead_operations" VALUES(11);
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
INSERT INTO "evidence" VALUES('c4auzpwsfqzbd',0,'text',0,38,'Toyota Motor – Subaru: stake, rumoured','by hand');
INSERT INTO "evidence" VALUES('c4hcmbta77urz',0,'text',18,88,'Nissan and Honda ended their talks on a merger for good, the companies','subjects-share-noun');
INSERT INTO "evidence" VALUES('cbiz5kpduucx2',0,'text',0,4,'told','by hand');
INSERT INTO "evidence" VALUES('cenipmb4a4shd',0,'text',0,48,'Nissan and Honda are exploring joint development','subjects-share-noun');
INSERT INTO "evidence" VALUES('cenipmb4a4shd',1,'title',0,30,'Nissan and Honda explore joint','pair-noun');
INSERT INTO "evidence" VALUES('cjfemii65wltz',0,'text',0,45,'Nissan Motor – Honda Motor: merger, abandoned','by hand');
INSERT INTO "evidence" VALUES('ck7qstaq6rw4h',0,'text',0,40,'Blue Works – Red Works: supply, rumoured','by hand');
INSERT INTO "evidence" VALUES('ckg5xchvoyqmb',0,'text',0,18,'They are in talks.','by hand');
INSERT INTO "evidence" VALUES('clivg4bif5pie',0,'text',0,76,'Renault and Geely said on Tuesday that they agreed to set up a joint venture','subjects-share-noun');
INSERT INTO "evidence" VALUES('clivg4bif5pie',1,'title',0,33,'Renault and Geely found a venture','subjects-share-noun');
INSERT INTO "evidence" VALUES('cosvnncekdppv',0,'text',0,44,'Continental is in talks to merge with United','noun-with');
INSERT INTO "evidence" VALUES('ctkyq6uze3y63',0,'text',0,45,'Nissan Motor – Honda Motor: merger, confirmed','by hand');
CREATE TABLE feed_choices (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL,               -- the number of the feed, which no other ever gets
  choice TEXT NOT NULL CHECK (choice IN ('add', 'pause', 'resume', 'remove')),
  value TEXT NOT NULL,                 -- of an added one its settings as JSON, of a paused one why; else empty
  operation INTEGER REFERENCES operations (id)  -- null: from before choices were kept
) STRICT;
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
CREATE TABLE former_names (
  name TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  operation INTEGER NOT NULL REFERENCES operations (id),  -- the latest command by then
  PRIMARY KEY (name, claim, operation)
) STRICT, WITHOUT ROWID;
INSERT INTO "former_names" VALUES('tf464cku','clivg4bif5pie',13);
INSERT INTO "former_names" VALUES('tfgprdft','cenipmb4a4shd',13);
INSERT INTO "former_names" VALUES('tgrsvacr','cbiz5kpduucx2',13);
INSERT INTO "former_names" VALUES('tgrsvacr','ck7qstaq6rw4h',13);
INSERT INTO "former_names" VALUES('th6kxcaz','cosvnncekdppv',13);
INSERT INTO "former_names" VALUES('tl655mgh','c4hcmbta77urz',13);
INSERT INTO "former_names" VALUES('tl655mgh','cjfemii65wltz',13);
INSERT INTO "former_names" VALUES('tl655mgh','ckg5xchvoyqmb',13);
INSERT INTO "former_names" VALUES('tl655mgh','ctkyq6uze3y63',13);
CREATE TABLE identifiers (
  id INTEGER PRIMARY KEY,
  value TEXT NOT NULL,
  scheme TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
INSERT INTO "identifiers" VALUES(10,'UAL.O','ticker','united-airlines','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(11,'UAUA.O','ticker','united-airlines','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(12,'UAL.N','ticker','united-airlines','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(13,'CAL.N','ticker','continental-airlines','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(519,'7267.T','ticker','honda-motor','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(520,'HMC','ticker','honda-motor','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(554,'7201.T','ticker','nissan-motor','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(555,'NSANY','ticker','nissan-motor','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(565,'RENA.PA','ticker','renault','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(566,'RNO.PA','ticker','renault','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(577,'7270.T','ticker','subaru','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(588,'7203.T','ticker','toyota-motor','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(589,'TM','ticker','toyota-motor','gazetteer',NULL);
INSERT INTO "identifiers" VALUES(7103,'BLW','ticker','blauwerk','user',6);
CREATE TABLE judged_claims (
  judgement INTEGER NOT NULL REFERENCES judgements (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  apart INTEGER NOT NULL,
  PRIMARY KEY (judgement, claim)
) STRICT, WITHOUT ROWID;
INSERT INTO "judged_claims" VALUES(1,'ck7qstaq6rw4h',0);
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
INSERT INTO "judgements" VALUES(1,'status','confirmed','told','2026-11-23T02:52:54.571829+00:00','blue-works-red-works-supply-2025','cbiz5kpduucx2',8);
CREATE TABLE marks (
  name TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  operation INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('gazetteer','917104d1d493e3a5');
INSERT INTO "meta" VALUES('rules','daa9203086222fc1');
CREATE TABLE news (
  id INTEGER PRIMARY KEY,
  talk TEXT NOT NULL,
  before TEXT NOT NULL,
  status TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject IN ('talk', 'company')),
  about TEXT NOT NULL,                 -- the id of the talk, as it was then, or of the company
  sort TEXT NOT NULL CHECK (sort IN ('note', 'tag', 'link', 'owner', 'due')),
  value TEXT NOT NULL,                 -- the words, the tag, the address, who, the day
  label TEXT NOT NULL,                 -- of a link or a day: what it is
  made_at TEXT NOT NULL,               -- ISO 8601, UTC
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE notes_off (
  note INTEGER NOT NULL REFERENCES notes (id),
  operation INTEGER NOT NULL REFERENCES operations (id),
  PRIMARY KEY (note, operation)
) STRICT, WITHOUT ROWID;
CREATE TABLE operations (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  command TEXT NOT NULL
) STRICT;
INSERT INTO "operations" VALUES(1,'2026-11-23T02:52:49.198988+00:00','alliance add Nissan Honda --status rumoured --kind merger --basis anonymous --origin Nikkei --publisher Reuters --date 2024-12-18 --url https://news.example/1 --note ''They are in talks.''');
INSERT INTO "operations" VALUES(2,'2026-11-23T02:52:49.861172+00:00','alliance add Nissan Honda --status confirmed --kind merger --basis on-record --publisher Honda --date 2024-12-23 --url https://news.example/2');
INSERT INTO "operations" VALUES(3,'2026-11-23T02:52:50.555280+00:00','alliance add Nissan Honda --status abandoned --kind merger --basis on-record --publisher Honda --date 2025-02-13 --url https://news.example/3');
INSERT INTO "operations" VALUES(4,'2026-11-23T02:52:51.354905+00:00','alliance ingest small.jsonl');
INSERT INTO "operations" VALUES(5,'2026-11-23T02:52:52.845400+00:00','alliance add ''Blue Works'' ''Red Works'' --kind supply --date 2025-05-01');
INSERT INTO "operations" VALUES(6,'2026-11-23T02:52:53.311975+00:00','alliance companies add Blauwerk --alias Blau --ticker BLW');
INSERT INTO "operations" VALUES(7,'2026-11-23T02:52:53.770006+00:00','alliance companies merge ''Blue Works'' Blauwerk --reason ''one firm''');
INSERT INTO "operations" VALUES(8,'2026-11-23T02:52:54.571829+00:00','alliance judge blue-works --status confirmed --reason told --date 2025-05-02');
INSERT INTO "operations" VALUES(9,'2026-11-23T02:52:54.984621+00:00','alliance watch add Nissan');
INSERT INTO "operations" VALUES(10,'2026-11-23T02:52:55.812655+00:00','alliance review cosvnncekdppv --set region=Japan');
INSERT INTO "operations" VALUES(11,'2026-11-23T02:52:56.497960+00:00','alliance add Toyota Subaru --kind stake --date 2025-06-01');
INSERT INTO "operations" VALUES(12,'2026-11-23T02:52:56.895477+00:00','alliance undo');
INSERT INTO "operations" VALUES(13,'2026-11-24T03:00:00.123456+00:00','alliance ingest five.txt');
INSERT INTO "operations" VALUES(14,'2026-11-30T00:29:55.974503+00:00','alliance edit tenxb2jv7t region=China denied=no date=2025-02 ''speaker=Luca de Meo''');
INSERT INTO "operations" VALUES(15,'2026-11-30T01:36:36.818106+00:00','alliance -q edit tenxb2jv7t value=6.5bn currency=EUR stake=41 closes=2026-H1');
CREATE TABLE parents (
  company TEXT NOT NULL REFERENCES companies (id),
  parent TEXT NOT NULL,
  since TEXT,
  until TEXT,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
INSERT INTO "parents" VALUES('continental-airlines','united-airlines','2010-10-01',NULL,'gazetteer',NULL);
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
  size INTEGER,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_try TEXT
) STRICT;
INSERT INTO "quarantine" VALUES(1,'d2121929d060ddd3ac709f6f1bdafca2','input','bad.json','','json','not JSON: Unterminated string starting at at column 2',65,0,X'789CAB564A0400021900FF',3,'2026-11-23T02:52:52.172702+00:00','2026-11-23T02:52:52.172702+00:00',1,NULL);
CREATE TABLE "readings" (digest BLOB PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revisions (id)) STRICT, WITHOUT ROWID;
INSERT INTO "readings" VALUES(X'1B1245116207765B2DFDB1826AD6872268756236',10);
INSERT INTO "readings" VALUES(X'30F0CA12F76689AA027A651D1C77C3C0F480EBE0',5);
INSERT INTO "readings" VALUES(X'57C5E0F511D56B1EF1271CDC70731266DAE07C7D',4);
INSERT INTO "readings" VALUES(X'F46220D2D8E62EF58D0937D3416AE2ADFC1670DF',6);
CREATE TABLE replaced_claims (claim TEXT PRIMARY KEY REFERENCES claims (id)) STRICT, WITHOUT ROWID;
CREATE TABLE "reports" (id TEXT PRIMARY KEY, key TEXT NOT NULL, odd INTEGER NOT NULL) STRICT;
INSERT INTO "reports" VALUES('rqh25rk77t5hf','hand:Nissan Motor – Honda Motor|merger|rumoured|anonymous|Nikkei|2024-12-18||They are in talks.',0);
INSERT INTO "reports" VALUES('raqy6va6xptvq','hand:Nissan Motor – Honda Motor|merger|confirmed|on-record||2024-12-23||Nissan Motor – Honda Motor: merger, confirmed',0);
INSERT INTO "reports" VALUES('r3kty2wfrgoyn','hand:Nissan Motor – Honda Motor|merger|abandoned|on-record||2025-02-13||Nissan Motor – Honda Motor: merger, abandoned',0);
INSERT INTO "reports" VALUES('rv57zooimetbb','url:news.example/10',0);
INSERT INTO "reports" VALUES('renxb2jv7ta33','url:news.example/11',0);
INSERT INTO "reports" VALUES('rbmmykelukj2s','url:news.example/12',0);
INSERT INTO "reports" VALUES('rdovhyk23ihkr','hand:Blue Works – Red Works|supply|rumoured|judgement||2025-05-01||Blue Works – Red Works: supply, rumoured',0);
INSERT INTO "reports" VALUES('rum7k4vpvz7i4','judgement:2026-11-23T02:52:54.571829+00:00:tgrsvacr',0);
INSERT INTO "reports" VALUES('r3nb4rte5jwo3','hand:Toyota Motor – Subaru|stake|rumoured|judgement||2025-06-01||Toyota Motor – Subaru: stake, rumoured',0);
INSERT INTO "reports" VALUES('rez6nzbmurkgf','file:five.txt',1);
CREATE TABLE reread_claims (
  reading INTEGER NOT NULL REFERENCES rereadings (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  new INTEGER NOT NULL,
  instead TEXT REFERENCES claims (id),
  PRIMARY KEY (reading, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE rereadings (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id),
  reader TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  claim TEXT NOT NULL REFERENCES claims (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'drop', 'set')),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
INSERT INTO "reviews" VALUES(1,'cosvnncekdppv','set','region','Japan',10);
INSERT INTO "reviews" VALUES(2,'clivg4bif5pie','set','region','China',14);
INSERT INTO "reviews" VALUES(3,'clivg4bif5pie','set','denied','no',14);
INSERT INTO "reviews" VALUES(4,'clivg4bif5pie','set','date','2025-02',14);
INSERT INTO "reviews" VALUES(5,'clivg4bif5pie','set','speaker','Luca de Meo',14);
INSERT INTO "reviews" VALUES(6,'clivg4bif5pie','set','value','6.5bn',15);
INSERT INTO "reviews" VALUES(7,'clivg4bif5pie','set','currency','EUR',15);
INSERT INTO "reviews" VALUES(8,'clivg4bif5pie','set','stake','41',15);
INSERT INTO "reviews" VALUES(9,'clivg4bif5pie','set','closes','2026-H1',15);
CREATE TABLE "revisions" (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  number INTEGER NOT NULL,
  digest BLOB NOT NULL,                -- of all that the publisher wrote
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT,                      -- ISO 8601 with the publisher's own offset; null where nothing says it
  day_only INTEGER NOT NULL,           -- 1 where `published` is known to the day
  published_source TEXT NOT NULL,      -- metadata, feed, page, mail, text, file or user
  published_raw TEXT,                  -- the date as written; null where that is `published`
  published_flags TEXT NOT NULL,       -- JSON list: what is doubtful about it
  language TEXT NOT NULL,
  read_at TEXT NOT NULL,               -- ISO 8601, UTC
  operation INTEGER NOT NULL REFERENCES operations (id),
  reader TEXT NOT NULL DEFAULT '',     -- of the first reading, with its version ("rules-en/7")
  UNIQUE (report, number)
) STRICT
;
INSERT INTO "revisions" VALUES(1,'rqh25rk77t5hf',1,X'433C8EAB5C638485512F242A86F13C8BAD02C88D8DE51F4BE4E33AE5D08A4FAC','Reuters','https://news.example/1','','2024-12-18T00:00:00+00:00',1,'user','','[]','en','2026-11-23T02:52:49.198988+00:00',1,'');
INSERT INTO "revisions" VALUES(2,'raqy6va6xptvq',1,X'94AD6C0F17156BA001FF88F5AF44BED7C679D5406DD22A88D9949AB3BAF84D62','Honda','https://news.example/2','','2024-12-23T00:00:00+00:00',1,'user','','[]','en','2026-11-23T02:52:49.861172+00:00',2,'');
INSERT INTO "revisions" VALUES(3,'r3kty2wfrgoyn',1,X'EEF76F18E24FCC744037229CBCB2B198E7F0CD8247284708AA9060A7173BA052','Honda','https://news.example/3','','2025-02-13T00:00:00+00:00',1,'user','','[]','en','2026-11-23T02:52:50.555280+00:00',3,'');
INSERT INTO "revisions" VALUES(4,'rv57zooimetbb',1,X'5ADEB13C21AA220BD9D8BE8CC2EA06D96AE673A3EB0693A536D4A6BED42C0573','Reuters','https://news.example/10','Nissan and Honda explore joint cars','2025-11-13T00:00:00+00:00',1,'metadata','2025-11-13','[]','en','2026-11-23T02:52:51.354905+00:00',4,'');
INSERT INTO "revisions" VALUES(5,'renxb2jv7ta33',1,X'A535F605A566E00D2DDD14F337A97FEBE70AE3F6350A4DAC3D1708AA1E7257C0','AFP','https://news.example/11','Renault and Geely found a venture','2025-03-05T00:00:00+00:00',1,'metadata','2025-03-05','[]','en','2026-11-23T02:52:51.366758+00:00',4,'');
INSERT INTO "revisions" VALUES(6,'rbmmykelukj2s',1,X'330962E1D10778279115000A89E15C2C0575E01B61B164468E5B694D88CB3CF4','Bloomberg','https://news.example/12','Continental weighs a merger','2025-03-04T00:00:00+00:00',1,'metadata','2025-03-04','[]','en','2026-11-23T02:52:51.374555+00:00',4,'');
INSERT INTO "revisions" VALUES(7,'rdovhyk23ihkr',1,X'E03AE95D5A1A6E3B92989D644F2265E6B691EAE0118650983EAB11FB668B354C','','','','2025-05-01T00:00:00+00:00',1,'user','','[]','en','2026-11-23T02:52:52.845400+00:00',5,'');
INSERT INTO "revisions" VALUES(8,'rum7k4vpvz7i4',1,X'3C5E661E77225E6C8377E1C46687C244DB42061C9E749F5D9D0C9B8FF944C8E3','','','','2025-05-02T00:00:00+00:00',1,'user','','[]','en','2026-11-23T02:52:54.571829+00:00',8,'');
INSERT INTO "revisions" VALUES(9,'r3nb4rte5jwo3',1,X'0B8861D404361A62C436AF19797E7D9501783B9E2F65D302873CFA048476ADAE','','','','2025-06-01T00:00:00+00:00',1,'user','','[]','en','2026-11-23T02:52:56.497960+00:00',11,'');
INSERT INTO "revisions" VALUES(10,'rez6nzbmurkgf',1,X'05C1D763090652055FC4F0912F920CEFDCF1468B5FB6B79071541176E3762408','Reuters','','',NULL,0,'','','[]','en','2026-11-24T03:00:00.123456+00:00',13,'');
CREATE TABLE signatures (
  revision INTEGER PRIMARY KEY REFERENCES revisions (id),
  version TEXT NOT NULL,
  signature BLOB NOT NULL
) STRICT;
INSERT INTO "signatures" VALUES(1,'rensa-r2-128-4w-20240',X'00000001DB456993D3A9ADFBCD7F5ED9C070F8B0FACC2181E7303489CFD33968CB498DA4E137186FDB80A0E4DE0A7CA9F3FCF29FFAB9318CD0F588C8EAE8603579EEA8E9EE6FCC30A339DEC1F7C33621EDB070C3DC1D5859E041236BC9C94EC3D04DD271EC386493C8ACD1B4E6BCD428DBC607D5DAD90BBBC8C08654CDC69624CE2549BFE9C74320E236A11BDB84C525E0F02722C8DF4AF2CEB232C6DB39B623FCA6811BDC435B5CF63877EDD7BF53B5E4936F29F15183D6ECD2D34CCE874ABBF1B0FCBFC328B5C8DEB94420CE340596D89C6E8DE3914E63EFF01C29F321FBD2F8FE0FD3D44D04B7F190F952F55006ADEADDB80CD7DC19E5EC891C9AD91CEB96DDB5DD94FE81CC3BE76D29B2D2811ADFE48AC8E2E8AB2B09D974EFAADA68D429F655F072E934F8F5DAD6DC5ACDC10C73CAA7E7E9D43B7D8FDF4B5245E1052780DB41BE43C354F431C8AFEA37D0C35418EE916C55EB9773CDD70E0D7CDE24B30DED688E42E7CA55DFE719CB35E02DDCCAF3CE8B9EE835FE69F99733A8CBBBE003C2B89260EE0E1CB5D40ACC8AFC90073DCC3A8382C2773D96D62F8127E540F630D7E414B0EFAB770DE8D5FE31C701A209D61503A0F08925E1D6D8E0C1C77CEE80E4BD89A9D8F0B0A1E98344B03F62F6E5D71DA86AEAF67129CD6C5F09E333A75CCA56AF74F733A177C5A72124DCD4394BE87F85CDD4C90598C819A302DB517633E4A58062');
INSERT INTO "signatures" VALUES(2,'rensa-r2-128-4w-20240',X'00000003CF493728C8DE9DBBCDA729BAE429057DC0866AB8E0A130D6CD290258C53120B3C9060BA7D8BA2CE9C7FB369EC875710808D62158D3FE70CECE842595C152888DCB193AB5C295E029CA4B6B02D2F53693C0E6B298CE845EAD4AAC35FECD576ADDDA83E64BC7A1F1F4C96C560FC142B946C3A09085ED8DB565DA384DE2AA0EEB62C0509D8CC5659C44C6390FA3CDE9B229D1153794DAF2EC0EC791106ECE781D8BC8BFA05ACA95B188C9F145ACC5787B80D8374AD3C202C0BFAD36BEE9C01602E8D0AEC2ECC26CD0FCDDFE9865C2A3904FCAD1CCC4C5D05752CA411DDBCD6C566ED7F1C03EC2E333D6DB567E83E0BD441CD3D33A57D2ADE2F9C0E89178C9128A48EBB9ABA9D1A6A803DA568425C790AE3FC91DD9ECC8CA1343C647920B5C4ABDB7D99B9785DBE57381CB364C29D2C5E322E0726A85C027ED1CD623C277F017D3A9CDF3C738E1B45D5CCC892D60D848BEDBC0197117CE1E3894C1B4725BEFE83755CFC8A875C0BBCEDECBFD46D7D01154A5CF70C84DD696D1A4C6B9ABC3C2CA59DB2A6F59E4CD9A7C93C482CD9BB531B8B6CD3FD849DED15F61C92201D0C0BCBACFD1120FAFC422E9D7E2F9D2DFD9ADA970D74162BDCB6B0AC7CD4A70E0D8A1A173C1141FCE0E1B737C46E88E8CD0B53C9ACF9B9584C34D7A86CEC13DACC3EF887AD63C0CA3C28061B3C33C3689D685CEF8C770378FC0FDCBADD852D1C3D09176F8');
INSERT INTO "signatures" VALUES(3,'rensa-r2-128-4w-20240',X'00000003342DD7BAC8DE9DBBCDA729BAD1C64F35CE34157FCF70E97DCD290258C53120B3C534F752D8BA2CE9C7FB369EC1EB16C708D62158D3FE70CECE842595C152888DEEBB1D45C295E029CA4B6B02D0AE16A8C0E6B298D7CB46FD4AAC35FEE6E77A67E9DA0F1547E279C0D3FE0ED3C2B1A010C3A09085E2737FDDDA384DE2AA0EEB62C0509D8CC5659C44DD94F9F6D093C9ABD2BDCD84E57E1D8BC1515FB9D3F9BB93C8BFA05AC1177E26C9F145ACC5787B80EC483663C202C0BFDCD0E95CC01602E8C9EC5335C26CD0FCDDFE9865CCD26530CAD1CCC4C5D05752CA411DDBC51C7E56CE4F60C0C2E333D6DB567E83E0BD441CD2EE364BCDA5F8B2C0E89178C9128A48D21178ADD1A6A803DA568425E3B49BF8C91DD9ECC8CA1343E0D6382DE14A40E9CB2EFE73EF49A67CC8C0264FC4FC16428FBECDA6D0504DC0DC94B5E7F289B011C5C1580AE6608D89CC892D60D848BEDBC0197117CE1E3894C1B4725BDA93698CD4C92D86C0BBCEDEC192A3E6DC4255EDCF70C84DDA338CFCC6B9ABC3CCFAD09D2A6F59E4CCCB81E6C482CD9BB531B8B6E3778618E101DD8CC92201D0C0BCBACFD1120FAFC422E9D7E2F9D2DFC2F9746DD96725ABC8EAE2D7DD18C40FD8A1A173EE76DD54D1686D6846E88E8CD0B53C9AD41BBE41C34D7A86CEC13DACC3EF887AD9A1C7C8C28061B3C33C3689D685CEF8C770378FC9588050D2E0923CC6B2B6CB');
INSERT INTO "signatures" VALUES(4,'rensa-r2-128-4w-20240',X'00000011C02FD87BC2B2E4520247BA4CC34287BB90C1E964C2EE2FD8520ED7E7C400469FCB0379FCC0E32C0EC09A393B24F44B47C2060F30C1D35FCB3A1E0E831B5295D1C30AFD37C109723DC48ECE7BC4C5D1FAC44BD3AA8AE1860AC2E8D66CC94F812DC4230961C5EA44F2C490D97DC0C6A7BD769024E1C18393A13DF0C7BD43CCCCD9C007237954CDBF92C264AFAC274CC970C27D5DE2C26FF5DA2D927761C3334D53C1EAA2F7C0AA781EC123A6816610EA13C476FDA4C130F39FC08C9442C38231E856C98682C21C7664C592510EC71909A313E17602C1FEE876C2787EDC2299BD31CA8F06D8252AF5D17752103A676D12AE60B0F4E4C2087A0499E232F27C40B973C47287C1C4BA578640ABC2CAC45EE658C84E3F47C11CF2BEC35DFAC1C278B11DC03246B8AB518EC2C6766AD77C6BF1B2C03CDE2CC98E16AE421CCBF7C0258624C27ED603C2A61A84C630F532C22B391CC3A600C4C2C22A8BC0D0B5A1C6313651C95D9F49C079BC62C017C32E0389C2C9AF132BB1C16AD6191F8EA8B1C28EC7E8C1F55E15C1B7D215C84F0EAAC0794F3209A4689893130C8DAAAB217AC2AF8FA2C4E829C6C7DEC772C22E542CC181DFFC8AF12579C23DDC010CC08998C8C9A0BDCD6C6847C098C0CFB40A24219AA5087DC0A61271CBDFB08671386422C19C55D6C1DC48F3C0F714CEC07AD332C40ED2212A3377DFC2F4604BC01DE2A20936F701');
INSERT INTO "signatures" VALUES(5,'rensa-r2-128-4w-20240',X'0000000EC00C7E6B2D68FC271B776809C0780F58C1AD1665C57A492BC13C7BEAC1A87EA2C969E35C1D147865C0F32AEDC5869755C654BDFAC2A4342F075D7C235313E37E70744BF6C0ED369DC35F09AAC10B5D93C38B75EDC5732CA83A3B9D98C11F0E7EC28B0765C182A23AC0B0DC92C0FF010F403FF7F617EC1E47C03E0CF311B4178AC5E2BFEFC3F7BE0BC1A4796AC93FF194C427394A2A3F3059C6EA0A0105E17CD03996851DC1152B38C0E9BF2BC4B3C0BBCBD54D2EC2B7FD3CCBDE5557C4A2B721C0ACDE6FC2BCE901C27C17E55BEBD715C09F3E19895DB3B0C4138FE7749BC72ECF6376EC4D17184BC38D0395C187CF8EC195E8C0B155B827C1BBD4C780034FF490C57C36C398CE9CC46CD9EDC051F7AFC12C0EA7C2692EF4C00D9379712B58FDC352A1B1C6129732C02D3AE0A0CDC75ECA511E15C0C4906BC37CF0D7C445204BC4E606BB2D6FA1FDC5C41793C04D9CEFC31D32725D39C49C4310B089C172EFEECAC07C4EC0DE3CA9C74E0FCFC69A07D8C71F3C79C405F734C369D622CC982356A48C5BED95B0D19CC5C28340C042B92AC4C0EDC9C152EEAEC0E954BD80B96E2E1A1869867D4DE399C00F8C74C0D6E07331ABB666C65F20F6C17E3B86D226115DA635A13FC2CEE82AC2D193B2C0D9850C4A0B95D5C49F3C1DC617FFCFA9F55DD1C1DBB47DC0A39B08C48EF696BC264717C26FF1AEC464C4ACC4873F03437FACF8');
INSERT INTO "signatures" VALUES(6,'rensa-r2-128-4w-20240',X'0000000BC5C472CE72A8AFBEBA1F05F7CE2409152F05BE6BC4B8A7180A5ABE53C5E6E9D2C22E8A26C4B2D39ED0BD979BC5322DBFC26D2819793C70015AB1507CC1F5B5F405300352C48E3E8AC3B95788C22148B7C0AB7B4CC826F5D239FA593DC6F56C40C5BF8660C206390EC023348CD2442112C259D49FCB7FD6E5C20CB8C0CA2B60DAC257E9F1C4DC071A30DB47C2309CC328C9A92C0564B9BF87C2FFBFB9CADF32B4C024B99BC1D95CAAC3058644C180A6C7C380DF73CF74E83AA19E2D94C22A36358DB50D0CC8BCD1CBC05E527BC37086C3C8AD557FC777B8AAC653B4B3C04B6D35C057880BC76621A2C82020E5D27FD4061C6191F60D4E009CC3BAFF11D43F987BCB7BD7ACC18CBDCBC4265479C5F876FCC47D41FF2B200F09CEF1FAA05210A7EE5617523BC32E3C22C552A7E1C2901A1DC175020DC891C1B9C611D05D588B667CC775703804BD6B19C1FDDD0CCC612E46C11F937FC2C659DBC1244521C8572BD38E29C233C18AFA75BAE849F7C12A3D58CBC99BCAAF31F000BFBDCAEEC22F4688C4F440A5C5CD9641C833F575C41D73D9C08B9C6D8E5695B0C71A9B4AC2FC6438CAD53B0A4B15671DCCA254E1C5457194C8EA633CC0F91501CEA18B5DC05E3053C00C642B5B16FE84C549C05BCBEBDC98C1217F01C02E279FC04E1D41C110A023C37F5CA8C45360FACCA8766AC1BB11B6C07C0A2BC09703BBC0C56142C59AB780');
INSERT INTO "signatures" VALUES(7,'rensa-r2-128-4w-20240',X'00000003E33BBDFBCA339C2CC0403FF9D607CC4CDBA77CDDC7006D8FDC66E363C21FF99EC5787CA3D6FD9551C2DE1656C5C7074FC4A7402DD25F9D2FC01FE699CBF1074DDD3A29FFD1847615E2799B5BD5E126D6C1BAE0E8BFD07142E3387595C6D42E66C6C99C38C124B1F0F20291FBE54C2AF3CBF264F2D6038690DEF18BF9D3380ABBCCE2666DC570D622C4C7F1EBD22F2250C36CA0E0CAE275E6C7C37EA1D0A53526CDC994D6D72D7A40D96F7309C343FF6ACB0E873FC7E9EBFACAC86B2AC2FCC5AED1485BA1C241A8A3DDBED9CCC2655E99C436A553D63A65C2DFF8F9FC20DE9214C44F860BD55F4518D9812FF9DE4F597DC2B160A5CE60FE49C4F667E5D4A4941D2B45CE2AC201165CD18CC7DDD07F82FFCB773E0EE393F700DA81B80CD2823112E624CFBCC94BD7D1C7424427C74867C9C9A04F13CD07982A936D9B37D1365789CE8E0FA0D41CECADD19676DDD7BA7C86D9C82864C191C1BFF43F7EDCC0904744D2D31F9978F18CA2DBE62F50C21A61A8E84C27BBCC753F9DC5145F80D088DAFDCACCB170C6092693C7EFF3BAD7498E7DD0509B9AC325D051C3B02E92C0862114CB28AB86ECB32AF8D5BA33A0C2BC6A02C5AE57DFC2ABF4C3C438A37BCD8F7555C23B0040C9B5ECB8C2870862EEED1F1BE8B08A6FC64284671C196D3F6EC89F84CDD18FE2C0D1941BD18179D4C93C7318C567B922B4031916522247AEDB4FB9EF');
INSERT INTO "signatures" VALUES(8,'rensa-r2-128-4w-20240',X'00000001C716D38DC2DC2B62D16E2D29F80DFB31D4753DA5E8B6EAD4DC93E5B9DE29271AEBC8EB66DF8C5023DF6F4A80D40A535BE07F6F11EE2B7A39ED3BCF22F9F7FBCAC28F8F41EF65BA2FF2EA3701C9C5E1FDF0B84DDED6C7F1F0E1BEC2EBD0078FFDEBD32202EC18B0C7EF6EC648ED6CD2FBD7441C9BD20EB67DDA262A51C8E0AE5EC3F37167FB3865B1EDAF8D79E3BC606FEF288A94D69FF07EC04FA17CF04C4BBFE284DD82D0D7AAF6C66A30B1D3B3C212D9F48AB4CE8FF86EC3348B3FE2413E6CDD79F258C26176D5D8653C3ECA91D391C1467C6FFAA3327625EF3D25C26C4E57CBB5708BDCA60A715D531126C3145D5DD0666014EDCC636EEB3EBF47E86F3991DA0C4849E82BD572DD9500B5FB4C422AF1DA7514ED2BF7ACDF63FB6BD85C25F3F3490533F73321A7CF8396C9C2650E37DC6455AFF5227A28CE055BAAE4C345C2CF96F264D26C2521F5D77EA9D9D55B72D819B606EAC4B37AEDD73E7FC3F6871DC528C3C9C8F4BB17FECD84C4EBD8FF17F752F465C86F30FBE3F7A14CC4BEEA56D8A132EFD738876DCEA679A1CEC88B9BF2A50CB6CF7A843BD697C83AE261767DF9F3D9FEDFA19481CFBB083AC7337942C5AD2DDDC9ECE572EB1F6AD9CBE8CB3AD7A549AAC2778130DF6F7F73EE9352C7F4C35D4DC7FDA0EDE2F67126F468FCC9D1EA0B2AF01BE2D9D63A90F1FBC9EC1AE30074A0D8AB772AFE329EB38B96D41D');
INSERT INTO "signatures" VALUES(9,'rensa-r2-128-4w-20240',X'00000002CEBB7DC1C368F09BCA8FF1A4D8BD2676CAA82400DDED91CFD3F55369D16481B3D18D019AC586A7D3C6CF52B1C1618870C709C20DD076C9C1D3BB323EE8534D1ED3CE14C3DC5CD4CEACA48FBD1E158662C8F5E063C7452177DB953570E71EBC28DC85463ECBFB764BD8E61A00D8CA2AFED26B8647C494731ED840B03FCB2B81DACD7542FFC406C3DDD411CE94CE5752FDE7BA352BC6542FE7DBC05DEEE4B0454CC866F6618CEB9185C3A8F333EFAD68B9EDE65D76C6978451F74F8582C36F2519C3480AE9D6FABC6BCAB1B161CFDB2893C4B9F410CDAFEAEDCF2C0082F0386DB5CF211726D7A8D15EC139A092F2E1E53FCC6EF3B9C484D071CBB060A7E586EED6CB10776BCF055785CE70F946E339B720C306E2BACF30DF2BD7515B57D7624828C4EB4225E2544645CA19A91D61F45303E439C0D3DDCB4529F6C7D5FBDA850AE5CF2D1EF8D6E4DEAAD1297F55D250F803E1333B23EA84EBB4D3B507B7C0D542451C28CD83E1733E29C32081F4C594C139C4C0CEE4DB6AC1DEC5792826D9ED60F1CBBA08E9D4388865C2599C13D443E54DCD2D0E74EE161272E5F10C26D47A92F9C042FE57C3A08035D7F4EB9AD912E8D6D1156DC0C341F97CC6D426F9DFE984F3E51F2673C9564C28F06EB4C5C3798FCACD74C86BEFBE452547955373C3619E2BD2BA36EADDBD0FABC72F8B3AC0DECF40C72C8904E710EE70D2355E19C795B149');
INSERT INTO "signatures" VALUES(10,'rensa-r2-128-4w-20240',X'00000013C0556B1BC59587B0C1A3E070152C18F5149CFBB6C8529EEDC43AA3FE26FDE3D7C059F8209698321719F179EA39B95CC6C23A81C9C1CB7979C107D520C190EC280E3E1C50C31A33C881A92B52C703AC0CC4823DD2856F94D1C452A759C020675EC0ACB79CC2DA4D97389021D03DE27325C51617D21D8D8413C61CFF2BCBC0FB8E0D96A9117078E772C63C7B8D10300EEFC09007AA4E4F3931C9275460C0C746B6CCF38F72C42630E3CB5A1FDBC27559CAC055EBAE71D80DA7C1D1BF51499A8F4C4729BC00C411A0FB6DB9267D095D4EC4368B12874CCD828EC16359D81B51614D54E7A71BC1BAABBAA375D6E9C45847FCC04EDE27C2C08F20666BB177C0BCBFD9C35926C7A44348C288EEB5D5C650D08DC0B340C0C3DABA56C23170B8C13461A4C0C70C94C042563FC0D5FAFDC0B4861CC24A8B9CC149155FC4BD161F5057010DCB138B6C9C337D14C28F7B5DC0B5EF48C000D7F4C1D8BCDEC0EA5580071023AC9F441163C47A24D1796B39701E960EB7C4BE777E398C436EC1174C43C570736FC15E3951BEB49861C15AF04B51A9A39DC1F9FF1AB2B5946DC39878461F58EA09C3A72979A9B0997AC46176923E0FAD73C188C10EC02E737A88F1E30EC2A69FA2C350B9DEC090E7E0C4DB974FC7E11AEFC599F6B840B22179C39638F8A02DC664C010DF34C3B9210B5A3601C2C1A9E458C736B2CDA9B5F2C2C25E62CDC00FD37B');
CREATE TABLE steps (
  talk TEXT NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  rule TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  changed INTEGER NOT NULL,
  origin TEXT NOT NULL,
  new_origin INTEGER NOT NULL, choices INTEGER NOT NULL DEFAULT 1, corrected TEXT,
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "steps" VALUES('tbmmykeluk',0,'cosvnncekdppv','opens','rumoured','talks',1,'bloomberg',1,1,'{"kind": "merger", "also_kinds": "[]", "status": "rumoured", "stage": "talks", "basis": "anonymous", "denied": false, "renewed": false, "on_hold": false, "origin": "sources", "relayed_by": "[]", "speaker": "", "region": "Japan", "subject": "", "event_date": null, "event_precision": null, "value": null, "currency": "", "exactness": null, "valuation": null, "stake": null, "stake_exactness": null, "stake_from": null, "control": false, "consideration": null, "signs": null, "signs_precision": null, "signed": null, "signed_precision": null, "closes": null, "closes_precision": null, "closed": null, "closed_precision": null, "break_fee": null, "break_fee_currency": "", "advisers": "[]", "regulators": "[]", "conditions": "[]", "main": true, "confidence": 1.0, "doubts": "[]"}');
INSERT INTO "steps" VALUES('tdovhyk23i',0,'ck7qstaq6rw4h','opens','rumoured','exploring',1,'unknown',1,1,NULL);
INSERT INTO "steps" VALUES('tdovhyk23i',1,'cbiz5kpduucx2','judgement','confirmed','exploring',1,'unknown',0,1,NULL);
INSERT INTO "steps" VALUES('tenxb2jv7t',0,'clivg4bif5pie','opens','confirmed','agreed',1,'company',1,1,'{"kind": "joint-venture", "also_kinds": "[]", "status": "confirmed", "stage": "agreed", "basis": "on-record", "denied": false, "renewed": false, "on_hold": false, "origin": "company", "relayed_by": "[]", "speaker": "Luca de Meo", "region": "China", "subject": "engines", "event_date": "2025-02-01", "event_precision": "month", "value": 6500000000, "currency": "EUR", "exactness": null, "valuation": null, "stake": 41.0, "stake_exactness": null, "stake_from": null, "control": false, "consideration": null, "signs": null, "signs_precision": null, "signed": null, "signed_precision": null, "closes": "2026-01-01", "closes_precision": "half", "closed": null, "closed_precision": null, "break_fee": null, "break_fee_currency": "", "advisers": "[]", "regulators": "[]", "conditions": "[]", "main": true, "confidence": 1.0, "doubts": "[]"}');
INSERT INTO "steps" VALUES('tqh25rk77t',0,'ckg5xchvoyqmb','opens','rumoured','exploring',1,'nikkei',1,1,NULL);
INSERT INTO "steps" VALUES('tqh25rk77t',1,'ctkyq6uze3y63','confirms','confirmed','talks',1,'unknown',0,1,NULL);
INSERT INTO "steps" VALUES('tqh25rk77t',2,'cjfemii65wltz','ends-on-record','abandoned','ended',1,'unknown',0,1,NULL);
INSERT INTO "steps" VALUES('tqh25rk77t',3,'c4hcmbta77urz','new-origin','abandoned','ended',0,'company',1,1,NULL);
INSERT INTO "steps" VALUES('tv57zooime',0,'cenipmb4a4shd','opens','rumoured','exploring',1,'nikkei',1,1,NULL);
CREATE TABLE talk_parties (
  talk TEXT NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id), role TEXT NOT NULL DEFAULT 'partner',
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "talk_parties" VALUES('tbmmykeluk',0,'continental-airlines','partner');
INSERT INTO "talk_parties" VALUES('tbmmykeluk',1,'united-airlines','partner');
INSERT INTO "talk_parties" VALUES('tdovhyk23i',0,'blue-works','partner');
INSERT INTO "talk_parties" VALUES('tdovhyk23i',1,'red-works','partner');
INSERT INTO "talk_parties" VALUES('tenxb2jv7t',0,'renault','partner');
INSERT INTO "talk_parties" VALUES('tenxb2jv7t',1,'zhejiang-geely','partner');
INSERT INTO "talk_parties" VALUES('tqh25rk77t',0,'nissan-motor','partner');
INSERT INTO "talk_parties" VALUES('tqh25rk77t',1,'honda-motor','partner');
INSERT INTO "talk_parties" VALUES('tv57zooime',0,'nissan-motor','partner');
INSERT INTO "talk_parties" VALUES('tv57zooime',1,'honda-motor','partner');
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
, confirmation_reported INTEGER NOT NULL DEFAULT 0, confidence REAL NOT NULL DEFAULT 1, doubtful INTEGER NOT NULL DEFAULT 0, on_hold INTEGER NOT NULL DEFAULT 0, value INTEGER, currency TEXT NOT NULL DEFAULT '', exactness TEXT, valuation TEXT, stake REAL, stake_exactness TEXT, stake_from REAL, control INTEGER NOT NULL DEFAULT 0, consideration TEXT, signs TEXT, signs_precision TEXT, signed TEXT, signed_precision TEXT, closes TEXT, closes_precision TEXT, closed TEXT, closed_precision TEXT, break_fee INTEGER, break_fee_currency TEXT NOT NULL DEFAULT '', advisers TEXT NOT NULL DEFAULT '[]', regulators TEXT NOT NULL DEFAULT '[]', conditions TEXT NOT NULL DEFAULT '[]', began_by TEXT NOT NULL DEFAULT '', began_as TEXT NOT NULL DEFAULT '', began_on TEXT, turned_to TEXT, turned_on TEXT) STRICT, WITHOUT ROWID;
INSERT INTO "talks" VALUES('tbmmykeluk','continental-airlines-united-airlines-merger-2025','merger','rumoured','talks',0,1,1,'2025-03-04','2025-03-04','2025-03-04','["Japan"]','[]',0,1.0,0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]','bloomberg','Bloomberg','2025-03-04',NULL,NULL);
INSERT INTO "talks" VALUES('tdovhyk23i','blue-works-red-works-supply-2025','supply','confirmed','exploring',0,1,2,'2025-05-01','2025-05-02','2025-05-02','[]','[]',0,1.0,0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]','','',NULL,NULL,NULL);
INSERT INTO "talks" VALUES('tenxb2jv7t','renault-zhejiang-geely-joint-venture-2025','joint-venture','confirmed','agreed',0,1,1,'2025-03-05','2025-03-05','2025-02-28','["China"]','["engines"]',0,1.0,0,0,6500000000,'EUR',NULL,NULL,41.0,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,'2026-01-01','half',NULL,NULL,NULL,'','[]','[]','[]','','',NULL,NULL,NULL);
INSERT INTO "talks" VALUES('tqh25rk77t','nissan-motor-honda-motor-merger-2024','merger','abandoned','ended',0,2,4,'2024-12-18','2026-11-24','2025-02-13','[]','[]',0,1.0,0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]','nikkei','Nikkei','2024-12-18','confirmed','2024-12-23');
INSERT INTO "talks" VALUES('tv57zooime','nissan-motor-honda-motor-development-2025','development','rumoured','exploring',0,1,1,'2025-11-13','2025-11-13','2025-11-13','["United States"]','["vehicles"]',0,1.0,0,0,NULL,'',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','[]','[]','[]','nikkei','Nikkei','2025-11-13',NULL,NULL);
CREATE TABLE text_keys (
  key INTEGER NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
INSERT INTO "text_keys" VALUES(6498991,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(143359229,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(179394288,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(299584132,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(341779124,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(640961969,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(825681937,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(890508606,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(996509127,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(1025176673,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(1132702142,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(1369787279,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(1517673504,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(1704691783,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(1833216325,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2019999717,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2081091831,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2091373887,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2097316124,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2195923964,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2388279800,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2490067322,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2523091356,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2868676428,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2976056408,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(2979966094,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3265686945,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3360587491,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3437739629,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3496447885,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3535313097,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3570623338,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3693025703,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3733086813,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3789783585,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3819869342,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3877595907,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3885457705,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3926340036,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3953606460,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(3990165014,'rez6nzbmurkgf');
INSERT INTO "text_keys" VALUES(4104019636,'rez6nzbmurkgf');
CREATE TABLE texts (
  revision INTEGER PRIMARY KEY REFERENCES revisions (id),
  packed BLOB NOT NULL
) STRICT
;
INSERT INTO "texts" VALUES(1,X'00546865792061726520696E2074616C6B732E');
INSERT INTO "texts" VALUES(2,X'004E697373616E204D6F746F7220E2809320486F6E6461204D6F746F723A206D65726765722C20636F6E6669726D6564');
INSERT INTO "texts" VALUES(3,X'004E697373616E204D6F746F7220E2809320486F6E6461204D6F746F723A206D65726765722C206162616E646F6E6564');
INSERT INTO "texts" VALUES(4,X'0128B52FFD208035010008610A80D00FA5782845C634BECAE84605EB55AA9A603FDD904FDC2516178B31C24686673018');
INSERT INTO "texts" VALUES(5,X'0128B52FFD20592D01006879666F7220656E67696E65732E0680B00F3110AB88F08947674D10AA3D906383A6C4311A');
INSERT INTO "texts" VALUES(6,X'0128B52FFD2053A5000000054000A250750913C44C273310FCA36341C3C5');
INSERT INTO "texts" VALUES(7,X'00426C756520576F726B7320E280932052656420576F726B733A20737570706C792C2072756D6F75726564');
INSERT INTO "texts" VALUES(8,X'00746F6C64');
INSERT INTO "texts" VALUES(9,X'00546F796F7461204D6F746F7220E28093205375626172753A207374616B652C2072756D6F75726564');
INSERT INTO "texts" VALUES(10,X'0128B52FFD2082BD010080503A204D6172636820342C20323032350B80E01D023F2310516D6EE2263674A3F6D5359421A25C533336C2C68AC78C8123CD3D1B320D');
CREATE TABLE told (
  channel TEXT NOT NULL,
  talk TEXT NOT NULL,
  status TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (channel, talk, status)
) STRICT, WITHOUT ROWID;
CREATE TABLE undone (
  operation INTEGER PRIMARY KEY REFERENCES operations (id),
  undoes INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
INSERT INTO "undone" VALUES(12,11);
CREATE TABLE unwatched (
  watch INTEGER NOT NULL REFERENCES watches (id),
  operation INTEGER NOT NULL REFERENCES operations (id),
  PRIMARY KEY (watch, operation)
) STRICT, WITHOUT ROWID;
CREATE TABLE watches (
  id INTEGER PRIMARY KEY,
  companies TEXT NOT NULL,
  kinds TEXT NOT NULL,
  statuses TEXT NOT NULL,
  region TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
INSERT INTO "watches" VALUES(1,'["nissan-motor"]','[]','[]','',9);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
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
CREATE INDEX feed_choices_by_feed ON feed_choices (feed);
CREATE INDEX feed_choices_by_operation ON feed_choices (operation);
CREATE INDEX rereadings_by_revision ON rereadings (revision);
CREATE INDEX rereadings_by_operation ON rereadings (operation);
CREATE INDEX reread_claims_by_claim ON reread_claims (claim);
CREATE INDEX reread_claims_by_instead ON reread_claims (instead) WHERE instead IS NOT NULL;
CREATE INDEX notes_by_operation ON notes (operation);
CREATE INDEX doubtful_talks ON talks (doubtful) WHERE doubtful = 1;
CREATE INDEX revisions_by_digest ON revisions (substr(digest, 1, 12));
CREATE INDEX revisions_by_operation ON revisions (operation);
CREATE INDEX odd_reports ON reports (key) WHERE odd = 1;
CREATE VIEW talks_view AS 
SELECT t.id, t.slug, (SELECT group_concat(name, ' – ') FROM (SELECT n.name FROM talk_parties p JOIN companies n ON n.id = p.company WHERE p.talk = t.id ORDER BY p.position)) AS parties,
  (SELECT count(*) FROM talk_parties p WHERE p.talk = t.id) AS companies,
  t.kind, t.status, t.stage, t.doubtful, t.confidence, t.on_hold, t.confirmation_reported, t.end_reported,
  t.origins, t.reports, t.first_reported, t.last_reported, t.last_turn,
  coalesce((SELECT group_concat(value, '; ') FROM json_each(t.regions)), '') AS regions, coalesce((SELECT group_concat(value, '; ') FROM json_each(t.subjects)), '') AS subjects,
  coalesce((SELECT e.quote FROM evidence e WHERE e.claim = s.claim ORDER BY e.position LIMIT 1), '') AS quote,
  v.publisher, v.title, v.url, t.value AS value, t.currency AS currency, t.exactness AS exactness, t.valuation AS valuation, t.stake AS stake, t.stake_exactness AS stake_exactness, t.stake_from AS stake_from, t.control AS control, t.consideration AS consideration, t.signs AS signs, t.signs_precision AS signs_precision, t.signed AS signed, t.signed_precision AS signed_precision, t.closes AS closes, t.closes_precision AS closes_precision, t.closed AS closed, t.closed_precision AS closed_precision, t.break_fee AS break_fee, t.break_fee_currency AS break_fee_currency, coalesce((SELECT group_concat(value, '; ') FROM json_each(t.advisers)), '') AS advisers, coalesce((SELECT group_concat(value, '; ') FROM json_each(t.regulators)), '') AS regulators, coalesce((SELECT group_concat(value, '; ') FROM json_each(t.conditions)), '') AS conditions, (SELECT group_concat(role, '; ') FROM (SELECT p.role FROM talk_parties p WHERE p.talk = t.id ORDER BY p.position)) AS roles, coalesce((SELECT group_concat(name, '; ') FROM (SELECT n.name FROM talk_parties p JOIN companies n ON n.id = p.company WHERE p.talk = t.id AND p.role IN ('buyer', 'investor') ORDER BY p.position)), '') AS buyers, coalesce((SELECT group_concat(name, '; ') FROM (SELECT n.name FROM talk_parties p JOIN companies n ON n.id = p.company WHERE p.talk = t.id AND p.role IN ('target', 'unit') ORDER BY p.position)), '') AS targets, coalesce((SELECT group_concat(name, '; ') FROM (SELECT n.name FROM talk_parties p JOIN companies n ON n.id = p.company WHERE p.talk = t.id AND p.role IN ('seller') ORDER BY p.position)), '') AS sellers
FROM talks t JOIN steps s ON s.talk = t.id AND s.position =
    (SELECT max(position) FROM steps l WHERE l.talk = t.id AND l.changed = 1)
  JOIN claims c ON c.id = s.claim JOIN revisions v ON v.id = c.revision;
CREATE VIEW events_view AS 
SELECT k.talk, (SELECT group_concat(name, ' – ') FROM (SELECT n.name FROM talk_parties p JOIN companies n ON n.id = p.company WHERE p.talk = t.id ORDER BY p.position)) AS parties, t.kind AS talk_kind, t.status AS talk_status, t.doubtful AS talk_doubtful,
  k.number, coalesce(k.said_event_date, k.first_day) AS date, coalesce(k.said_event_precision, k.exact) AS precision,
  k.published, k.status, k.said_status AS claimed, k.said_stage AS stage, k.said_kind AS kind, k.said_basis AS basis,
  k.said_denied AS denied, k.said_on_hold AS on_hold,
  CASE WHEN k.said_basis = 'judgement' AND k.said_origin = 'unknown' THEN 'your judgement' ELSE k.said_origin END
    AS origin,
  coalesce((SELECT group_concat(value, '; ') FROM json_each(k.said_relayed_by)), '') AS relayed_by, k.said_speaker AS speaker, k.said_region AS region,
  k.said_subject AS subject, k.publisher, k.title, k.url, k.quote, k.turned, k.new_origin, k.counts,
  k.said_confidence AS confidence, k.rule, k.report_id, k.claim_id, k.said_value AS value, k.said_currency AS currency, k.said_exactness AS exactness, k.said_valuation AS valuation, k.said_stake AS stake, k.said_stake_exactness AS stake_exactness, k.said_stake_from AS stake_from, k.said_control AS control, k.said_consideration AS consideration, k.said_signs AS signs, k.said_signs_precision AS signs_precision, k.said_signed AS signed, k.said_signed_precision AS signed_precision, k.said_closes AS closes, k.said_closes_precision AS closes_precision, k.said_closed AS closed, k.said_closed_precision AS closed_precision, k.said_break_fee AS break_fee, k.said_break_fee_currency AS break_fee_currency, coalesce((SELECT group_concat(value, '; ') FROM json_each(k.said_advisers)), '') AS advisers, coalesce((SELECT group_concat(value, '; ') FROM json_each(k.said_regulators)), '') AS regulators, coalesce((SELECT group_concat(value, '; ') FROM json_each(k.said_conditions)), '') AS conditions
FROM (
  SELECT s.talk, s.position + 1 AS number, c.id AS claim_id, s.status, s.rule, s.changed AS turned,
    s.new_origin, s.rule <> 'unreviewed' AS counts, CASE WHEN s.corrected IS NULL THEN c.kind ELSE json_extract(s.corrected, '$.kind') END AS said_kind, CASE WHEN s.corrected IS NULL THEN c.also_kinds ELSE json_extract(s.corrected, '$.also_kinds') END AS said_also_kinds, CASE WHEN s.corrected IS NULL THEN c.status ELSE json_extract(s.corrected, '$.status') END AS said_status, CASE WHEN s.corrected IS NULL THEN c.stage ELSE json_extract(s.corrected, '$.stage') END AS said_stage, CASE WHEN s.corrected IS NULL THEN c.basis ELSE json_extract(s.corrected, '$.basis') END AS said_basis, CASE WHEN s.corrected IS NULL THEN c.denied ELSE json_extract(s.corrected, '$.denied') END AS said_denied, CASE WHEN s.corrected IS NULL THEN c.renewed ELSE json_extract(s.corrected, '$.renewed') END AS said_renewed, CASE WHEN s.corrected IS NULL THEN c.on_hold ELSE json_extract(s.corrected, '$.on_hold') END AS said_on_hold, CASE WHEN s.corrected IS NULL THEN c.origin ELSE json_extract(s.corrected, '$.origin') END AS said_origin, CASE WHEN s.corrected IS NULL THEN c.relayed_by ELSE json_extract(s.corrected, '$.relayed_by') END AS said_relayed_by, CASE WHEN s.corrected IS NULL THEN c.speaker ELSE json_extract(s.corrected, '$.speaker') END AS said_speaker, CASE WHEN s.corrected IS NULL THEN c.region ELSE json_extract(s.corrected, '$.region') END AS said_region, CASE WHEN s.corrected IS NULL THEN c.subject ELSE json_extract(s.corrected, '$.subject') END AS said_subject, CASE WHEN s.corrected IS NULL THEN c.event_date ELSE json_extract(s.corrected, '$.event_date') END AS said_event_date, CASE WHEN s.corrected IS NULL THEN c.event_precision ELSE json_extract(s.corrected, '$.event_precision') END AS said_event_precision, CASE WHEN s.corrected IS NULL THEN c.value ELSE json_extract(s.corrected, '$.value') END AS said_value, CASE WHEN s.corrected IS NULL THEN c.currency ELSE json_extract(s.corrected, '$.currency') END AS said_currency, CASE WHEN s.corrected IS NULL THEN c.exactness ELSE json_extract(s.corrected, '$.exactness') END AS said_exactness, CASE WHEN s.corrected IS NULL THEN c.valuation ELSE json_extract(s.corrected, '$.valuation') END AS said_valuation, CASE WHEN s.corrected IS NULL THEN c.stake ELSE json_extract(s.corrected, '$.stake') END AS said_stake, CASE WHEN s.corrected IS NULL THEN c.stake_exactness ELSE json_extract(s.corrected, '$.stake_exactness') END AS said_stake_exactness, CASE WHEN s.corrected IS NULL THEN c.stake_from ELSE json_extract(s.corrected, '$.stake_from') END AS said_stake_from, CASE WHEN s.corrected IS NULL THEN c.control ELSE json_extract(s.corrected, '$.control') END AS said_control, CASE WHEN s.corrected IS NULL THEN c.consideration ELSE json_extract(s.corrected, '$.consideration') END AS said_consideration, CASE WHEN s.corrected IS NULL THEN c.signs ELSE json_extract(s.corrected, '$.signs') END AS said_signs, CASE WHEN s.corrected IS NULL THEN c.signs_precision ELSE json_extract(s.corrected, '$.signs_precision') END AS said_signs_precision, CASE WHEN s.corrected IS NULL THEN c.signed ELSE json_extract(s.corrected, '$.signed') END AS said_signed, CASE WHEN s.corrected IS NULL THEN c.signed_precision ELSE json_extract(s.corrected, '$.signed_precision') END AS said_signed_precision, CASE WHEN s.corrected IS NULL THEN c.closes ELSE json_extract(s.corrected, '$.closes') END AS said_closes, CASE WHEN s.corrected IS NULL THEN c.closes_precision ELSE json_extract(s.corrected, '$.closes_precision') END AS said_closes_precision, CASE WHEN s.corrected IS NULL THEN c.closed ELSE json_extract(s.corrected, '$.closed') END AS said_closed, CASE WHEN s.corrected IS NULL THEN c.closed_precision ELSE json_extract(s.corrected, '$.closed_precision') END AS said_closed_precision, CASE WHEN s.corrected IS NULL THEN c.break_fee ELSE json_extract(s.corrected, '$.break_fee') END AS said_break_fee, CASE WHEN s.corrected IS NULL THEN c.break_fee_currency ELSE json_extract(s.corrected, '$.break_fee_currency') END AS said_break_fee_currency, CASE WHEN s.corrected IS NULL THEN c.advisers ELSE json_extract(s.corrected, '$.advisers') END AS said_advisers, CASE WHEN s.corrected IS NULL THEN c.regulators ELSE json_extract(s.corrected, '$.regulators') END AS said_regulators, CASE WHEN s.corrected IS NULL THEN c.conditions ELSE json_extract(s.corrected, '$.conditions') END AS said_conditions, CASE WHEN s.corrected IS NULL THEN c.main ELSE json_extract(s.corrected, '$.main') END AS said_main, CASE WHEN s.corrected IS NULL THEN c.confidence ELSE json_extract(s.corrected, '$.confidence') END AS said_confidence, CASE WHEN s.corrected IS NULL THEN c.doubts ELSE json_extract(s.corrected, '$.doubts') END AS said_doubts,
    v.report AS report_id, v.publisher, v.title, v.url, CASE CASE WHEN v.published_flags LIKE '%"month-only"%' THEN 'month' WHEN v.published_flags LIKE '%"quarter-only"%' THEN 'quarter' WHEN v.published_flags LIKE '%"half-only"%' THEN 'half' WHEN v.published_flags LIKE '%"year-only"%' THEN 'year' ELSE 'day' END WHEN 'day' THEN substr(coalesce(v.published, v.read_at), 1, 10) WHEN 'month' THEN date(substr(coalesce(v.published, v.read_at), 1, 10), 'start of month') WHEN 'quarter' THEN date(substr(coalesce(v.published, v.read_at), 1, 10), 'start of month', '-' || ((substr(substr(coalesce(v.published, v.read_at), 1, 10), 6, 2) - 1) % 3) || ' months') WHEN 'half' THEN date(substr(coalesce(v.published, v.read_at), 1, 10), 'start of month', '-' || ((substr(substr(coalesce(v.published, v.read_at), 1, 10), 6, 2) - 1) % 6) || ' months') WHEN 'year' THEN date(substr(coalesce(v.published, v.read_at), 1, 10), 'start of month', '-' || ((substr(substr(coalesce(v.published, v.read_at), 1, 10), 6, 2) - 1) % 12) || ' months') END AS first_day, CASE WHEN v.published_flags LIKE '%"month-only"%' THEN 'month' WHEN v.published_flags LIKE '%"quarter-only"%' THEN 'quarter' WHEN v.published_flags LIKE '%"half-only"%' THEN 'half' WHEN v.published_flags LIKE '%"year-only"%' THEN 'year' ELSE 'day' END AS exact,
    CASE WHEN v.published IS NOT NULL AND CASE WHEN v.published_flags LIKE '%"month-only"%' THEN 'month' WHEN v.published_flags LIKE '%"quarter-only"%' THEN 'quarter' WHEN v.published_flags LIKE '%"half-only"%' THEN 'half' WHEN v.published_flags LIKE '%"year-only"%' THEN 'year' ELSE 'day' END = 'day' THEN substr(v.published, 1, 10) END AS published,
    coalesce((SELECT e.quote FROM evidence e WHERE e.claim = c.id ORDER BY e.position LIMIT 1), '') AS quote
  FROM steps s JOIN claims c ON c.id = s.claim JOIN revisions v ON v.id = c.revision
) k JOIN talks t ON t.id = k.talk;
CREATE VIEW companies_view AS 
SELECT c.id, c.name, c.country, c.sector, count(t.id) AS talks,
  coalesce(sum(t.status = 'rumoured'), 0) AS rumoured, coalesce(sum(t.status = 'confirmed'), 0) AS confirmed,
  coalesce(sum(t.status = 'abandoned'), 0) AS abandoned, min(t.first_reported) AS first_reported,
  max(t.last_reported) AS last_reported, coalesce((SELECT group_concat(value, '; ') FROM (SELECT DISTINCT value FROM identifiers WHERE company = c.id AND scheme = 'ticker' AND (operation IS NULL OR operation NOT IN (SELECT operation FROM dead_operations)) ORDER BY value)), '') AS tickers, coalesce((SELECT group_concat(value, '; ') FROM (SELECT DISTINCT value FROM identifiers WHERE company = c.id AND scheme = 'lei' AND (operation IS NULL OR operation NOT IN (SELECT operation FROM dead_operations)) ORDER BY value)), '') AS lei,
  coalesce((SELECT group_concat(value, '; ') FROM (SELECT DISTINCT value FROM identifiers WHERE company = c.id AND scheme = 'cik' AND (operation IS NULL OR operation NOT IN (SELECT operation FROM dead_operations)) ORDER BY value)), '') AS cik, coalesce((SELECT group_concat(value, '; ') FROM (SELECT DISTINCT value FROM identifiers WHERE company = c.id AND scheme = 'wikidata' AND (operation IS NULL OR operation NOT IN (SELECT operation FROM dead_operations)) ORDER BY value)), '') AS wikidata, c.source
FROM companies c LEFT JOIN talk_parties p ON p.company = c.id LEFT JOIN talks t ON t.id = p.talk
WHERE c.visible = 1 AND (p.talk IS NOT NULL OR NOT EXISTS (SELECT 1 FROM company_verdicts m WHERE m.other = c.id AND m.verdict = 'same' AND (operation IS NULL OR operation NOT IN (SELECT operation FROM dead_operations)) AND NOT EXISTS (SELECT 1 FROM company_verdicts l WHERE l.id > m.id AND (l.operation NOT IN (SELECT operation FROM dead_operations)) AND ((l.kept = m.kept AND l.other = m.other) OR (l.kept = m.other AND l.other = m.kept)))))
GROUP BY c.id;
CREATE VIEW talk_parties_view AS 
SELECT p.talk, p.position + 1 AS position, p.company AS company_id, n.name AS company, n.country, n.sector,
  t.kind AS talk_kind, t.status AS talk_status, t.stage AS talk_stage, t.last_turn, p.role
FROM talk_parties p JOIN talks t ON t.id = p.talk JOIN companies n ON n.id = p.company;
CREATE INDEX rumoured_talks ON talks (last_reported, id) WHERE status = 'rumoured';
CREATE INDEX opening_rumours ON steps (talk) WHERE rule = 'opens' AND status = 'rumoured';
CREATE INDEX doubted_claims ON claims (id) WHERE confidence < 0.5 OR doubts <> '[]';
CREATE INDEX chosen_steps ON steps (claim) WHERE choices > 1;
CREATE INDEX reported_steps ON steps (claim) WHERE rule IN ('confirmation-reported', 'end-reported');
CREATE INDEX ambiguous_parties ON claim_parties (claim) WHERE candidates <> '[]';
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE titles USING fts5 (title, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (rowid, text) VALUES (1, '
They are in talks.');
INSERT INTO titles (rowid, title) VALUES (1, '');
INSERT INTO words (rowid, text) VALUES (2, '
Nissan Motor – Honda Motor: merger, confirmed');
INSERT INTO titles (rowid, title) VALUES (2, '');
INSERT INTO words (rowid, text) VALUES (3, '
Nissan Motor – Honda Motor: merger, abandoned');
INSERT INTO titles (rowid, title) VALUES (3, '');
INSERT INTO words (rowid, text) VALUES (4, 'Nissan and Honda explore joint cars
Nissan and Honda are exploring joint development of cars for the United States, the Nikkei reported. Nissan declined to comment.');
INSERT INTO titles (rowid, title) VALUES (4, 'Nissan and Honda explore joint cars');
INSERT INTO words (rowid, text) VALUES (5, 'Renault and Geely found a venture
Renault and Geely said on Tuesday that they agreed to set up a joint venture for engines.');
INSERT INTO titles (rowid, title) VALUES (5, 'Renault and Geely found a venture');
INSERT INTO words (rowid, text) VALUES (6, 'Continental weighs a merger
Continental is in talks to merge with United, people familiar with the matter said.');
INSERT INTO titles (rowid, title) VALUES (6, 'Continental weighs a merger');
INSERT INTO words (rowid, text) VALUES (7, '
Blue Works – Red Works: supply, rumoured');
INSERT INTO titles (rowid, title) VALUES (7, '');
INSERT INTO words (rowid, text) VALUES (8, '
told');
INSERT INTO titles (rowid, title) VALUES (8, '');
INSERT INTO words (rowid, text) VALUES (9, '
Toyota Motor – Subaru: stake, rumoured');
INSERT INTO titles (rowid, title) VALUES (9, '');
INSERT INTO words (rowid, text) VALUES (10, '
TOKYO (Reuters) - Nissan and Honda ended their talks on a merger for good, the companies said on Tuesday. Published: March 4, 2025');
INSERT INTO titles (rowid, title) VALUES (10, '');
PRAGMA application_id = 1095519321;
PRAGMA user_version = 16;
