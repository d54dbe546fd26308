// The pages. The hosts, the shell and the preload are bundled by tools/build (esbuild).
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  // Relative, because the pages come from app:// and not from a server's root.
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome130',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // One clerk's machine, no network: a large chunk costs a read from disk and nothing else.
    chunkSizeWarningLimit: 4096,
  },
});
