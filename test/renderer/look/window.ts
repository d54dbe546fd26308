// Puts the fake bridge where the preload would, then starts the real page.
import { fakeBridge } from '../fixtures/fakeBridge.ts';
import { scenes } from './scenes.ts';

const name = new URLSearchParams(location.search).get('scene') ?? 'open';
const fake = fakeBridge(scenes[name] ?? {});
Object.assign(globalThis, { zhengka: fake.bridge, fake });
await import('../../../renderer/main.tsx');
