// Fails when a package that we use comes under a licence which asks for our source.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REFUSED = /\b(A?GPL|LGPL|SSPL|BUSL|CC-BY-NC)/i;
const manifests = readdirSync('node_modules', { recursive: true }).filter((name) =>
  /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(`node_modules/${name}`),
);
const refused = manifests
  .map((name) => JSON.parse(readFileSync(join('node_modules', name), 'utf8')))
  .map((manifest) => ({ name: manifest.name, licence: JSON.stringify(manifest.license ?? manifest.licenses ?? 'none') }))
  .filter(({ licence }) => licence === '"none"' || (REFUSED.test(licence) && !/ OR /.test(licence)));

for (const { name, licence } of refused) process.stderr.write(`${name}: ${licence}\n`);
process.stdout.write(`${manifests.length} packages, ${refused.length} refused\n`);
process.exit(refused.length === 0 ? 0 : 1);
