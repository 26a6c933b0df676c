BEGIN TRANSACTION;
CREATE TABLE entry (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	speaker TEXT, 
	valid_from TEXT, 
	valid_to TEXT, 
	precision TEXT NOT NULL, 
	reported_at TEXT, 
	recorded_by TEXT NOT NULL, 
	supersedes TEXT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	CONSTRAINT entry_interval CHECK (valid_to >= valid_from), 
	CONSTRAINT entry_not_itself CHECK (supersedes <> id), 
	UNIQUE (id)
);
INSERT INTO "entry" VALUES(1,'bd62eb3b3e11366edf771962b4f27c6c78c50710dcc4fcdda9d589d433ab4e16','bearing','u0','example-monitor','2031-05-01T09:00:00.000000Z',NULL,'day','2031-05-02T09:00:00.000000Z','test@1',NULL,'{"complied":true,"quote":{"end":13,"exact":"page 0 line 0","start":0}}');
INSERT INTO "entry" VALUES(2,'a36a47a4ead61c4e3e999e913533cc5d6b5ad33bab8cfe627a5599b464d9f5bf','bearing','u1','example-monitor','2031-05-01T09:00:00.000000Z',NULL,'day','2031-05-02T09:00:00.000000Z','test@1',NULL,'{"complied":true,"quote":{"end":13,"exact":"page 0 line 1","start":0}}');
INSERT INTO "entry" VALUES(3,'a62bb2179b21d7db09d9fcf0ab5dfb4d79ceb5a07dc2c9394e842bee50775387','bearing','u2','example-monitor','2031-05-01T09:00:00.000000Z',NULL,'day','2031-05-02T09:00:00.000000Z','test@1',NULL,'{"complied":true,"quote":{"end":13,"exact":"page 0 line 2","start":0}}');
INSERT INTO "entry" VALUES(4,'e33cae773b7d27becc97a99a62b2aa6f72046b2ad76854039c0f0b4e000d6490','document','8669157c9c991f222b667bd8c1b47c63415b950e5b5dfc231f5f3c3594258ad6',NULL,NULL,NULL,'day',NULL,'test@1',NULL,'{"dropped":[],"id":"8669157c9c991f222b667bd8c1b47c63415b950e5b5dfc231f5f3c3594258ad6","language":"en","media_type":"text/plain","name":"a.txt","passages":[],"problems":[],"source":"Example Wire","text_sha256":"9ec2ced268bcadd1f59b633691985ca637f950b19734ff8c7eb0542ce4821e73"}');
INSERT INTO "entry" VALUES(5,'7cff5c93794250feede02a9ece8789e047c473eebd44b5a4947f73bcd50e579e','bearing','u9','example-monitor',NULL,NULL,'day','2031-05-04T09:00:00.000000Z','test@1','bd62eb3b3e11366edf771962b4f27c6c78c50710dcc4fcdda9d589d433ab4e16','{"complied":true,"quote":{"end":7,"exact":"7 towns","start":0}}');
INSERT INTO "entry" VALUES(6,'dfbae126fa48e29dde4d902d853d551b00d09397aea07cb13091ba328401f09d','document','8a552afa2d305ccae16f577d7d21da728d11cd9d09fbd243225908b6c7e13586',NULL,NULL,NULL,'day',NULL,'test@1',NULL,'{"dropped":[],"id":"8a552afa2d305ccae16f577d7d21da728d11cd9d09fbd243225908b6c7e13586","language":"en","media_type":"text/plain","name":"b.txt","passages":[],"problems":[],"source":"Example Wire","text_sha256":"9def43cd4035e4f07ac21c7b52d786a500a05480ce721c676c5c5a73a1096a44"}');
INSERT INTO "entry" VALUES(7,'2a46697b840f61702b2d641f67673b9d12655c365b1efc6164d2b21d0f34c1ac','erasure','8a552afa2d305ccae16f577d7d21da728d11cd9d09fbd243225908b6c7e13586',NULL,NULL,NULL,'second','2031-05-04T09:00:00.000000Z','desk',NULL,'{"at":"2031-05-04T09:00:00.000000Z","reason":"a made-up court order"}');
INSERT INTO "entry" VALUES(8,'77de3b4778205476e8c08c798cf479ede1c3eca99907c652b46fe55a1d3ad3ae','bearing','u1','example-monitor',NULL,NULL,'day',NULL,'test@1',NULL,'{"complied":true,"quote":{"end":10,"exact":"clock back","start":0}}');
CREATE TABLE migration (
	version INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	applied_at TEXT NOT NULL, 
	applied_by TEXT NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "migration" VALUES(1,'entries, pages, words of documents, guards','2026-11-22T03:01:19.472000Z','ceasefire 0.1.0');
CREATE TABLE page (
	number INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	recorded_at TEXT NOT NULL, 
	clock TEXT, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT page_holds_entries CHECK (last >= first), 
	UNIQUE (first), 
	UNIQUE (last)
);
INSERT INTO "page" VALUES(1,1,4,'2031-05-01T09:00:00.000000Z',NULL,'0000000000000000000000000000000000000000000000000000000000000000','81ceb3bb9e418153e5ae121b6126e360a1a87c4faba3558cea6c17ebf8d5e90f');
INSERT INTO "page" VALUES(2,5,5,'2031-05-02T09:00:00.000000Z',NULL,'81ceb3bb9e418153e5ae121b6126e360a1a87c4faba3558cea6c17ebf8d5e90f','bd019e6229ae4c85bfdf40e6c78a75f859e1b532065deebaa40c289f5921dc90');
INSERT INTO "page" VALUES(3,6,6,'2031-05-03T09:00:00.000000Z',NULL,'bd019e6229ae4c85bfdf40e6c78a75f859e1b532065deebaa40c289f5921dc90','82f460427f18a4932daa3ac3b707d274c1dc0e333c7c1239f21b4c3ed345e425');
INSERT INTO "page" VALUES(4,7,7,'2031-05-04T09:00:00.000000Z',NULL,'82f460427f18a4932daa3ac3b707d274c1dc0e333c7c1239f21b4c3ed345e425','f6ba605f3253a2bd3f782884e6d8a18afea4935143b4c8156cb1312f474316bb');
INSERT INTO "page" VALUES(5,8,8,'2031-05-04T09:00:00.000000Z','2031-05-02T09:00:00.000000Z','f6ba605f3253a2bd3f782884e6d8a18afea4935143b4c8156cb1312f474316bb','37738f9d5fec44701b0b3b3fc4471c0c9fbbc93044cbbd18509dfd9a26097cec');
CREATE TABLE words (
	document TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	text TEXT, 
	PRIMARY KEY (document, sha256)
);
INSERT INTO "words" VALUES('8669157c9c991f222b667bd8c1b47c63415b950e5b5dfc231f5f3c3594258ad6','9ec2ced268bcadd1f59b633691985ca637f950b19734ff8c7eb0542ce4821e73','The monitor says that the road is open.');
INSERT INTO "words" VALUES('8a552afa2d305ccae16f577d7d21da728d11cd9d09fbd243225908b6c7e13586','9def43cd4035e4f07ac21c7b52d786a500a05480ce721c676c5c5a73a1096a44',NULL);
CREATE INDEX entry_supersedes ON entry (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX entry_subject ON entry (subject, seq);
CREATE INDEX entry_kind ON entry (kind, seq);
CREATE INDEX page_recorded_at ON page (recorded_at, number);
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_next BEFORE INSERT ON entry WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry) OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TRIGGER page_no_update BEFORE UPDATE ON page BEGIN SELECT RAISE(ABORT, 'page is append-only'); END;
CREATE TRIGGER page_no_delete BEFORE DELETE ON page BEGIN SELECT RAISE(ABORT, 'page is append-only'); END;
CREATE TRIGGER page_next BEFORE INSERT ON page WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM page) OR NEW.first IS NOT (SELECT coalesce(max(last), 0) + 1 FROM page) OR NEW.recorded_at < (SELECT max(recorded_at) FROM page) BEGIN SELECT RAISE(ABORT, 'page is append-only'); END;
CREATE TRIGGER words_no_update BEFORE UPDATE ON words WHEN NOT (NEW.text IS NULL AND NEW.document = OLD.document AND NEW.sha256 = OLD.sha256 AND EXISTS (SELECT 1 FROM entry WHERE kind = 'erasure' AND subject = OLD.document)) BEGIN SELECT RAISE(ABORT, 'words is append-only'); END;
CREATE TRIGGER words_no_delete BEFORE DELETE ON words BEGIN SELECT RAISE(ABORT, 'words is append-only'); END;
CREATE TRIGGER words_next BEFORE INSERT ON words WHEN NEW.text IS NOT NULL AND EXISTS (SELECT 1 FROM entry WHERE kind = 'erasure' AND subject = NEW.document) OR EXISTS (SELECT 1 FROM words WHERE document = NEW.document AND sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'words is append-only'); END;
CREATE TRIGGER migration_no_update BEFORE UPDATE ON migration BEGIN SELECT RAISE(ABORT, 'migration is append-only'); END;
CREATE TRIGGER migration_no_delete BEFORE DELETE ON migration BEGIN SELECT RAISE(ABORT, 'migration is append-only'); END;
CREATE TRIGGER migration_next BEFORE INSERT ON migration WHEN EXISTS (SELECT 1 FROM migration WHERE version >= NEW.version) BEGIN SELECT RAISE(ABORT, 'migration is append-only'); END;
COMMIT;
