// Fails when what a browser loads to label an image has grown too large: what is rarely needed belongs into chunks of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const BYTES_MAX = 300_000;
const FOLDER = 'dist/assets/';
const ROUTE = ['WorkPage', 'ImageStage', 'ShapeList'];

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
const loaded = new Set();

function load(name) {
  if (loaded.has(name)) return;
  loaded.add(name);
  const text = readFileSync(FOLDER + name, 'utf8');
  for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) load(imported);
}

for (const [, name] of readFileSync('dist/index.html', 'utf8').matchAll(/assets\/([^"]+\.js)"/g)) load(name);
for (const part of ROUTE) for (const name of files) if (name.startsWith(`${part}-`)) load(name);
const size = (compress) => [...loaded].reduce((sum, name) => sum + compress(readFileSync(FOLDER + name)).length, 0);
const gzip = size(gzipSync);
process.stdout.write(`labelling an image: ${loaded.size} scripts, ${gzip} bytes gzip, ${size(brotliCompressSync)} bytes brotli\n`);
process.exit(gzip <= BYTES_MAX ? 0 : 1);
