// A CouchDB-compatible server for the drain bench: express-pouchdb over PouchDB on LevelDB, a process of its own.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const express = require('express');
const PouchDB = require('pouchdb');
const folder = process.argv[2];
const app = express();
app.use(
  '/',
  require('express-pouchdb')(PouchDB.defaults({ prefix: `${folder}/` }), {
    mode: 'minimumForPouchDB',
    overrideMode: { include: [] },
    logPath: `${folder}/log.txt`,
    inMemoryConfig: true,
  }),
);
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
