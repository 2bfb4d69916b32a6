// Compresses what is worth it once, at build time, so that the server only picks a file.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const WORTH_IT = /\.(js|mjs|css|svg|json|wasm|txt)$/;
const BYTES_MIN = 1024;

for (const name of readdirSync('dist', { recursive: true })) {
  const path = join('dist', name);
  if (!WORTH_IT.test(name) || statSync(path).size < BYTES_MIN) continue;
  const bytes = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
