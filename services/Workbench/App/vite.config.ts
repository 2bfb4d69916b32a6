import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The gateway that the development server asks for everything but the app itself.
const gateway = process.env.HITL_GATEWAY ?? 'http://localhost:8080';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // Nothing as a data: URL: the policy lets fonts and styles come from files only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': { target: gateway } } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
