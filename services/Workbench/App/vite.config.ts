import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The gateway that the development server asks for everything but the app itself.
const gateway = process.env.HITL_GATEWAY ?? 'http://localhost:8080';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    // Browsers of 2024 and later: those that know light-dark() themselves.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // Nothing as a data: URL: the policy lets fonts and styles come from files only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': { target: gateway } } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
