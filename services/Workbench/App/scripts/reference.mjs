// Puts the reference of the API beside the app: it is no part of the app's bundle, and only its own page loads it.
import { copyFileSync, cpSync } from 'node:fs';

cpSync('reference', 'dist/reference', { recursive: true });
copyFileSync('node_modules/@scalar/api-reference/dist/browser/standalone.js', 'dist/reference/scalar.js');
